import { OcspClient, readTrust, SignatureRefusal, type TrustMaterial } from '#signing';
import { assertObjects, loadTrust, TRUST_OPTIONS, TRUST_USAGE } from './files.js';
import { type OptionTable, type OptionValues, UsageError } from './options.js';

/** What a check of signatures may rely on besides files: a responder, and the roots of time stamps. */
export const SIGNATURE_TRUST_OPTIONS = {
  ...TRUST_OPTIONS,
  ocsp: { kind: 'one' },
  'tsa-trust': { kind: 'one' },
} as const satisfies OptionTable;

export const SIGNATURE_TRUST_USAGE = `${TRUST_USAGE} [--ocsp URL] [--tsa-trust FILE]`;

/**
 * What the options trust. The responder is asked at the time of the call, whatever `--at` says. Without
 * `--tsa-trust` time stamps are trusted by the roots of `--trust`.
 * @throws UsageError for a file that is missing or holds something else, or an address that is none
 */
export async function loadSignatureTrust(
  values: Pick<
    OptionValues<typeof SIGNATURE_TRUST_OPTIONS>,
    Exclude<keyof typeof SIGNATURE_TRUST_OPTIONS, 'at'>
  >,
): Promise<TrustMaterial> {
  const material = await loadTrust(values);
  const { ocsp, 'tsa-trust': stampRootsFile } = values;
  return {
    ...material,
    ...(stampRootsFile === undefined ? {} : { stampRoots: await readRoots(stampRootsFile) }),
    ...(ocsp === undefined ? {} : { ocsp: new OcspClient(readUrl(ocsp), () => new Date()) }),
  };
}

async function readRoots(path: string): Promise<TrustMaterial['roots']> {
  await assertObjects('--tsa-trust', path);
  try {
    const { roots } = await readTrust({ rootsFile: path, refuseTestRoots: false });
    if (roots.length > 0) return roots;
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    throw new UsageError(`--tsa-trust ${path}: ${error.message}`);
  }
  throw new UsageError(`--tsa-trust ${path}: holds no certificate`);
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href;
  throw new UsageError(`--ocsp ${text}: an address looks like http://ocsp.example.kz/`);
}
