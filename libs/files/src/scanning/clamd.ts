import { once } from 'node:events';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** What clamd says of a stream. */
export type Verdict =
  | { readonly verdict: 'clean' }
  /** `signature` as the scanner's database names it. */
  | { readonly verdict: 'infected'; readonly signature: string }
  /** `reason`: clamd's own words. */
  | { readonly verdict: 'unscannable'; readonly reason: string };

/** clamd says nothing while it scans: by default it gives itself two minutes for a file (MaxScanTime). */
const LONGEST_SILENCE_MS = 180_000;
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
   * @throws Error where clamd cannot be reached, is silent too long, or cannot work now; the stream's own error
   */
  async scan(content: Readable): Promise<Verdict> {
    const socket = connect(this.target);
    socket.setTimeout(this.longestSilenceMs, () => socket.destroy(new Error('clamd was silent too long.')));
    const answer = answerOf(socket);
    try {
      // A verdict may come before all is sent: of what is too large, or found early.
      const sent = send(content, socket, answer).then(() => answer);
      return verdictOf(await Promise.race([answer, sent]));
    } finally {
      content.destroy();
      socket.destroy();
    }
  }
}

async function send(content: Readable, socket: Socket, answer: Promise<string>): Promise<void> {
  let answered = false;
  const stop = () => {
    answered = true;
  };
  const settled = answer.then(stop, stop);
  const put = async (bytes: Buffer) => {
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain').catch(() => undefined), settled]);
  };
  await put(Buffer.from('zINSTREAM\0'));
  for await (const chunk of content as AsyncIterable<Buffer>) {
    if (answered) return;
    await put(lengthOf(chunk));
    await put(chunk);
  }
  await put(lengthOf(Buffer.alloc(0)));
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
