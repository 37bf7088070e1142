import { appendFileSync } from 'node:fs';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../config.js';
import { Sql } from '../database/sql.js';
import { KernelModule } from '../kernel.module.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { Outbox } from './outbox.js';

/*
 * A worker process of its own, for the test that kills it. Its one handler leaves a trace outside the database, as a
 * letter would be, and one inside; after the first of LAST_WORDS it is killed between the work and the mark.
 */
const { TRACE = '', LAST_WORDS } = process.env;

@Injectable()
class Letters {
  constructor(outbox: Outbox, sql: Sql) {
    outbox.on('test.letter', async ({ letter }) => {
      appendFileSync(TRACE, `${letter}\n`);
      await sql.execute('INSERT INTO letter (name) VALUES ($1)', [letter]);
      if (letter === LAST_WORDS) process.kill(process.pid, 'SIGKILL');
    });
  }
}

@Module({
  imports: [
    KernelModule.forRoot({ process: 'worker', config: loadConfig(process.env), rooms: [kernelPersistence] }),
  ],
  providers: [Letters],
})
class LettersModule {}

await NestFactory.createApplicationContext(LettersModule, { logger: ['error'] });
