import {
  activeTokensRequest,
  type NcaLayerChoice,
  olderSignRequest,
  readGreeting,
  readOlderAnswer,
  readSignAnswer,
  signRequest,
} from './nca-layer.protocol.js';
import { NcaLayerError } from './nca-layer-errors.js';
import { outsideSignature } from './outside-signature.js';
import type { Signer } from './signer.js';

/** Where NCALayer listens on the person's own computer; the content security policy lets the page go there. */
const URL = 'wss://127.0.0.1:13579';
/** It greets at once; a program that takes longer hangs. */
const GREETING_MS = 5_000;

/**
 * A connection with NCALayer. One request at a time; the person answers it in NCALayer's own window, for as long as it
 * takes. `close` takes the question back.
 */
export class NcaLayer {
  private waiting: PromiseWithResolvers<unknown> | null = null;

  private constructor(
    private readonly socket: WebSocket,
    /** As NCALayer says it: `1.4` */
    readonly version: string,
  ) {
    socket.addEventListener('message', ({ data }) => this.take(data));
    socket.addEventListener('close', () => this.end());
  }

  /** @throws NcaLayerError NCALAYER_NOT_RUNNING, NCALAYER_ANSWER_WRONG */
  static async connect(): Promise<NcaLayer> {
    const socket = new WebSocket(URL);
    try {
      return new NcaLayer(socket, readGreeting(parse(await greetingOf(socket))));
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  /** Signs by NCALayer, in one window for all contents where the program is new enough. */
  signer(choice: NcaLayerChoice): Signer {
    return {
      origin: 'ncalayer',
      sign: (contents) => this.sign(contents, choice),
      close: () => this.close(),
    };
  }

  close(): void {
    this.socket.close();
    this.end();
  }

  private async *sign(
    contents: readonly Uint8Array[],
    choice: NcaLayerChoice,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const encoded = contents.map(base64);
    const signatures = readSignAnswer(await this.ask(signRequest(encoded, choice)), contents.length);
    if (signatures !== null) {
      for (const signature of signatures) yield outsideSignature(signature);
      return;
    }
    const storage = choice.storage ?? (await this.activeStorage());
    for (const content of encoded) {
      const answer = await this.ask(olderSignRequest(content, storage, choice.purpose));
      yield outsideSignature(readOlderAnswer(answer));
    }
  }

  /** Older programs want one storage named: what is plugged in, else the file on the disk. */
  private async activeStorage(): Promise<string> {
    const tokens = readOlderAnswer(await this.ask(activeTokensRequest));
    const first: unknown = Array.isArray(tokens) ? tokens[0] : undefined;
    return typeof first === 'string' ? first : 'PKCS12';
  }

  private ask(request: object): Promise<unknown> {
    if (this.socket.readyState !== WebSocket.OPEN)
      return Promise.reject(new NcaLayerError('NCALAYER_CLOSED'));
    this.waiting = Promise.withResolvers();
    this.socket.send(JSON.stringify(request));
    return this.waiting.promise;
  }

  private take(data: unknown): void {
    const { waiting } = this;
    this.waiting = null;
    try {
      waiting?.resolve(parse(data));
    } catch (error) {
      waiting?.reject(error);
    }
  }

  private end(): void {
    this.waiting?.reject(new NcaLayerError('NCALAYER_CLOSED'));
    this.waiting = null;
  }
}

function greetingOf(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new NcaLayerError('NCALAYER_NOT_RUNNING'));
    const timer = setTimeout(refuse, GREETING_MS);
    const settle = (deed: () => void) => () => {
      clearTimeout(timer);
      deed();
    };
    socket.addEventListener('message', ({ data }) => settle(() => resolve(data))(), { once: true });
    socket.addEventListener('error', settle(refuse), { once: true });
    socket.addEventListener('close', settle(refuse), { once: true });
  });
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
