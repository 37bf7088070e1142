import { globSync, readFileSync } from 'node:fs';
import * as contracts from '#contracts';
import { type Machine, RECORD_DEEDS, RECORD_THINGS } from '#contracts';

/** Schemas of the database, and what else is written with a point in quotes. */
const NO_DEED =
  /^(kernel|accounts|agreements|directory|inbox|signing|files|texts|kelisim|index|trust|intermediates)\./;
/** Columns of a query, and names of files. */
const NO_DEED_EITHER = /\.(id|at|ordinal|until|\w+_(at|id)|json|pem|html|csv|xlsx|xml|pdf|txt|js|png)$/;
/** Topics of the outbox are written alike. */
const LITERAL = /(?<!\.(?:add|on)\()'([a-z_]+\.[a-z_]+)'/g;

/** The programs of the server that write into the record, without their tests. */
const sources = globSync('{libs,apps/api,apps/worker}/**/*.ts')
  .filter((file) => !/\.(spec|fixture)\.ts$|^libs\/(contracts|testing|certification-centre)\//.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  .filter(({ text }) =>
    /\baudit\b|\.record\(|\.record\.write\(|\.note\(|subjectType|transitions\.apply\(/i.test(text),
  );

function isMachine(value: unknown): value is Machine<string, string, string> {
  return typeof value === 'object' && value !== null && 'transitions' in value && 'name' in value;
}

/** Every deed that a state table or a literal of the code can write. */
const deeds = new Set([
  ...(Object.values(contracts) as unknown[])
    .filter(isMachine)
    .flatMap(({ name, transitions }) => transitions.map(({ action }) => `${name}.${action}`)),
  ...sources
    .flatMap(({ text }) => [...text.matchAll(LITERAL)].map(([, literal = '']) => literal))
    .filter((literal) => !NO_DEED.test(literal) && !NO_DEED_EITHER.test(literal)),
]);
const things = new Set(
  sources.flatMap(({ text }) => [
    ...[...text.matchAll(/subjectType: '([a-z_]+)'/g)].map(([, kind = '']) => kind),
    ...[...text.matchAll(/subject: \{ type: '([a-z_]+)'/g)].map(([, kind = '']) => kind),
  ]),
);

test('every deed that the code writes into the record has its words', () => {
  expect(deeds.size).toBeGreaterThan(30);
  expect([...deeds].filter((deed) => !(deed in RECORD_DEEDS))).toEqual([]);
});

test('there are words for no deed that nothing writes', () => {
  expect(Object.keys(RECORD_DEEDS).filter((deed) => !deeds.has(deed))).toEqual([]);
});

test('every kind of thing in the record has its words', () => {
  expect([...things].sort()).toEqual(Object.keys(RECORD_THINGS).sort());
});

test('a deed is never put together out of parts, so that none is overlooked', () => {
  const built = sources.filter(
    ({ file, text }) => /action: `/.test(text) && file !== 'libs/kernel/src/database/transitions.ts',
  );
  expect(built.map(({ file }) => file)).toEqual([]);
});

test('all words are there in three languages, and no two deeds of one kind read alike', () => {
  for (const words of [...Object.values(RECORD_DEEDS), ...Object.values(RECORD_THINGS)]) {
    for (const language of contracts.LANGUAGES) expect(words[language].trim()).not.toBe('');
  }
  for (const language of contracts.LANGUAGES) {
    const said = Object.entries(RECORD_DEEDS).map(
      ([deed, words]) => `${deed.split('.')[0]} ${words[language]}`,
    );
    expect(new Set(said).size).toBe(said.length);
  }
});
