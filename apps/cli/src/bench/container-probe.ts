import { forgetPeak, MEGABYTE, peakMemory } from './memory.js';

/** What one piece of work cost in a process of its own. */
export interface ProbeResult {
  readonly seconds: number;
  /** Memory at its most during the work, beyond what the process had before it, in MB. */
  readonly megabytes: number;
}

/** Does the work once, and writes what it cost to standard output as JSON. */
export async function probe(work: () => Promise<void>): Promise<void> {
  const before = process.memoryUsage.rss() / MEGABYTE;
  forgetPeak(process.pid);
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const result: ProbeResult = { seconds, megabytes: peakMemory(process.pid) - before };
  console.log(JSON.stringify(result));
}
