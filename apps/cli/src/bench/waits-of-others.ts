import { setTimeout as delay } from 'node:timers/promises';
import { Connection, requireSuccess, wireRequest } from './load.js';

/** Between two questions of others. */
const PAUSE_MS = 5;
const HEALTH = wireRequest('GET', '/api/health', {});

/** Milliseconds of each answer of somebody who asks one thing after the other. @param until as `performance.now()` has it */
export async function waitsOfOthers(port: number, until: number): Promise<number[]> {
  const connection = await Connection.open(port);
  const waits: number[] = [];
  try {
    while (performance.now() < until) {
      const start = performance.now();
      requireSuccess(await connection.exchange(HEALTH));
      waits.push(performance.now() - start);
      await delay(PAUSE_MS);
    }
    return waits;
  } finally {
    connection.close();
  }
}
