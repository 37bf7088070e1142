import { type DynamicModule, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { RecordController } from './record.controller.js';
import { RecordQueries } from './record.queries.js';
import { RecordExport } from './record-export.js';
import { RecordProof } from './record-proof.js';

/** Reading the record that all rooms write. */
@Module({})
export class RecordModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    if (options.process !== 'api') return { module: RecordModule };
    return {
      module: RecordModule,
      controllers: [RecordController],
      providers: [RecordExport, RecordProof, RecordQueries],
    };
  }
}
