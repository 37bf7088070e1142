import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DirectoryModule, directoryPersistence } from '#directory';
import { Clock, KernelModule, kernelPersistence, loadConfig } from '#kernel';
import { SigningModule } from '#signing';
import { InboxModule, inboxPersistence, Postman } from '../index.js';

/* A worker process of its own, for the test that kills it; its clock stands still at NOW. */
const process_ = 'worker';

@Module({
  imports: [
    KernelModule.forRoot({
      process: process_,
      config: loadConfig(process.env),
      rooms: [kernelPersistence, directoryPersistence, inboxPersistence],
    }),
    SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
    DirectoryModule.forRoot({ process: process_ }),
    InboxModule.forRoot({ process: process_ }),
  ],
})
class PostmanModule {}

const app = await NestFactory.createApplicationContext(PostmanModule, { logger: ['error'] });
app.get(Clock).now = () => new Date(process.env.NOW ?? '');
await app.get(Postman).round();
