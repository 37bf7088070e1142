import { access, constants, stat } from 'node:fs/promises';
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

/** As `assertReadable`, for a file that is read at once. @throws UsageError where it is too long too */
export async function assertObjects(option: string, path: string): Promise<void> {
  if ((await assertReadable(option, path)) > MAX_OBJECT_FILE) {
    throw new UsageError(`${option} ${path}: is longer than 256 MiB`);
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
