import { type DynamicModule, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { Directory } from './directory.js';
import { DirectoryWriter } from './directory-writer.js';

/** Gives every room the `Directory`; in the api also sign-in and the sessions behind every request. */
@Module({})
export class DirectoryModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    void options;
    return {
      module: DirectoryModule,
      global: true,
      providers: [Directory, DirectoryWriter],
      exports: [Directory, DirectoryWriter],
    };
  }
}
