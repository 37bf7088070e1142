import { parentPort, workerData } from 'node:worker_threads';
import { drawPreview, type PreviewAnswer, type PreviewOrder, PreviewRefusal } from './draw-preview.js';

/* A thread that draws one preview and ends. */
const answer: PreviewAnswer = await drawPreview(workerData as PreviewOrder).then(
  (pdf) => ({ pdf }),
  // Whatever a parser stumbles over lies in the file: it says nothing that a reader could use.
  (error: unknown) => ({ refusal: error instanceof PreviewRefusal ? error.reason : 'unreadable' }),
);
parentPort?.postMessage(answer);
