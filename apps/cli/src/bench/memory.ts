import { readFileSync, writeFileSync } from 'node:fs';

export const MEGABYTE = 1_000_000;

/** The peak begins anew with what the process has at this moment. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** MB of memory that the process had at the most. */
export function peakMemory(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / MEGABYTE;
}
