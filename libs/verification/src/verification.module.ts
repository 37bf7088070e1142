import { type DynamicModule, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { Intake, UPLOAD_PACE } from './intake.js';
import { PACE } from './pace.js';
import { Turnstile } from './turnstile.js';
import { ANSWER_READ_MS, VerificationController } from './verification.controller.js';
import { Verification } from './verification.js';

/** The public check of containers and signatures: /verify. Keeps nothing. */
@Module({})
export class VerificationModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    const api = options.process === 'api';
    return {
      module: VerificationModule,
      controllers: api ? [VerificationController] : [],
      // The worker clears what an api that died left behind.
      providers: [
        { provide: UPLOAD_PACE, useValue: PACE },
        Intake,
        ...(api ? [Turnstile, Verification, { provide: ANSWER_READ_MS, useValue: 60_000 }] : []),
      ],
    };
  }
}
