import { appendFileSync, renameSync, statSync } from 'node:fs';

const TAIL_BYTES = 4_000;

/** A log that never fills the disk: at `maxBytes` it becomes `<path>.1`, which replaces the one before it. */
export class LogFile {
  private size: number;
  private recent = '';

  constructor(
    readonly path: string,
    private readonly maxBytes = 5_000_000,
  ) {
    this.size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Appends; a full disk must not stop what is being logged, so a failed write is dropped. */
  write(chunk: Buffer | string): void {
    this.recent = (this.recent + chunk.toString()).slice(-TAIL_BYTES);
    try {
      if (this.size > this.maxBytes) {
        renameSync(this.path, `${this.path}.1`);
        this.size = 0;
      }
      appendFileSync(this.path, chunk, { mode: 0o600 });
      this.size += chunk.length;
    } catch {
      return;
    }
  }

  /** Forgets what was written before: {@link tail} then tells of one run only. */
  begin(): void {
    this.recent = '';
  }

  /** The last few thousand characters since {@link begin}: what a failure is explained from. */
  get tail(): string {
    return this.recent;
  }
}
