import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readSignatureFile, refusedReport, SignatureRefusal, verifySignature } from '#signing';
import { assertReadable } from './files.js';
import { type OptionTable, readOids, readTime, UsageError } from './options.js';
import type { CheckCommand } from './run.js';
import { loadSignatureTrust, SIGNATURE_TRUST_OPTIONS, SIGNATURE_TRUST_USAGE } from './signature-trust.js';

/** A signature has at most 1 MiB; in PEM, with its lines, no more than this. */
const MAX_SIGNATURE_FILE = 1.5 * 1024 * 1024;

const OPTIONS = {
  content: { kind: 'one', required: true },
  signature: { kind: 'one', required: true },
  origin: { kind: 'one' },
  'require-role': { kind: 'many' },
  policy: { kind: 'many' },
  ...SIGNATURE_TRUST_OPTIONS,
} as const satisfies OptionTable;

/**
 * `portal signature check`: checks one detached signature from files alone; the answer is the report of the
 * verifier. Needs neither a running portal nor a database. Of the
 * `--require-role`s one must be the signer's, of the `--policy`s one must hold for the path.
 */
export const signatureCheck: CheckCommand<typeof OPTIONS> = {
  usage:
    `portal signature check --content FILE --signature FILE.p7s ${SIGNATURE_TRUST_USAGE} ` +
    '[--origin key-file|ncalayer] [--require-role OID]... [--policy OID]...',
  options: OPTIONS,
  async check(values) {
    const origin = readOrigin(values.origin);
    const roles = readOids('--require-role', values['require-role']);
    const policies = readOids('--policy', values.policy);
    const at = readTime(values.at);
    const trust = await loadSignatureTrust(values);
    await assertReadable('--content', values.content);
    const signature = await readSignature(values.signature);
    if (signature instanceof SignatureRefusal) return refusedReport(signature);
    const content = () => createReadStream(values.content);
    return verifySignature({ signature, content, at, origin, purpose: { roles, policies } }, trust);
  },
};

/** The value of `--origin`: who made the signature. @throws UsageError */
export function readOrigin(text = 'key-file'): 'key-file' | 'ncalayer' {
  if (text === 'key-file' || text === 'ncalayer') return text;
  throw new UsageError(`--origin ${text}: is key-file or ncalayer`);
}

async function readSignature(path: string): Promise<Buffer | SignatureRefusal> {
  const size = await assertReadable('--signature', path);
  if (size > MAX_SIGNATURE_FILE) return new SignatureRefusal('TOO_LARGE', `${size} bytes`);
  try {
    return readSignatureFile(await readFile(path));
  } catch (error) {
    if (error instanceof SignatureRefusal) return error;
    throw error;
  }
}
