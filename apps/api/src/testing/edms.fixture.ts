import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with the next package. */
export type EdmsMood =
  | 'well'
  | 'signed'
  /** 500, after it has registered the package: its answer is lost. */
  | 'forgetful'
  | 'broken'
  | 'locked'
  | 'redirecting'
  /** 202: it has the package, and registers it when its mood is another. */
  | 'later'
  | 'of another'
  | 'babbling'
  /** Hangs up in the middle of the package. */
  | 'hanging up'
  /** Answers when it is let go. */
  | 'slow';

interface Registered {
  readonly number: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** A small receiving server that stands for the EDMS of a body (docs/edms). */
export class TestEdms {
  mood: EdmsMood = 'well';
  token: string | undefined;
  /** Signs a receipt where the mood asks for it. */
  sign: (receipt: Buffer) => Buffer = () => Buffer.alloc(0);
  /** What was registered, by the id of the package. */
  readonly registered = new Map<string, Registered>();
  /** How many packages it holds that are not answered. */
  waiting = 0;
  /** Lets it answer. */
  release: () => void = () => undefined;
  private server: Server | undefined;

  private constructor(private port: number) {}

  static async start(): Promise<TestEdms> {
    const edms = new TestEdms(0);
    await edms.start();
    return edms;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}/in`;
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Gone, with every connection. */
  async stop(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.closeAllConnections();
    this.server?.close();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.token !== undefined && request.headers.authorization !== `Bearer ${this.token}`) {
      return void response.writeHead(401).end();
    }
    if (request.method === 'HEAD') return void response.writeHead(204).end();
    if (this.mood === 'hanging up') {
      request.once('data', () => request.socket.destroy());
      return;
    }
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const sha256 = createHash('sha256').update(bytes).digest();
    if (request.headers['content-digest'] !== `sha-256=:${sha256.toString('base64')}:`) {
      return void response.writeHead(400).end('digest');
    }
    const id = String(request.headers['idempotency-key']).replaceAll('"', '');
    switch (this.mood) {
      case 'broken':
        return void response.writeHead(500).end('Ішкі қате');
      case 'locked':
        return void response.writeHead(403).end();
      case 'redirecting':
        return void response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end();
      case 'later':
        return void response.writeHead(202).end();
      case 'babbling':
        return void response.writeHead(200).end('<html>тіркелді</html>');
      case 'slow':
        this.waiting += 1;
        await new Promise<void>((resolve) => {
          this.release = resolve;
        });
        this.waiting -= 1;
    }
    const known = this.registered.get(id);
    const number = known?.number ?? `1-12/${this.registered.size + 1}`;
    if (!known) this.registered.set(id, { number, sha256: sha256.toString('hex'), bytes });
    if (this.mood === 'forgetful') return void response.writeHead(500).end();
    const receipt = Buffer.from(
      JSON.stringify({
        format: 'kelisim.receipt/1',
        package: this.mood === 'of another' ? '019d0000-0000-7000-8000-00000000dead' : id,
        sha256: sha256.toString('hex'),
        registrationNumber: number,
        registeredAt: '2026-03-20T06:15:00Z',
      }),
    );
    response.writeHead(201, { 'content-type': 'application/json' });
    if (this.mood !== 'signed') return void response.end(receipt);
    response.end(
      JSON.stringify({
        receipt: receipt.toString('base64'),
        signature: this.sign(receipt).toString('base64'),
      }),
    );
  }
}
