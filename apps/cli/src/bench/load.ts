import { connect, type Socket } from 'node:net';

/**
 * A generator of load that costs little itself: on a small machine it shares the cores with what it measures. It
 * speaks just enough HTTP/1.1 for that: keep-alive, one request at a time per connection, answers with Content-Length.
 */

/** A request as it goes over the wire; parts are not copied, so that many may share a large one. */
export type WireRequest = readonly Buffer[];

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** @param body parts that follow each other */
export function wireRequest(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: readonly Buffer[] = [],
): WireRequest {
  const length = body.reduce((sum, part) => sum + part.length, 0);
  const all = { host: 'localhost', ...headers, ...(method === 'GET' ? {} : { 'content-length': length }) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return [Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), ...body];
}

export function jsonRequest(
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): WireRequest {
  const content = Buffer.from(JSON.stringify(body));
  return wireRequest('POST', path, { ...headers, 'content-type': 'application/json' }, [content]);
}

const END_OF_HEAD = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)/i;

/** One connection to a server on this machine. */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private awaited: PromiseWithResolvers<Answer> | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay();
    socket.on('data', (chunk) => this.onData(chunk));
    socket.on('error', (error) => this.awaited?.reject(error));
    socket.on('close', () => this.awaited?.reject(new Error('The server closed the connection.')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Connection(socket);
  }

  /** Sends a request and waits for its whole answer. */
  exchange(request: WireRequest): Promise<Answer> {
    this.awaited = Promise.withResolvers<Answer>();
    for (const part of request) this.socket.write(part);
    return this.awaited.promise;
  }

  close(): void {
    this.awaited = undefined;
    this.socket.destroy();
  }

  private onData(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = LENGTH.exec(head)?.[1] ?? (status === 204 ? '0' : undefined);
    if (length === undefined) {
      this.awaited?.reject(new Error(`An answer ${status} without its length.`));
      return;
    }
    const start = end + END_OF_HEAD.length;
    const total = start + Number(length);
    if (this.received.length < total) return;
    const body = this.received.subarray(start, total);
    this.received = Buffer.alloc(0);
    this.awaited?.resolve({ status, body });
  }
}

/** @throws Error with the answer, where it is a refusal */
export function requireSuccess(answer: Answer): Answer {
  if (answer.status >= 300)
    throw new Error(`The server answered ${answer.status}: ${answer.body.toString()}`);
  return answer;
}

/** One request, one answer, on a connection of its own. @throws Error for a refusal */
export async function ask(port: number, request: WireRequest): Promise<Buffer> {
  const connection = await Connection.open(port);
  try {
    return requireSuccess(await connection.exchange(request)).body;
  } finally {
    connection.close();
  }
}

export interface Load {
  readonly port: number;
  /** Connections that ask at the same time. */
  readonly concurrency: number;
  /** The next request, or undefined when it is enough. */
  readonly next: () => WireRequest | undefined;
  /** Given the answers, each with the request's place from 0. */
  readonly onAnswer?: (answer: Answer, place: number) => void;
}

/** Puts a load on a server. @returns how many requests were answered, in how many seconds. @throws Error for a refusal */
export async function runLoad(load: Load): Promise<{ requests: number; seconds: number }> {
  const connections = await Promise.all(
    Array.from({ length: load.concurrency }, () => Connection.open(load.port)),
  );
  let requests = 0;
  const work = async (connection: Connection) => {
    for (let request = load.next(); request; request = load.next()) {
      const place = requests++;
      const answer = requireSuccess(await connection.exchange(request));
      load.onAnswer?.(answer, place);
    }
  };
  const start = performance.now();
  try {
    await Promise.all(connections.map(work));
    return { requests, seconds: (performance.now() - start) / 1000 };
  } finally {
    for (const connection of connections) connection.close();
  }
}
