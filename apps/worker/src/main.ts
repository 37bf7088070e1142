import { NestFactory } from '@nestjs/core';
import { Courier } from '#agreements';
import { Postman } from '#inbox';
import { Housekeeping, loadConfig } from '#kernel';
import { AppModule } from '../../api/src/app.module.js';

const config = loadConfig(process.env);
const app = await NestFactory.createApplicationContext(AppModule.forRoot('worker', config), {
  logger: ['error', 'warn', 'log'],
});
app.enableShutdownHooks();
app.get(Housekeeping).start();
app.get(Postman).start();
app.get(Courier).start();
