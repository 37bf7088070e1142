import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Certificate, readCertificate } from './certificates/certificate.js';
import { SignatureRefusal } from './codes.js';
import { TAG } from './der/der.js';
import { readEach, readObjects } from './der/pem.js';
import { LimitedCache } from './limited-cache.js';
import { type CrlFile, readCrlFile } from './revocation/crl-file.js';
import type { TrustMaterial } from './verify.js';

/** Where the trust material lies. Each file is PEM or DER and may hold many objects. */
export interface TrustOptions {
  /** The pinned roots. */
  rootsFile: string;
  /** Issuing centres, where signatures do not carry them. */
  intermediatesFile?: string;
  /** Lists of revoked certificates: files, or folders whose files (but hidden ones) are all lists. */
  crlPaths?: readonly string[];
  /** The pinned roots of time-stamp authorities; those of signers where left out. */
  stampRootsFile?: string;
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

  /**
   * The trust material as the files are now. A list, or a folder of lists, that is not there is as no list.
   * @throws SignatureRefusal TRUST_UNAVAILABLE where a file of certificates cannot be read, or holds no root
   */
  async current(): Promise<TrustMaterial> {
    try {
      return await this.read();
    } catch (error) {
      if (!(error instanceof SignatureRefusal) && !isOfFileSystem(error)) throw error;
      const reason = error instanceof SignatureRefusal ? error.reason : error.message;
      throw new SignatureRefusal('TRUST_UNAVAILABLE', reason);
    }
  }

  private async read(): Promise<TrustMaterial> {
    const now = performance.now();
    if (this.material === undefined || now - this.lookedAt > FRESH_FOR) {
      const crlFiles = await listFiles(this.options.crlPaths ?? []);
      const state = await describeFiles([
        this.options.rootsFile,
        ...(this.options.intermediatesFile ? [this.options.intermediatesFile] : []),
        ...(this.options.stampRootsFile ? [this.options.stampRootsFile] : []),
        ...crlFiles,
      ]);
      if (this.material === undefined || state !== this.state) {
        this.material = loadTrust(this.options, crlFiles).then(withRoots);
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

function withRoots(material: TrustMaterial): TrustMaterial {
  const { roots, stampRoots } = material;
  if (roots.length > 0 && stampRoots?.length !== 0) return material;
  throw new SignatureRefusal('TRUST_UNAVAILABLE', 'no root is pinned');
}

/**
 * Reads trust material from files once.
 * @throws the file system's error, or SignatureRefusal for a file that holds something else
 */
export async function readTrust(options: TrustOptions): Promise<TrustMaterial> {
  return loadTrust(options, await listFiles(options.crlPaths ?? []));
}

async function loadTrust(options: TrustOptions, crlFiles: string[]): Promise<TrustMaterial> {
  const { rootsFile, stampRootsFile, intermediatesFile } = options;
  const readRoots = (path: string) =>
    cached(rootCache, path, async () =>
      readObjects(await readFile(path), CERTIFICATE_LABELS).map(readCertificate),
    );
  const roots = await readRoots(rootsFile);
  const intermediates =
    intermediatesFile === undefined
      ? []
      : await cached(intermediateCache, intermediatesFile, async () => {
          // an intermediate that cannot be read is merely one that no path can use
          return readEach(await readFile(intermediatesFile), CERTIFICATE_LABELS, readCertificate).objects;
        });
  const lists = await Promise.all(crlFiles.map(readLists));
  return {
    roots,
    ...(stampRootsFile === undefined ? {} : { stampRoots: await readRoots(stampRootsFile) }),
    intermediates,
    crls: lists.flatMap((file) => file.lists),
    hasMalformedCrl: lists.some(({ refused }) => refused),
    refuseTestRoots: options.refuseTestRoots,
  };
}

/** What a file of lists holds: nothing where it has gone meanwhile; one that cannot be read is told as such. */
async function readLists(file: string): Promise<CrlFile> {
  try {
    return await cached(crlCache, file, (size) => readCrlFile(file, size));
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    return { lists: [], refused: !isGone(error) };
  }
}

/** An error of reading, not of the program. */
export function isOfFileSystem(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'errno' in error && 'syscall' in error;
}

/** The file is not there, nor is what it was to lie in. */
function isGone(error: unknown): boolean {
  return isOfFileSystem(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** What a file that is there gives; undefined for one that is not. @throws the file system's other errors */
async function ifThere<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** What a file held in the state in which it was read. */
interface Kept<T> {
  state: string;
  content: T;
}

const rootCache = new LimitedCache<Kept<Certificate[]>>(200);
const intermediateCache = new LimitedCache<Kept<Certificate[]>>(200);
const crlCache = new LimitedCache<Kept<CrlFile>>(200);

/** A file changed less long ago than this, in milliseconds, may change again without looking changed. */
const SETTLED_AFTER = 100;

/** Reads a file, or remembers what it held if it has not changed since. */
async function cached<T>(
  cache: LimitedCache<Kept<T>>,
  path: string,
  read: (size: number) => Promise<T>,
): Promise<T> {
  const found = await stat(path);
  const state = stateOf(path, found);
  const kept = cache.get(path);
  if (kept?.state === state) return kept.content;
  const content = await read(found.size);
  if (Date.now() - found.ctimeMs > SETTLED_AFTER) cache.set(path, { state, content });
  return content;
}

/** The files named, and those of the folders named, in order of name; what is not there is left out. */
export async function listFiles(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const found = await ifThere(stat(path));
      if (found === undefined) return [];
      if (!found.isDirectory()) return [path];
      const names = (await ifThere(readdir(path))) ?? [];
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
  const states = await Promise.all(files.map(async (file) => stateOf(file, await ifThere(stat(file)))));
  return states.join('\n');
}

function stateOf(file: string, found: Stats | undefined): string {
  return [file, found?.ino, found?.size, found?.mtimeMs, found?.ctimeMs].join(':');
}

/**
 * Whether a file holds anything that may be a certificate; an empty file holds none, and says so.
 * @throws the file system's error
 */
export async function mayHoldCertificates(path: string): Promise<boolean> {
  const file = await readFile(path);
  if (file.toString('latin1').trim() === '') return true;
  try {
    return readObjects(file, CERTIFICATE_LABELS).some((der) => der[0] === TAG.sequence);
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    return false;
  }
}
