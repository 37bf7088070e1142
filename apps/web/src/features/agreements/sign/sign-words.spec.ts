import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_FILE_CODES } from '../../../signing/key-file-errors';
import { NCALAYER_CODES } from '../../../signing/nca-layer-errors';
import { knowsCode, signWords, waitingWords } from './sign-words';

/** The web shares only the contracts with the server, so the codes of the checks are read as text. */
function signatureCodes(): string[] {
  const source = readFileSync(join(process.cwd(), 'libs/signing/src/codes.ts'), 'utf8');
  return [...source.matchAll(/^ {2}'([A-Z0-9_]+)',$/gm)].map(([, code]) => code ?? '');
}

test('every code of the signature checks has words', () => {
  const codes = signatureCodes();
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code) => !knowsCode(code))).toEqual([]);
});

test('every fault of a key file has words', () => {
  expect(KEY_FILE_CODES.filter((code) => !knowsCode(code))).toEqual([]);
});

test('everything that may come of NCALayer has words', () => {
  expect(NCALAYER_CODES.filter((code) => !knowsCode(code))).toEqual([]);
});

test('a refusal of the portal is said in its own words', () => {
  expect(signWords('STEP_DECIDED')).toEqual({ what: 'error.stepDecided', advice: 'card' });
  expect(signWords('SOMETHING_NEWER')).toEqual({ what: 'error.internal', advice: 'later' });
});

test('what is set up wrongly is for the administrator, and is not promised to pass by itself', () => {
  expect(waitingWords('OCSP_UNREACHABLE')).toBe('sign.waiting.text');
  expect(waitingWords('OCSP_RESPONDER_NOT_ALLOWED')).toBe('sign.waiting.adminText');
});
