import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import type { DeliveryFault } from '#contracts';
import { AddressRefused, edmsLookup } from './edms-addresses.js';
import type { EdmsTimes } from './edms-times.js';
import { failed, type Parcel, type ReadReceipt, type WayOutcome } from './way-outcome.js';

/** A server of an EDMS and what opens it. */
export interface HttpWay {
  /** One of those that may be called: see `edmsAddress`. */
  readonly url: URL;
  readonly token: string | undefined;
  /** PEM, for mutual TLS. */
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** PEM; undefined: the system's own roots. */
  readonly ca: string | undefined;
}

type HttpTimes = Pick<EdmsTimes, 'idleMs' | 'totalMs'>;

const TRIAL_TIMES: HttpTimes = { idleMs: 10_000, totalMs: 10_000 };
/** More is no receipt. */
const LONGEST_ANSWER = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

class TooSlow extends Error {}
class TooLong extends Error {}

/** Hands a package over by POST (docs/edms). Never throws for what the server does. */
export async function sendByHttp(
  way: HttpWay,
  parcel: Parcel,
  read: ReadReceipt,
  times: HttpTimes,
  stop: AbortSignal,
): Promise<WayOutcome> {
  const headers = {
    'Content-Type': 'application/zip',
    'Content-Length': String(parcel.size),
    'Content-Digest': `sha-256=:${Buffer.from(parcel.sha256, 'hex').toString('base64')}:`,
    'Idempotency-Key': `"${parcel.id}"`,
    Accept: 'application/json',
  };
  const answer = await ask(way, 'POST', headers, times, { parcel, stop });
  if ('fault' in answer) return failed(answer.fault, answer.detail);
  if (answer.status === 202) return { state: 'sent' };
  const fault = faultOf(answer.status);
  if (fault) return failed(fault, `${answer.status} ${answer.body.toString('utf8')}`);
  return read(answer.body);
}

/** Asks whether the server is there and opens to the portal; nothing is handed over. @returns undefined where it does */
export async function tryHttp(way: HttpWay): Promise<{ fault: DeliveryFault; detail: string } | undefined> {
  const answer = await ask(way, 'HEAD', {}, TRIAL_TIMES);
  if ('fault' in answer) return answer;
  if (answer.status === 405) return undefined;
  const fault = faultOf(answer.status);
  return fault && { fault, detail: String(answer.status) };
}

function faultOf(status: number): DeliveryFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 401 || status === 403) return 'credentials_refused';
  return status >= 500 ? 'server_error' : 'refused';
}

async function ask(
  way: HttpWay,
  method: 'POST' | 'HEAD',
  headers: Record<string, string>,
  times: HttpTimes,
  { parcel, stop }: { parcel?: Parcel; stop?: AbortSignal } = {},
): Promise<Answer | { fault: DeliveryFault; detail: string }> {
  let content: Readable | undefined;
  try {
    content = await parcel?.open();
    return await exchange(way, { method, headers, signal: stop }, times, content);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    if (error instanceof TooSlow) return { fault: 'too_slow', detail: message };
    if (error instanceof TooLong) return { fault: 'receipt_malformed', detail: message };
    if (error instanceof AddressRefused) return { fault: 'address_refused', detail: message };
    return { fault: 'unreachable', detail: code ?? message };
  } finally {
    content?.destroy();
  }
}

function exchange(
  { url, token, certificate, key, ca }: HttpWay,
  { headers, ...request }: { headers: Record<string, string> } & Pick<RequestOptions, 'method' | 'signal'>,
  { idleMs, totalMs }: HttpTimes,
  content: Readable | undefined,
): Promise<Answer> {
  const secure = url.protocol === 'https:';
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const options: RequestOptions & { cert?: string; key?: string; ca?: string } = {
    ...request,
    headers: { ...headers, ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
    // one that is listed by its number was chosen by those who run the portal
    ...(isIP(hostname) === 0 && { lookup: edmsLookup }),
    ...(secure && { cert: certificate, key, ca, minVersion: 'TLSv1.2' }),
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const going = (secure ? httpsRequest : httpRequest)(url, options);
    const end = (error: Error) => {
      reject(error);
      going.destroy();
    };
    const timer = setTimeout(() => end(new TooSlow(`${totalMs / 1000} s`)), totalMs);
    going.once('close', () => clearTimeout(timer));
    going.setTimeout(idleMs, () => end(new TooSlow(`${idleMs / 1000} s`)));
    going.on('error', reject);
    // A server may answer before it has all, and hang up: what it answered counts.
    going.once('response', (response) => {
      readAnswer(response)
        .then(resolve, reject)
        .finally(() => going.destroy());
    });
    // What ends the sending is told by the request itself, but for a package that cannot be read.
    if (content) {
      content.once('error', end);
      content.pipe(going);
    } else going.end();
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > LONGEST_ANSWER) throw new TooLong(`${LONGEST_ANSWER} bytes`);
    pieces.push(piece);
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(pieces) };
}
