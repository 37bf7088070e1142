import { type DynamicModule, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { FileStore } from './file-store.js';
import { Files } from './files.js';

/** Gives every room the `Files`; only the api takes uploads. */
@Module({})
export class FilesModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    void options;
    return {
      module: FilesModule,
      global: true,
      providers: [FileStore, Files],
      exports: [Files],
    };
  }
}
