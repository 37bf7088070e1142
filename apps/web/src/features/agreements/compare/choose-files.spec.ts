import type { ActText, ActTexts } from '#contracts';
import { comparable, earlier, firstPair, firstSides, languagesOf, missingSides } from './choose-files';

const file = (id: string, before: string | null, parts: Partial<ActText> = {}): ActText => ({
  id,
  name: `${id}.docx`,
  size: 1,
  format: 'docx',
  sha256: '0'.repeat(64),
  check: 'passed',
  text: 'read',
  refusal: null,
  language: 'kk',
  before,
  ...parts,
});

/** Three versions of a Kazakh text, a Russian one since the second, and a PDF. */
const texts = (agreed: number | null = null): ActTexts => ({
  title: 'Ашық деректер туралы',
  language: 'kk',
  agreed,
  can: { explain: false },
  versions: [
    [
      file('k2', 'k1'),
      file('r2', 'r1', { language: 'ru' }),
      file('p2', null, { text: 'refused', refusal: 'pdf' }),
    ],
    [file('k1', 'k0'), file('r1', null, { language: 'ru' })],
    [file('k0', null)],
  ].map((files, place) => ({
    ordinal: 2 - place,
    number: null,
    createdAt: '2026-11-20T06:00:00.000Z',
    files,
  })),
});

test('what has no words, or may not be opened, is not offered', () => {
  const offered = comparable(texts()).map(({ file: { id } }) => id);
  expect(offered).toEqual(['k2', 'r2', 'k1', 'r1', 'k0']);
});

test('a file is followed back through the versions, until it was not there', () => {
  expect(earlier(texts(), 'k2', 0)).toBe('k0');
  expect(earlier(texts(), 'r2', 1)).toBe('r1');
  expect(earlier(texts(), 'r2', 0)).toBeNull();
});

test('the page opens with the newest version against the one before it', () => {
  expect(firstPair(texts(), 'kk')).toEqual({ old: 'k1', new: 'k2', sinceVisa: false });
});

test('the text in the reader’s own language comes first, unless it says less of what changed since his visa', () => {
  expect(firstPair(texts(), 'ru')).toEqual({ old: 'r1', new: 'r2', sinceVisa: false });
  expect(firstPair(texts(1), 'ru')).toEqual({ old: 'r1', new: 'r2', sinceVisa: true });
  expect(firstPair(texts(0), 'ru')).toEqual({ old: 'k0', new: 'k2', sinceVisa: true });
  expect(firstPair(texts(), 'en')).toEqual({ old: 'k1', new: 'k2', sinceVisa: false });
});

test('to who agreed an older version, with what changed since', () => {
  expect(firstPair(texts(0), 'kk')).toEqual({ old: 'k0', new: 'k2', sinceVisa: true });
  expect(firstPair(texts(2), 'kk')).toEqual({ old: 'k1', new: 'k2', sinceVisa: false });
});

test('asked for from another version, with what changed since that one; it is the visa’s only where it is that', () => {
  expect(firstPair(texts(1), 'kk', 0)).toEqual({ old: 'k0', new: 'k2', sinceVisa: false });
  expect(firstPair(texts(0), 'kk', 0)).toEqual({ old: 'k0', new: 'k2', sinceVisa: true });
  expect(firstPair(texts(0), 'kk', 7)).toEqual({ old: 'k1', new: 'k2', sinceVisa: false });
});

test('of an act with one version there is nothing to compare', () => {
  const [version] = texts().versions.slice(-1);
  expect(firstPair({ ...texts(), versions: version ? [version] : [] }, 'kk')).toBeNull();
});

test('two languages are the Kazakh and the Russian text of one version', () => {
  expect(firstSides(texts())).toEqual({ old: 'k2', new: 'r2' });
  expect(firstSides({ ...texts(), versions: texts().versions.slice(-1) })).toBeNull();
});

describe('of one version', () => {
  const of = (...languages: ActText['language'][]): ActTexts => {
    const files = languages.map((language, place) => file(`f${place}`, null, { language }));
    return { ...texts(), versions: [{ ordinal: 0, number: null, createdAt: '', files }] };
  };
  test.each<[string, ActText['language'][], string[] | null]>([
    ['two texts in one language are no two languages', ['kk', 'kk'], null],
    ['English is neither of the two', ['en', 'ru'], null],
    ['a text that is not known may be the one that is missing', ['ru', null], ['f1', 'f0']],
    ['the known one goes before', ['kk', null, 'ru'], ['f0', 'f2']],
    ['one text is not both', [null], null],
    ['two that are not known may be the two', [null, null], ['f0', 'f1']],
  ])('%s', (_, languages, pair) => {
    const sides = firstSides(of(...languages));
    expect(sides && [sides.old, sides.new]).toEqual(pair);
  });

  test('what is missing is named', () => {
    expect(missingSides(of('kk', 'kk'))).toEqual(['ru']);
    expect(missingSides(of('en', 'ru'))).toEqual(['kk']);
    expect(missingSides(of())).toEqual(['kk', 'ru']);
  });
});

test('the words of each text are told in its own language, and of what is not known in none', () => {
  expect(languagesOf(texts(), { old: 'k1', new: 'r2' })).toEqual({ old: 'kk', new: 'ru' });
  expect(languagesOf(texts(), { old: 'gone', new: 'k2' })).toEqual({ old: undefined, new: 'kk' });
});
