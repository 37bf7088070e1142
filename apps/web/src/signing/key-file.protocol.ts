import type { KeyFileCertificate, KeyPurpose } from './certificate-reader.js';
import type { KeyFileCode } from './key-file-errors.js';

/** What the page asks of the worker. */
export type KeyFileRequest =
  | { id: number; kind: 'open'; file: Uint8Array; password: string; purpose: KeyPurpose }
  | { id: number; kind: 'sign'; content: Uint8Array; serial: string };

export type KeyFileAnswer =
  | { id: number; certificates: KeyFileCertificate[] }
  | { id: number; signature: Uint8Array<ArrayBuffer> }
  | { id: number; code: KeyFileCode };
