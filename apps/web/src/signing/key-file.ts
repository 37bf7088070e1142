import type { KeyFileCertificate, KeyPurpose } from './certificate-reader.js';
import type { KeyFileAnswer, KeyFileRequest } from './key-file.protocol.js';
import { KeyFileError } from './key-file-errors.js';

type Question<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** An opened key file. The key stays in a worker of its own, which `close` ends. */
export class KeyFile {
  private constructor(
    private readonly worker: KeyFileWorker,
    /** Those that serve the purpose now, the newest first; at least one. */
    readonly certificates: readonly KeyFileCertificate[],
  ) {}

  /**
   * Opens a .p12 file in a worker. The password is handed over and kept nowhere; the caller clears its field.
   * @throws KeyFileError
   */
  static async open(file: File, password: string, purpose: KeyPurpose): Promise<KeyFile> {
    const worker = new KeyFileWorker();
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const answer = await worker.ask({ kind: 'open', file: bytes, password, purpose });
      if (!('certificates' in answer)) throw new KeyFileError('KEY_FILE_CLOSED');
      return new KeyFile(worker, answer.certificates);
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  /**
   * Signs with one of the file's certificates.
   * @param content the exact bytes to sign
   * @param serial of the certificate, one of `certificates`
   * @returns detached CMS (CAdES-BES, SHA-256), DER
   * @throws KeyFileError
   */
  async sign(content: Uint8Array, serial: string): Promise<Uint8Array<ArrayBuffer>> {
    const answer = await this.worker.ask({ kind: 'sign', content, serial });
    if (!('signature' in answer)) throw new KeyFileError('KEY_FILE_CLOSED');
    return answer.signature;
  }

  /** Ends the worker, and the key with it. */
  close(): void {
    this.worker.close();
  }
}

/** Questions and answers over one worker. */
class KeyFileWorker {
  private readonly worker = new Worker(new URL('./key-file.worker.ts', import.meta.url), { type: 'module' });
  private readonly waiting = new Map<number, PromiseWithResolvers<KeyFileAnswer>>();
  private lastId = 0;
  private closed = false;

  constructor() {
    this.worker.addEventListener('message', ({ data }: MessageEvent<KeyFileAnswer>) => {
      const promise = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('code' in data) promise?.reject(new KeyFileError(data.code));
      else promise?.resolve(data);
    });
    this.worker.addEventListener('error', () => this.close());
  }

  ask(question: Question<KeyFileRequest>): Promise<KeyFileAnswer> {
    if (this.closed) return Promise.reject(new KeyFileError('KEY_FILE_CLOSED'));
    this.lastId += 1;
    const promise = Promise.withResolvers<KeyFileAnswer>();
    this.waiting.set(this.lastId, promise);
    this.worker.postMessage({ id: this.lastId, ...question });
    return promise.promise;
  }

  close(): void {
    this.closed = true;
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new KeyFileError('KEY_FILE_CLOSED'));
    this.waiting.clear();
  }
}
