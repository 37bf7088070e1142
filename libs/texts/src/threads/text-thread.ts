import { parentPort, workerData } from 'node:worker_threads';
import { type TextTask, work } from './tasks.js';

/* A thread that does one task and ends; what it could not do it says by ending without the last word. */
for await (const piece of work(workerData as TextTask)) parentPort?.postMessage({ piece });
parentPort?.postMessage({ done: true });
