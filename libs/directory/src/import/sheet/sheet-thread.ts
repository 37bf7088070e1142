import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { partsOf, readCells, type SheetTask } from './read-cells.js';

/** A thread of its own for one file: reads it, answers once, and ends. */
const task = workerData as SheetTask;
parentPort?.postMessage(partsOf(task.kind, readCells(readFileSync(task.path), task)));
