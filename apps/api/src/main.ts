import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig } from '#kernel';
import { AppModule } from './app.module.js';
import { setUpHttp } from './http.js';

const config = loadConfig(process.env);
const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot('api', config), {
  bodyParser: false,
  logger: ['error', 'warn', 'log'],
});
setUpHttp(app, config);
app.enableShutdownHooks();
await app.listen(config.port, config.host);
