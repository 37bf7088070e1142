import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { readCatalogue } from '../../build/catalogues';
import { LANGUAGES, type Language } from './language';

const SRC = join(process.cwd(), 'apps/web/src');

type Messages = Record<string, string>;

const folders = globSync('**/i18n/kk.json', { cwd: SRC }).map((file) => dirname(file));

function read(folder: string, language: Language): Messages {
  return JSON.parse(readFileSync(join(SRC, folder, `${language}.json`), 'utf8'));
}

const catalogues = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    Object.assign({}, ...folders.map((folder) => read(folder, language))) as Messages,
  ]),
) as Record<Language, Messages>;
const ids = Object.keys(catalogues.kk);

/** Names of the values a message takes; `select` and `plural` with their branches looked into. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  const visit = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      names.add(String(token[0]));
      for (const branch of Object.values(token[2] ?? {})) visit(branch);
    }
  };
  visit(compileMessageOrThrow(message));
  return [...names].sort();
}

test('every folder of words has all three languages', () => {
  expect(folders.length).toBeGreaterThan(3);
  for (const folder of folders) {
    const found = globSync('*.json', { cwd: join(SRC, folder) }).map((file) => basename(file, '.json'));
    expect({ folder, found: found.sort() }).toEqual({ folder, found: ['en', 'kk', 'ru'] });
  }
});

test('the list of ids takes in every folder of words', () => {
  const source = readFileSync(join(SRC, 'i18n/ids.ts'), 'utf8');
  for (const folder of folders) {
    expect(source).toContain(folder === 'i18n/i18n' ? "'./i18n/kk.json'" : `'../${folder}/kk.json'`);
  }
});

test('the first page finds its words in the part that comes first', () => {
  const { rooms } = readCatalogue(SRC, 'kk');
  const sources = globSync('{app,ui,features/inbox,features/session}/**/*.{ts,tsx}', { cwd: SRC }).filter(
    (file) => !/\.spec\.ts$|^app\/(map|help)-page\.tsx$/.test(file),
  );
  const said = sources.flatMap((file) =>
    [...readFileSync(join(SRC, file), 'utf8').matchAll(/'(\w+(?:\.\w+)+)'/g)].map(([, id = '']) => id),
  );
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((id) => id in rooms)).toEqual([]);
});

test('no id is said twice', () => {
  expect(folders.flatMap((folder) => Object.keys(read(folder, 'kk'))).sort()).toEqual([...ids].sort());
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('there is every message, and no other', () => {
    expect(Object.keys(catalogues[language]).sort()).toEqual([...ids].sort());
  });

  test('no message is empty', () => {
    expect(ids.filter((id) => !catalogues[language][id]?.trim())).toEqual([]);
  });

  test('messages take the same values as in Kazakh', () => {
    const differing = ids.filter(
      (id) =>
        String(placeholders(catalogues[language][id] ?? '')) !==
        String(placeholders(catalogues.kk[id] ?? '')),
    );
    expect(differing).toEqual([]);
  });
});

test('Kazakh nouns stay as they are after a figure: no plural forms but `other`', () => {
  const forms = ids.filter((id) => /\b(zero|one|two|few|many)\s*\{/.test(catalogues.kk[id] ?? ''));
  expect(forms).toEqual([]);
});

test('an act withdrawn for good is not called like a decision taken back', () => {
  const withdrawn = ids.filter((id) => /\bwithdraw(?!Body)|act_?withdrawn|withdrawalNotDue/i.test(id));
  const alike = withdrawn.filter((id) => /кері|қайтар/i.test(catalogues.kk[id] ?? ''));
  expect(withdrawn).toContain('agreements.withdraw');
  expect(alike.filter((id) => !id.startsWith('accounts.'))).toEqual([]);
});

test('Russian counts have all their forms', () => {
  const short = ids.filter((id) => {
    const message = catalogues.ru[id] ?? '';
    return /\bone\s*\{/.test(message) && !(/\bfew\s*\{/.test(message) && /\bmany\s*\{/.test(message));
  });
  expect(short).toEqual([]);
});

test('no message is left that nothing says', () => {
  const sources = globSync('**/*.{ts,tsx}', { cwd: SRC })
    .filter((file) => !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(SRC, file), 'utf8'))
    .join('\n');
  expect(ids.filter((id) => !sources.includes(`'${id}'`))).toEqual([]);
});
