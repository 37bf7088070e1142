import { type CheckedSignature, CONTAINER_CHECKS, CONTAINER_CODES } from '#contracts';
import type { MessageId } from '../../i18n/ids';
import type { IconName } from '../../ui/icon-names';
import type { Tone } from '../../ui/status';
import { signWords } from '../agreements/sign/sign-words';

/** Said here in other words than to the signer himself. */
const OWN_CODES = [
  'CONTENT_CHANGED',
  'BIN_MISMATCH',
  'CERTIFICATE_EXPIRED',
  'NOT_FOR_SIGNING',
  'TEST_ROOT_REFUSED',
] as const;

/** What a code of a container or of a signature says to whoever has it checked. */
export function codeWord(code: string): MessageId {
  const own = [...CONTAINER_CODES, ...OWN_CODES].find((one) => one === code);
  return own ? `verify.code.${own}` : signWords(code).what;
}

/** The checks of a signature, in their order. */
export const SIGNATURE_CHECKS = [
  'encoding',
  'structure',
  'certificate',
  'algorithms',
  'attributes',
  'content',
  'signature',
  'time',
  'path',
  'purpose',
  'revocation',
] as const;

/** What a named check asks; undefined for one that these pages do not know yet. */
export function checkWord(name: string): MessageId | undefined {
  const known = [...CONTAINER_CHECKS, ...SIGNATURE_CHECKS].find((one) => one === name);
  return known && `verify.check.${known}`;
}

const SIGNED_STEPS = ['legal_visa', 'developer_signature', 'body_signature'] as const;

/** In what step a statement was signed; undefined for one that these pages do not know. */
export function stepWord(kind: string): MessageId | undefined {
  const known = SIGNED_STEPS.find((one) => one === kind);
  return known && `verify.step.${known}`;
}

interface Look {
  tone: Tone;
  icon: IconName;
  word: MessageId;
}

/** How the state of a signature is shown. */
export const STATE_LOOKS: Readonly<Record<CheckedSignature['verdict'], Look>> = {
  VALID: { tone: 'done', icon: 'done', word: 'verify.state.valid' },
  INVALID: { tone: 'late', icon: 'refused', word: 'verify.state.invalid' },
  INDETERMINATE: { tone: 'soon', icon: 'wait', word: 'verify.state.unknown' },
};

/** How the result of a check is shown. */
export const RESULT_LOOKS: Readonly<Record<CheckedSignature['checks'][number]['result'], Look>> = {
  passed: { tone: 'done', icon: 'check', word: 'verify.result.passed' },
  failed: { tone: 'late', icon: 'refused', word: 'verify.result.failed' },
  unknown: { tone: 'soon', icon: 'wait', word: 'verify.result.unknown' },
  skipped: { tone: 'idle', icon: 'more', word: 'verify.result.skipped' },
};

/** A path of a container as people read it: without the folders that keep equal names apart. */
export function plainName(path: string): string {
  return /^(?:files\/\d+\/)(.+)$/.exec(path)?.[1] ?? path;
}

/** Is it a signer's statement, which has no name of its own? */
export const isStatement = (path: string): boolean => /^acts\/.+\.json$/.test(path);
