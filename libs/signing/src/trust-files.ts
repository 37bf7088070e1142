import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readCertificate } from './certificate.js';
import { SignatureRefusal } from './codes.js';
import { readCrl } from './crl.js';
import { readObjects } from './pem.js';
import type { TrustMaterial } from './verify.js';

/** Where the trust material lies. Each file is PEM or DER and may hold many objects. */
export interface TrustOptions {
  /** The pinned roots. */
  rootsFile: string;
  /** Issuing centres, where signatures do not carry them. */
  intermediatesFile?: string;
  /** Lists of revoked certificates: files, or folders whose files (but hidden ones) are all lists. */
  crlPaths?: readonly string[];
  /** True in production: a root whose subject says TEST is refused. */
  refuseTestRoots: boolean;
}

export const CERTIFICATE_LABELS = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];

/** How long files are taken for unchanged, in milliseconds. */
const FRESH_FOR = 1000;

/** Trust material kept in memory and read again when one of its files changes. */
export class TrustFiles {
  private material: Promise<TrustMaterial> | undefined;
  private state = '';
  private lookedAt = 0;

  constructor(private readonly options: TrustOptions) {}

  /** @throws the file system's error, or SignatureRefusal for a file that holds something else */
  async current(): Promise<TrustMaterial> {
    const now = performance.now();
    if (this.material === undefined || now - this.lookedAt > FRESH_FOR) {
      const crlFiles = await listFiles(this.options.crlPaths ?? []);
      const state = await describeFiles([
        this.options.rootsFile,
        ...(this.options.intermediatesFile ? [this.options.intermediatesFile] : []),
        ...crlFiles,
      ]);
      if (this.material === undefined || state !== this.state) {
        this.material = loadTrust(this.options, crlFiles);
        this.state = state;
        // a file caught half written is read again next time
        this.material.catch(() => {
          this.material = undefined;
        });
      }
      this.lookedAt = now;
    }
    return this.material;
  }
}

/**
 * Reads trust material from files once.
 * @throws the file system's error, or SignatureRefusal for a file that holds something else
 */
export async function readTrust(options: TrustOptions): Promise<TrustMaterial> {
  return loadTrust(options, await listFiles(options.crlPaths ?? []));
}

async function loadTrust(options: TrustOptions, crlFiles: string[]): Promise<TrustMaterial> {
  const { rootsFile, intermediatesFile } = options;
  const roots = readObjects(await readFile(rootsFile), CERTIFICATE_LABELS).map(readCertificate);
  // an intermediate that cannot be read is merely one that no path can use
  const intermediates =
    intermediatesFile === undefined
      ? []
      : readAll(await readFile(intermediatesFile), CERTIFICATE_LABELS, readCertificate).objects;
  const lists = await Promise.all(
    crlFiles.map(async (file) => readAll(await readFile(file), ['X509 CRL'], readCrl)),
  );
  return {
    roots,
    intermediates,
    crls: lists.flatMap(({ objects }) => objects),
    hasMalformedCrl: lists.some(({ refused }) => refused),
    refuseTestRoots: options.refuseTestRoots,
  };
}

/** Reads what can be read of a file that holds several objects, and says whether anything could not. */
function readAll<T>(
  file: Buffer,
  labels: readonly string[],
  read: (der: Buffer) => T,
): { objects: T[]; refused: boolean } {
  const objects: T[] = [];
  try {
    const ders = readObjects(file, labels);
    let refused = ders.length === 0;
    for (const der of ders) {
      try {
        objects.push(read(der));
      } catch (error) {
        if (!(error instanceof SignatureRefusal)) throw error;
        refused = true;
      }
    }
    return { objects, refused };
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    return { objects, refused: true };
  }
}

/** The files named, and those of the folders named, in order of name. */
export async function listFiles(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = await readdir(path);
      // a name with a dot in front is a file still being written
      return names
        .filter((name) => !name.startsWith('.'))
        .sort()
        .map((name) => join(path, name));
    }),
  );
  return lists.flat();
}

async function describeFiles(files: string[]): Promise<string> {
  const states = await Promise.all(
    files.map(async (file) => {
      const { mtimeMs, size } = await stat(file);
      return `${file}:${mtimeMs}:${size}`;
    }),
  );
  return states.join('\n');
}
