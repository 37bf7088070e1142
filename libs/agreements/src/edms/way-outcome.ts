import type { Readable } from 'node:stream';
import type { DeliveryFault, FileRef } from '#contracts';
import type { KeptReceipt } from './delivery.entity.js';

/** What an attempt came to. */
export type WayOutcome =
  | { readonly state: 'received'; readonly receipt: KeptReceipt }
  /** The EDMS has it, and its receipt has not come yet. */
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly fault: DeliveryFault; readonly detail: string };

/** A package on its way out. */
export interface Parcel extends Pick<FileRef, 'size' | 'sha256'> {
  /** Id of the package. */
  readonly id: string;
  /** Opens the bytes; used once. */
  readonly open: () => Promise<Readable>;
}

/** Reads what came as a receipt. */
export type ReadReceipt = (bytes: Buffer) => Promise<WayOutcome>;

const LONGEST_DETAIL = 300;

/** @param detail what the other side, or the system, said: shown to people, so cut short and without what is not seen */
export function failed(fault: DeliveryFault, detail = ''): WayOutcome {
  const readable = detail.replace(/[\p{Cc}\p{Cf}\uFFFD]+/gu, ' ').trim();
  return { state: 'failed', fault, detail: readable.slice(0, LONGEST_DETAIL) };
}
