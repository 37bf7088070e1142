import { once } from 'node:events';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** What clamd says of a stream. */
export type Verdict =
  | { readonly verdict: 'clean' }
  /** `signature` as the scanner's database names it. */
  | { readonly verdict: 'infected'; readonly signature: string }
  /** `reason`: clamd's own words. */
  | { readonly verdict: 'unscannable'; readonly reason: string };

/** clamd says nothing while it scans: by default it gives itself two minutes for a file (MaxScanTime). */
const LONGEST_SILENCE_MS = 180_000;
/** What a write to a connection that the other end has closed fails with. */
const HUNG_UP: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ECONNRESET']);
const MOST_ATTEMPTS = 4;
/** clamd.conf: StreamMaxLength. */
const TOO_LARGE = 'INSTREAM size limit exceeded.';
/**
 * Told under AlertExceedsMax and AlertEncrypted: the scanner did not look into all of it, so it is neither clean nor
 * found to be infected.
 */
const NOT_LOOKED_INTO = /^Heuristics\.(Limits\.Exceeded|Encrypted)\b/;

/**
 * Speaks to a clamd over its socket by the command INSTREAM (man clamd): chunks, each behind its length in four bytes,
 * an empty one last; the answer is one line. Each scan has a connection of its own.
 */
export class Clamd {
  private readonly target: NetConnectOpts;

  /** @param address `tcp://host:port` (3310 where left out) or `unix:///path/to/clamd.ctl` */
  constructor(
    address: string,
    private readonly longestSilenceMs = LONGEST_SILENCE_MS,
  ) {
    const { protocol, hostname, port, pathname } = new URL(address);
    this.target =
      protocol === 'unix:'
        ? { path: decodeURIComponent(pathname) }
        : { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 3310) };
  }

  /**
   * Has a stream scanned; of the stream never more than a chunk is in memory. The stream is closed in the end.
   * @param open the stream from its beginning. It is opened again where clamd hung up while it was sent: the answer may
   *   have been lost with the connection
   * @throws Error where clamd cannot be reached, is silent too long, or cannot work now; the stream's own error
   */
  async scan(open: () => Readable | Promise<Readable>): Promise<Verdict> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.ask(await open());
      } catch (error) {
        if (attempt === MOST_ATTEMPTS || !HUNG_UP.has((error as NodeJS.ErrnoException).code)) throw error;
      }
    }
  }

  private async ask(content: Readable): Promise<Verdict> {
    const socket = connect(this.target);
    socket.setTimeout(this.longestSilenceMs, () => socket.destroy(new Error('clamd was silent too long.')));
    const answer = answerOf(socket);
    const sending = new Sending(socket, answer);
    try {
      // A verdict may come before all is sent: of what is too large, or found early.
      const sent = sending.send(content).then(() => answer);
      const verdict = verdictOf(await Promise.race([answer, sent]));
      if (verdict.verdict === 'clean' && !sending.whole) {
        throw new Error('clamd passed a stream that it had not had whole.');
      }
      return verdict;
    } finally {
      content.destroy();
      socket.destroy();
    }
  }
}

/** The stream on its way to clamd. */
class Sending {
  /** Its end was sent too. */
  whole = false;
  private answered = false;
  private readonly settled: Promise<void>;

  constructor(
    private readonly socket: Socket,
    answer: Promise<string>,
  ) {
    const stop = () => {
      this.answered = true;
    };
    this.settled = answer.then(stop, stop);
  }

  /** Stops where clamd has answered. */
  async send(content: Readable): Promise<void> {
    await this.put(Buffer.from('zINSTREAM\0'));
    for await (const chunk of content as AsyncIterable<Buffer>) {
      await this.put(lengthOf(chunk), chunk);
      if (this.answered) return;
    }
    this.whole = true;
    await this.put(lengthOf(Buffer.alloc(0)));
  }

  private async put(...pieces: readonly Buffer[]): Promise<void> {
    // Whoever writes to a clamd that has hung up loses its answer with the socket: what has come is read before.
    await setImmediate();
    if (this.answered) return;
    if (this.socket.write(Buffer.concat(pieces))) return;
    await Promise.race([once(this.socket, 'drain').catch(() => undefined), this.settled]);
  }
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

/** The line that clamd answers with, without its closing zero. @throws Error where the connection ends without one */
function answerOf(socket: Socket): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (piece: string) => {
    text += piece;
    const end = text.indexOf('\0');
    if (end >= 0) resolve(text.slice(0, end));
  });
  socket.on('error', reject);
  socket.on('close', () => reject(new Error('clamd ended the connection without an answer.')));
  // Whoever sends may fail first; then nobody waits for this one.
  promise.catch(() => undefined);
  return promise;
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { verdict: 'clean' };
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found !== undefined) {
    return NOT_LOOKED_INTO.test(found)
      ? { verdict: 'unscannable', reason: found }
      : { verdict: 'infected', signature: found };
  }
  if (answer.startsWith(TOO_LARGE)) return { verdict: 'unscannable', reason: TOO_LARGE };
  throw new Error(`clamd answered: ${answer}`);
}
