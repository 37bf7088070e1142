import {
  type Certificate,
  type CertificateIdentity,
  identityOf,
  readCertificate,
} from './certificates/certificate.js';
import { type SignatureCode, SignatureRefusal, type Verdict, verdictOf } from './codes.js';
import { readObjects } from './der/pem.js';
import { findPaths } from './path/path.js';
import type { PolicyInputs } from './path/policies.js';
import type { Check } from './report.js';
import { assertNotListed } from './revocation/revocation.js';
import { CERTIFICATE_LABELS } from './trust-files.js';
import type { TrustMaterial } from './verify.js';

/** The named checks of a certificate's report, in the order in which they are made. */
export const CERTIFICATE_CHECK_NAMES = ['certificate', 'path', 'revocation'] as const;

export interface CertificateReport {
  verdict: Verdict;
  /** The first refusal; null when the certificate is VALID. */
  code: SignatureCode | null;
  /** All named checks in their order; what comes after a refusal is skipped. */
  checks: Check[];
  /** Whom the certificate names, as soon as it could be read. */
  certificate: CertificateIdentity | null;
  /** The path that holds, or the first that was found: the certificate first, the pinned root last; empty where there is none. */
  path: { commonName: string | null; serial: string }[];
}

/**
 * Checks one certificate, of whatever purpose: the path to a pinned root by RFC 5280 section 6.1 and the
 * revocation of all of it by lists alone (section 6.3). Never throws for what the file or the lists hold.
 * @param file PEM or DER; the certificate first, centres above it may follow
 */
export function checkCertificate(
  file: Buffer,
  trust: TrustMaterial,
  at: Date,
  policies: PolicyInputs,
): CertificateReport {
  const checks: Check[] = [];
  let code: SignatureCode | null = null;
  const run = <T>(name: Check['name'], check: () => T): T | undefined => {
    try {
      const result = check();
      checks.push({ name, result: 'passed' });
      return result;
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      code = error.code;
      const result = verdictOf(error.code) === 'INVALID' ? 'failed' : 'unknown';
      checks.push({ name, result, code: error.code, reason: error.reason });
      return undefined;
    }
  };
  const [leaf, ...further] = run('certificate', () => readAll(file)) ?? [];
  const intermediates = [...further, ...trust.intermediates];
  const paths = leaf && run('path', () => findPaths({ ...trust, leaf, intermediates, at, policies }));
  const path =
    paths &&
    (run('revocation', () => assertNotListed(paths, { ...trust, intermediates }, at)) ?? paths.first);
  const skipped = CERTIFICATE_CHECK_NAMES.slice(checks.length);
  return {
    verdict: verdictOf(code),
    code,
    checks: [...checks, ...skipped.map((name): Check => ({ name, result: 'skipped' }))],
    certificate: leaf === undefined ? null : identityOf(leaf),
    path: (path ?? []).map((one) => {
      const { commonName, serial } = identityOf(one);
      return { commonName, serial };
    }),
  };
}

/** A certificate and all centres above it have far less, in bytes. */
const MAX_FILE = 1024 * 1024;

function readAll(file: Buffer): Certificate[] {
  if (file.length > MAX_FILE) throw new SignatureRefusal('TOO_LARGE', `${file.length} bytes`);
  const certificates = readObjects(file, CERTIFICATE_LABELS).map(readCertificate);
  if (certificates.length === 0) {
    throw new SignatureRefusal('CERTIFICATE_MALFORMED', 'the file holds no certificate');
  }
  return certificates;
}
