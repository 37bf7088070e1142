import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AccessGuard } from './access/access.js';
import { Audit } from './audit/audit.js';
import { AuditAnchors } from './audit/audit-anchors.js';
import { AuditSubjects } from './audit/audit-subjects.js';
import { AuditWatch } from './audit/audit-watch.js';
import { ClosingTimes } from './calendar/closing-times.js';
import { CountedTerms } from './calendar/counted-terms.js';
import { TermChanges } from './calendar/term-changes.js';
import { WorkingCalendar } from './calendar/working-calendar.js';
import { Clock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { buildDataSource, type Persistence } from './database/database.js';
import { Sql } from './database/sql.js';
import { Transitions } from './database/transitions.js';
import { Tx } from './database/tx.js';
import { Housekeeping } from './housekeeping.js';
import { HealthController } from './http/health.controller.js';
import { Health } from './http/health.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RateLimits } from './http/rate-limits.js';
import { validationPipe } from './http/validation.js';
import { LiveController } from './live/live.controller.js';
import { Live, LiveHub } from './live/live.js';
import { GivenUpJobs } from './outbox/given-up.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxWorker } from './outbox/outbox.worker.js';
import { SecretBox } from './secrets/secret-box.js';
import { DutyChanges } from './work/duty-changes.js';
import { HandOvers } from './work/hand-overs.js';

/** Which process the module serves: only the api answers HTTP, only the worker does the outbox. */
export type ProcessKind = 'api' | 'worker';

const foundation = [
  Audit,
  AuditAnchors,
  AuditSubjects,
  AuditWatch,
  Clock,
  ClosingTimes,
  CountedTerms,
  GivenUpJobs,
  Health,
  DutyChanges,
  HandOvers,
  Live,
  Outbox,
  SecretBox,
  Sql,
  TermChanges,
  Transitions,
  Tx,
  WorkingCalendar,
  Housekeeping,
];

/** The ground of every room: database, transactions, record, outbox, access, errors, live events. */
@Global()
@Module({})
export class KernelModule {
  static forRoot(options: {
    process: ProcessKind;
    config: Config;
    rooms: readonly Persistence[];
  }): DynamicModule {
    const { process, config, rooms } = options;
    const database = TypeOrmModule.forRootAsync({
      useFactory: () => ({ ...buildDataSource(config, rooms).options, retryAttempts: 3, retryDelay: 500 }),
      dataSourceFactory: async () => new DataSource(buildDataSource(config, rooms).options).initialize(),
    });
    const http = [
      LiveHub,
      RateLimits,
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_PIPE, useFactory: validationPipe },
    ];
    return {
      module: KernelModule,
      imports: [database],
      controllers: process === 'api' ? [HealthController, LiveController] : [],
      providers: [
        { provide: CONFIG, useValue: config },
        ...foundation,
        ...(process === 'api' ? http : [OutboxWorker]),
      ],
      exports: [CONFIG, ...foundation, ...(process === 'api' ? [LiveHub] : [OutboxWorker])],
    };
  }
}
