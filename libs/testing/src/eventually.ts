import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 20;

/**
 * Waits until `look` no longer throws, for what other processes do in their own time.
 * @param withinMs after which the last failure is the test's; long, for a machine that does everything at once stands
 *   still for seconds
 */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 15_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(EVERY_MS);
    }
  }
}
