import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AppError, Clock, CONFIG, type Config, Outbox, type OutboxPayload, Sql } from '#kernel';
import { FileStore } from '../file-store.js';
import { Clamd, type Verdict } from './clamd.js';
import { SCANNED, ScanMoves, type ScannedFile } from './scan-moves.js';

const TOPIC = 'file_scan.ask';
/** Between two attempts while clamd does not answer. */
const AGAIN_MS = 20_000;
/** Of what fails for another reason than a clamd that does not answer: about an hour. */
const MOST_ATTEMPTS = 12;
/** How many files that came before scanning are asked about in one go. */
const BATCH = 200;

/** What is kept of a file is not there, or cannot be opened. */
class FileUnreadable extends Error {}

/** Has files scanned for viruses before anyone opens them: jobs of the outbox, which wait while clamd is away. */
@Injectable()
export class FileScans {
  private readonly logger = new Logger('scanning');
  private readonly clamd: Clamd | undefined;
  /** Since when clamd has not answered this process. */
  private away = false;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly outbox: Outbox,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly store: FileStore,
    private readonly moves: ScanMoves,
  ) {
    this.clamd = config.clamdUrl === undefined ? undefined : new Clamd(config.clamdUrl);
    // Named without a scanner too: a job that was written while there was one must find its way.
    outbox.on(TOPIC, (payload) => this.scan(payload), {
      attempts: MOST_ATTEMPTS,
      giveUp: (payload) => this.giveUp(payload),
    });
  }

  /** Is a scanner set? */
  get on(): boolean {
    return this.clamd !== undefined;
  }

  /** Puts a file that has just come before the scanner, in the transaction that keeps it. */
  async ask(file: Omit<ScannedFile, 'state'>): Promise<void> {
    // The transition writes the job: `file_scan.ask`.
    await this.moves.move({ ...file, state: 'unscanned' }, 'ask');
  }

  /**
   * The files that came while there was no scanner, some at a time; inside a transaction.
   * @returns how many were put before it now
   */
  async askOlder(): Promise<number> {
    const files = await this.sql.rows<ScannedFile>(
      `SELECT ${SCANNED} FROM files.stored_file WHERE state = 'unscanned' AND uploaded_by IS NOT NULL
       ORDER BY created_at DESC LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    );
    for (const file of files) await this.moves.move(file, 'ask');
    return files.length;
  }

  /** The job. Nothing is locked while clamd works, so that the file's document can be saved meanwhile. */
  private async scan({ id }: OutboxPayload): Promise<void> {
    const file = await this.sql.row<ScannedFile>(`SELECT ${SCANNED} FROM files.stored_file WHERE id = $1`, [
      id,
    ]);
    if (file?.state !== 'waiting') return;
    if (!this.clamd) return this.settle(file, 'put_off');
    let verdict: Verdict;
    try {
      verdict = await this.clamd.scan(() => this.open(file));
    } catch (error) {
      if (error instanceof FileUnreadable) throw error;
      this.tellAway(error);
      await this.outbox.add(TOPIC, { id: file.id }, new Date(this.clock.now().getTime() + AGAIN_MS));
      return;
    }
    this.tellBack();
    switch (verdict.verdict) {
      case 'clean':
        return this.settle(file, 'pass');
      case 'unscannable':
        this.logger.warn(`${file.id} cannot be scanned: ${verdict.reason}`);
        return this.settle(file, 'give_up', { reason: verdict.reason });
      case 'infected': {
        const { signature } = verdict;
        this.logger.error(
          `${file.id} is infected (${signature}); its bytes are kept aside as ${file.sha256}`,
        );
        await this.store.setAside(file.sha256, () => this.moves.findAll(file.sha256, signature));
      }
    }
  }

  /** It was tried too often: nobody may open it, and its sender is told that it could not be scanned. */
  private async giveUp({ id }: OutboxPayload): Promise<void> {
    const file = await this.sql.row<ScannedFile>(`SELECT ${SCANNED} FROM files.stored_file WHERE id = $1`, [
      id,
    ]);
    if (file?.state === 'waiting')
      await this.settle(file, 'give_up', { reason: 'the portal could not read it' });
  }

  /** @throws FileUnreadable: the scanner is not to blame */
  private async open({ id, sha256 }: ScannedFile): Promise<Readable> {
    try {
      return await this.store.openToScan(sha256);
    } catch (error) {
      throw new FileUnreadable(`The bytes of ${id} cannot be read: ${error}`);
    }
  }

  private async settle(
    file: ScannedFile,
    action: 'put_off' | 'pass' | 'give_up',
    data: Record<string, unknown> = {},
  ): Promise<void> {
    try {
      await this.moves.move(file, action, data);
    } catch (error) {
      // Cleared meanwhile, or found infected through another file with the same bytes.
      if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
    }
  }

  private tellAway(error: unknown): void {
    if (!this.away) this.logger.error(`Files wait: ${error instanceof Error ? error.message : error}`);
    this.away = true;
  }

  private tellBack(): void {
    if (this.away) this.logger.log('clamd answers again.');
    this.away = false;
  }
}
