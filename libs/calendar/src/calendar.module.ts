import { type DynamicModule, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';
import { YearNames } from './year-names.js';

/** The working calendar: read by everybody, kept by the administrator (775:20). */
@Module({})
export class CalendarModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    if (options.process !== 'api') return { module: CalendarModule };
    return {
      module: CalendarModule,
      controllers: [CalendarController],
      providers: [CalendarService, YearNames],
    };
  }
}
