import { Global, Module } from '@nestjs/common';
import { Comparisons } from './comparisons.js';
import { PlainTables } from './plain-tables.js';
import { TextJobs } from './text-jobs.js';
import { Texts } from './texts.js';
import { TextThreads } from './threads/text-threads.js';

/** Gives every room the texts of files and what compares them. */
@Global()
@Module({
  providers: [Comparisons, PlainTables, TextJobs, Texts, TextThreads],
  exports: [Comparisons, PlainTables, Texts],
})
export class TextsModule {}
