import type { SignatureCode } from '../codes.js';
import type { SignatureReport } from '../report.js';
import { isNamed } from './person-name.js';

/** Whose signature it must be. */
export interface ExpectedSigner {
  /** Twelve digits: the account's individual number. */
  iin: string;
  /** Twelve digits: the number of the account's body; null where the person signs for none. */
  bin: string | null;
  /** "Surname Given Patronymic", as the statement will say it. */
  fullName: string;
}

/**
 * Step 10, as far as the certificate tells: one signer, and the one expected. A certificate that names no
 * IIN or BIN is nobody's.
 * @returns the code of the refusal, or null
 */
export function checkSigner(report: SignatureReport, expected: ExpectedSigner): SignatureCode | null {
  if (report.otherSigners.length > 0) return 'MORE_THAN_ONE_SIGNER';
  if (report.signer?.iin !== expected.iin) return 'IIN_MISMATCH';
  if (expected.bin !== null && report.signer.bin !== expected.bin) return 'BIN_MISMATCH';
  if (!isNamed(report.signer, expected.fullName)) return 'NAME_MISMATCH';
  return null;
}

/**
 * The fault of a signature as a whole: what is wrong with it, or with who made it, before what cannot be told yet.
 * @returns null where it is VALID and of the one expected
 */
export function faultOf(report: SignatureReport, expected: ExpectedSigner): SignatureCode | null {
  if (report.verdict === 'INVALID') return report.code;
  return checkSigner(report, expected) ?? report.code;
}
