import type { CheckedSignature, ContainerCode, StatementCode, VerificationReport } from '#contracts';
import type { MessageId } from '../../i18n/ids';
import type { IconName } from '../../ui/icon-names';
import type { Tone } from '../../ui/status';
import { signWords } from '../agreements/sign/sign-words';

/** Said here in other words than to the signer himself. */
const OWN_WORDS: Readonly<Record<string, MessageId>> = {
  CONTENT_CHANGED: 'verify.code.CONTENT_CHANGED',
  BIN_MISMATCH: 'verify.code.BIN_MISMATCH',
  NAME_MISMATCH: 'verify.code.NAME_MISMATCH',
  ROLE_MISSING: 'verify.code.ROLE_MISSING',
  CERTIFICATE_EXPIRED: 'verify.code.CERTIFICATE_EXPIRED',
  NOT_FOR_SIGNING: 'verify.code.NOT_FOR_SIGNING',
  TEST_ROOT_REFUSED: 'verify.code.TEST_ROOT_REFUSED',
};

const CONTAINER_WORDS: Readonly<Record<ContainerCode, MessageId>> = {
  CONTAINER_NOT_ZIP: 'verify.code.CONTAINER_NOT_ZIP',
  CONTAINER_TRUNCATED: 'verify.code.CONTAINER_TRUNCATED',
  CONTAINER_EXTRA_BYTES: 'verify.code.CONTAINER_EXTRA_BYTES',
  CONTAINER_OVERLAP: 'verify.code.CONTAINER_OVERLAP',
  CONTAINER_ZIP64: 'verify.code.CONTAINER_ZIP64',
  CONTAINER_SPLIT: 'verify.code.CONTAINER_SPLIT',
  CONTAINER_TOO_MANY_ENTRIES: 'verify.code.CONTAINER_TOO_MANY_ENTRIES',
  CONTAINER_TOO_LARGE: 'verify.code.CONTAINER_TOO_LARGE',
  CONTAINER_BOMB: 'verify.code.CONTAINER_BOMB',
  CONTAINER_ENCRYPTED: 'verify.code.CONTAINER_ENCRYPTED',
  CONTAINER_METHOD: 'verify.code.CONTAINER_METHOD',
  CONTAINER_COMMENT: 'verify.code.CONTAINER_COMMENT',
  CONTAINER_EXTRA_FIELD: 'verify.code.CONTAINER_EXTRA_FIELD',
  CONTAINER_SYMLINK: 'verify.code.CONTAINER_SYMLINK',
  CONTAINER_ENTRY_UNUSUAL: 'verify.code.CONTAINER_ENTRY_UNUSUAL',
  CONTAINER_HEADERS_DIFFER: 'verify.code.CONTAINER_HEADERS_DIFFER',
  CONTAINER_DAMAGED: 'verify.code.CONTAINER_DAMAGED',
  CONTAINER_PATH_UNSAFE: 'verify.code.CONTAINER_PATH_UNSAFE',
  CONTAINER_NAME_DUPLICATE: 'verify.code.CONTAINER_NAME_DUPLICATE',
  CONTAINER_MIMETYPE_WRONG: 'verify.code.CONTAINER_MIMETYPE_WRONG',
  CONTAINER_WITHOUT_SIGNATURE: 'verify.code.CONTAINER_WITHOUT_SIGNATURE',
  CONTAINER_MANIFEST_WRONG: 'verify.code.CONTAINER_MANIFEST_WRONG',
  CONTAINER_MANIFEST_MISSING: 'verify.code.CONTAINER_MANIFEST_MISSING',
  CONTAINER_SIGNATURE_MISSING: 'verify.code.CONTAINER_SIGNATURE_MISSING',
  CONTAINER_FILE_UNLISTED: 'verify.code.CONTAINER_FILE_UNLISTED',
  CONTAINER_FILE_MISSING: 'verify.code.CONTAINER_FILE_MISSING',
  CONTAINER_FILE_CHANGED: 'verify.code.CONTAINER_FILE_CHANGED',
  CONTAINER_FILE_NOT_BY_ALL: 'verify.code.CONTAINER_FILE_NOT_BY_ALL',
};

const STATEMENT_WORDS: Readonly<Record<StatementCode, MessageId>> = {
  STATEMENT_MISSING: 'verify.code.STATEMENT_MISSING',
  STATEMENT_MALFORMED: 'verify.code.STATEMENT_MALFORMED',
  STATEMENT_OF_ANOTHER_SIGNATURE: 'verify.code.STATEMENT_OF_ANOTHER_SIGNATURE',
  EARLIER_SIGNATURE_MISSING: 'verify.code.EARLIER_SIGNATURE_MISSING',
  EARLIER_SIGNATURE_CHANGED: 'verify.code.EARLIER_SIGNATURE_CHANGED',
  KEPT_OTHERWISE: 'verify.code.KEPT_OTHERWISE',
};

