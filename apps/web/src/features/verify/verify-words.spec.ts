import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTAINER_CHECKS, CONTAINER_CODES, STATEMENT_CODES } from '#contracts';
import { checkWord, codeWord, isStatement, namedChecks, plainName, unevenFiles } from './verify-words';

const words = JSON.parse(
  readFileSync(join(process.cwd(), 'apps/web/src/features/verify/i18n/kk.json'), 'utf8'),
) as Record<string, string>;

test.each([...CONTAINER_CODES, ...STATEMENT_CODES])('%s is said in words', (code) => {
  expect(words[codeWord(code)]).toBeTruthy();
});

describe('the checks that a reader is told of', () => {
  const passed = { name: 'content', result: 'passed', code: null } as const;
  const signature = {
    checks: [passed],
    covers: ['acts/1.json', 'files/01/a.pdf'],
    changed: [] as string[],
    statement: null,
    verdict: 'VALID' as const,
    code: null,
  };
  const namesOf = (given: Parameters<typeof namedChecks>[0]) =>
    namedChecks(given).map(({ name, result, code }) => [name, result, code]);

  test('the files of a list are one more check, which fails with a file that changed', () => {
    expect(namesOf(signature)).toEqual([
      ['content', 'passed', null],
      ['files', 'passed', null],
    ]);
    expect(namesOf({ ...signature, changed: ['files/01/a.pdf'] }).at(-1)).toEqual([
      'files',
      'failed',
      'CONTENT_CHANGED',
    ]);
  });

  test('a statement that says another than the certificate is one more, which fails', () => {
    const refused = { ...signature, verdict: 'INVALID' as const, code: 'NAME_MISMATCH' };
    expect(namesOf(refused).slice(1)).toEqual([
      ['files', 'passed', null],
      ['statement', 'failed', 'NAME_MISMATCH'],
    ]);
    const failed = { name: 'content', result: 'failed', code: 'SIGNATURE_MISMATCH' } as const;
    expect(namesOf({ ...refused, checks: [failed] }).map(([name]) => name)).toEqual(['content', 'files']);
  });

  test('a signature over one file alone has none besides', () => {
    expect(namesOf({ ...signature, covers: ['a.pdf'], changed: ['a.pdf'] })).toEqual([
      ['content', 'passed', null],
    ]);
  });
});

test('every named check is asked in words', () => {
  const source = readFileSync(join(process.cwd(), 'libs/signing/src/codes.ts'), 'utf8');
  const [, list = ''] = /CHECK_NAMES = \[([^\]]+)\]/.exec(source) ?? [];
  const names = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(9);
  expect([...CONTAINER_CHECKS, ...names].filter((name) => checkWord(name) === undefined)).toEqual([]);
  expect(checkWord('something newer')).toBeUndefined();
});

test('a code of the signature itself is said as to the signer, but for those that would speak of his account', () => {
  expect(codeWord('CERTIFICATE_REVOKED')).toBe('signCode.CERTIFICATE_REVOKED');
  expect(codeWord('BIN_MISMATCH')).toBe('verify.code.BIN_MISMATCH');
});

test('a path is read without its folders', () => {
  expect(plainName('files/01/Бұйрық.docx')).toBe('Бұйрық.docx');
  expect(plainName('README.txt')).toBe('README.txt');
  expect([isStatement('acts/0199.json'), isStatement('files/01/a.json')]).toEqual([true, false]);
});

describe('a container of another maker, whose signers left files out', () => {
  const file = (name: string, signedBy: number[]) => ({ name, size: 1, sha256: null, signedBy });
  const signature = {
    name: 'META-INF/signature1.p7s',
    verdict: 'VALID' as const,
    code: null,
    about: null,
    checks: [],
    signer: null,
    statement: null,
    signedAt: null,
    covers: [],
    changed: [],
  };
  const signatures = [signature, signature];

  test('is told with every file that somebody signed', () => {
    const files = [file('a.pdf', [0, 1]), file('b.pdf', [1]), file('README.txt', [])];
    expect(unevenFiles({ files, signatures }).map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
  });

  test('where all signed everything there is nothing to tell', () => {
    expect(unevenFiles({ files: [file('a.pdf', [0, 1]), file('README.txt', [])], signatures })).toEqual([]);
  });
});
