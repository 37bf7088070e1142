import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { Config } from '../config.js';

/** A job carries the id of an outbox row and nothing else. */
interface OutboxJob {
  id: string;
}

/** The sending side of the queue. */
export interface OutboxQueue {
  /** Queues each id once; one that is queued already is not doubled. */
  add(ids: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

const QUEUE = 'outbox';
const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true };
/**
 * A killed worker's jobs are taken over once it has not renewed its hold for this long. It may be short: a job that is
 * taken over too early finds its row locked and leaves it alone.
 */
const HOLD = { lockDuration: 10_000, stalledInterval: 3_000 };

/**
 * The queue on the configured backend: Redis where `REDIS_URL` is set, otherwise the portal's own PostgreSQL
 * (schema `bullmq`).
 * @param onError told of a lost connection; the queue mends it by itself
 */
export function openQueue(config: Config, onError: (error: Error) => void): OutboxQueue {
  const queue = config.redisUrl
    ? new Queue<OutboxJob>(QUEUE, { defaultJobOptions: JOB_OPTIONS, connection: { url: config.redisUrl } })
    : new Queue(
        QUEUE,
        { defaultJobOptions: JOB_OPTIONS, connection: postgres(config) },
        createPostgresBackend,
      );
  queue.on('error', onError);
  return {
    add: (ids) => queue.addBulk(ids.map((id) => ({ name: 'row', data: { id }, opts: { jobId: id } }))),
    close: () => queue.close(),
  };
}

/** Works the same queue, `concurrency` jobs at a time. Closing waits for the jobs in hand. */
export function openWorker(
  config: Config,
  concurrency: number,
  work: (id: string) => Promise<void>,
  onError: (error: Error) => void,
): { close(): Promise<void> } {
  const process = (job: { data: OutboxJob }) => work(job.data.id);
  const worker = config.redisUrl
    ? new Worker(QUEUE, process, { ...HOLD, concurrency, connection: { url: config.redisUrl } })
    : new Worker(
        QUEUE,
        process,
        { ...HOLD, concurrency, connection: postgres(config) },
        createPostgresBackend,
      );
  worker.on('error', onError);
  return { close: () => worker.close() };
}

function postgres(config: Config) {
  return {
    connectionString: config.databaseUrl,
    schema: 'bullmq',
    migrate: true,
    max: 6,
    application_name: 'kelisim queue',
  };
}
