import { access, constants, open, stat } from 'node:fs/promises';
import { mayHoldCertificates, readTrust, SignatureRefusal, type TrustMaterial } from '#signing';
import { type OptionTable, type OptionValues, UsageError } from './options.js';

/** The options that every check shares: what is trusted, and the time to judge by. */
export const TRUST_OPTIONS = {
  trust: { kind: 'one', required: true },
  intermediates: { kind: 'one' },
  crl: { kind: 'many' },
  at: { kind: 'one' },
} as const satisfies OptionTable;

export const TRUST_USAGE = '--trust FILE [--intermediates FILE] [--crl FILE]... [--at TIME]';

/** No certificates or lists are longer, in bytes; what is to be read at once is not either. */
const MAX_OBJECT_FILE = 256 * 1024 * 1024;

/** A DER or BER length, the indefinite one too (X.690 8.1.3). */
const LENGTH = '(?:[\\0-\\x80]|\\x81.|\\x82..|\\x83...|\\x84....)';
/**
 * How a PKCS #12 key store begins, as latin1: version 3, then the content type `data` or `signedData` (RFC 7292 4,
 * RFC 5652 4 and 5.1).
 */
const KEY_STORE = new RegExp(
  `^0${LENGTH}\\x02\\x01\\x030${LENGTH}\\x06\\x09\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x07[\\x01\\x02]`,
  's',
);
const KEY_STORE_HEAD = 40;

/**
 * As `assertReadable`, for a file of certificates or lists that is read at once.
 * @throws UsageError also where it is too long, or a key store
 */
export async function assertObjects(option: string, path: string): Promise<void> {
  if ((await assertReadable(option, path)) > MAX_OBJECT_FILE) {
    throw new UsageError(`${option} ${path}: is longer than 256 MiB`);
  }
  if (!KEY_STORE.test(await headOf(path))) return;
  const [whose, name] = option === '--leaf' ? ['-clcerts', 'leaf.pem'] : ['-cacerts', 'centres.pem'];
  throw new UsageError(
    `${option} ${path}: is a key store (PKCS #12, .p12 or .pfx), not a certificate. Take the certificate out of it, ` +
      `without the key: openssl pkcs12 -in ${path} -nokeys ${whose} -out ${name} (for an old key store add -legacy)`,
  );
}

/** The first bytes of a file, as latin1. */
async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(KEY_STORE_HEAD), 0, KEY_STORE_HEAD, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** @returns the size of the file in bytes @throws UsageError where it is none, or cannot be read */
export async function assertReadable(option: string, path: string): Promise<number> {
  try {
    await access(path, constants.R_OK);
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch {
    // said below, with the option that named the file
  }
  throw new UsageError(`${option} ${path}: no such file, or not readable`);
}

/** What the shared options trust. @throws UsageError for a file that is missing or holds something else */
export async function loadTrust(
  values: Pick<OptionValues<typeof TRUST_OPTIONS>, 'trust' | 'intermediates' | 'crl'>,
): Promise<TrustMaterial> {
  const { trust, intermediates, crl } = values;
  await assertObjects('--trust', trust);
  if (intermediates !== undefined) await assertObjects('--intermediates', intermediates);
  for (const path of crl) await assertObjects('--crl', path);
  try {
    const material = await readTrust({
      rootsFile: trust,
      ...(intermediates === undefined ? {} : { intermediatesFile: intermediates }),
      crlPaths: crl,
      refuseTestRoots: process.env.NODE_ENV === 'production',
    });
    if (material.roots.length === 0) throw new UsageError(`--trust ${trust}: holds no certificate`);
    const someExpected = intermediates !== undefined && material.intermediates.length === 0;
    if (someExpected && !(await mayHoldCertificates(intermediates))) {
      throw new UsageError(`--intermediates ${intermediates}: is no file of certificates`);
    }
    return material;
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    throw new UsageError(`--trust ${trust}: ${error.message}`);
  }
}