/** What a code of a container or of a signature says to whoever has it checked. */
export function codeWord(code: string): MessageId {
  const found = Object.entries({ ...CONTAINER_WORDS, ...STATEMENT_WORDS, ...OWN_WORDS }).find(
    ([name]) => name === code,
  );
  return found?.[1] ?? signWords(code).what;
}

/** What the named checks ask: of a container, then of a signature, each in their order. */
const CHECK_WORDS: Readonly<Record<string, MessageId>> = {
  archive: 'verify.check.archive',
  names: 'verify.check.names',
  manifests: 'verify.check.manifests',
  files: 'verify.check.files',
  signatures: 'verify.check.signatures',
  encoding: 'verify.check.encoding',
  structure: 'verify.check.structure',
  certificate: 'verify.check.certificate',
  algorithms: 'verify.check.algorithms',
  attributes: 'verify.check.attributes',
  content: 'verify.check.content',
  signature: 'verify.check.signature',
  time: 'verify.check.time',
  path: 'verify.check.path',
  purpose: 'verify.check.purpose',
  revocation: 'verify.check.revocation',
  statement: 'verify.check.statement',
};

/** What a named check asks; undefined for one that these pages do not know yet. */
export const checkWord = (name: string): MessageId | undefined =>
  Object.hasOwn(CHECK_WORDS, name) ? CHECK_WORDS[name] : undefined;

const STEP_WORDS: Readonly<Record<string, MessageId>> = {
  legal_visa: 'verify.step.legal_visa',
  co_signature: 'verify.step.co_signature',
  developer_signature: 'verify.step.developer_signature',
  body_signature: 'verify.step.body_signature',
  disagreement_protocol: 'verify.step.disagreement_protocol',
};

/** In what step a statement was signed; undefined for one that these pages do not know. */
export const stepWord = (kind: string): MessageId | undefined =>
  Object.hasOwn(STEP_WORDS, kind) ? STEP_WORDS[kind] : undefined;

export const VERDICT_WORDS: Readonly<Record<CheckedSignature['verdict'], MessageId>> = {
  VALID: 'verify.verdict.VALID',
  INVALID: 'verify.verdict.INVALID',
  INDETERMINATE: 'verify.verdict.INDETERMINATE',
};

/** By whose clock a signature was made. */
export const CLOCK_WORDS: Readonly<Record<NonNullable<CheckedSignature['signedAt']>['clock'], MessageId>> = {
  stamp: 'verify.clock.stamp',
  portal: 'verify.clock.portal',
  signer: 'verify.clock.signer',
};

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

/**
 * Which files are covered by which signatures, where a container of another maker has signatures that leave files out; else
 * none. Where signers state what they sign, such a container is not valid at all.
 */
export function unevenFiles({
  files,
  signatures,
}: Pick<VerificationReport, 'files' | 'signatures'>): VerificationReport['files'] {
  if (signatures.some(({ statement }) => statement !== null)) return [];
  const covered = files.filter(({ signedBy }) => signedBy.length > 0);
  return covered.every(({ signedBy }) => signedBy.length === signatures.length) ? [] : covered;
}

/** A path of a container as people read it: without the folders that keep equal names apart. */
export function plainName(path: string): string {
  return /^(?:files\/\d+\/)(.+)$/.exec(path)?.[1] ?? path;
}

/** Is it a signer's statement, which has no name of its own? */
export const isStatement = (path: string): boolean => /^acts\/.+\.json$/.test(path);

/**
 * The checks of a signature with those that look beyond it: it covers files by a list of them, and the list may be as it was
 * signed, and a file of it not; and its statement may say what its certificate and its neighbours do not.
 */
export function namedChecks({
  checks,
  covers,
  changed,
  statement,
  verdict,
  code,
}: Pick<
  CheckedSignature,
  'checks' | 'covers' | 'changed' | 'statement' | 'verdict' | 'code'
>): CheckedSignature['checks'] {
  const listed = covers.some((path) => plainName(path) !== path);
  if (checks.length === 0) return checks;
  const isChanged = changed.length > 0;
  const says = verdict === 'INVALID' && !isChanged && checks.every(({ result }) => result !== 'failed');
  const more: CheckedSignature['checks'] = [];
  if (listed) {
    const result = isChanged ? 'failed' : 'passed';
    more.push({ name: 'files', result, code: isChanged ? 'CONTENT_CHANGED' : null });
  }
  if (statement || says) {
    more.push({ name: 'statement', result: says ? 'failed' : 'passed', code: says ? code : null });
  }
  return [...checks, ...more];
}
