import { type DynamicModule, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { FileStore } from './file-store.js';
import { Files } from './files.js';
import { FilesChores } from './files-chores.js';
import { Previews } from './preview/previews.js';
import { FileScans } from './scanning/file-scans.js';
import { ScanChores } from './scanning/scan-chores.js';
import { ScanMoves } from './scanning/scan-moves.js';
import { UploadsController } from './uploads.controller.js';
import { Uploads } from './uploads.js';

/** Gives every room the `Files`; only the api takes uploads. */
@Module({})
export class FilesModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    const api = options.process === 'api';
    return {
      module: FilesModule,
      global: true,
      controllers: api ? [UploadsController] : [],
      providers: [
        FileScans,
        FileStore,
        Files,
        FilesChores,
        Previews,
        ScanChores,
        ScanMoves,
        ...(api ? [Uploads] : []),
      ],
      exports: [Files, Previews],
    };
  }
}
