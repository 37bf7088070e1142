import { Test } from '@nestjs/testing';
import { Courier, EDMS_TIMES, type EdmsTimes } from '#agreements';
import { loadConfig } from '#kernel';
import { AppModule } from '../app.module.js';

/*
 * A worker process that carries packages and does nothing else, for the test that kills it: with the portal's own limits a
 * claim would run out in eleven minutes.
 */
const TIMES: EdmsTimes = { idleMs: 20_000, totalMs: 20_000, claimMs: 3_000 };

const module = await Test.createTestingModule({
  imports: [AppModule.forRoot('worker', loadConfig(process.env))],
})
  .overrideProvider(EDMS_TIMES)
  .useValue(TIMES)
  .compile();
module.useLogger(['error']);
module.get(Courier).start();
