import { foldedWords, type LocalizedText, phoneEndings, phoneFigures } from '#contracts';
import { heldAt } from '../posts/held-posts.js';

/** What a person is found by. */
export interface SearchedPerson {
  readonly id: string;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly workPhone: string;
  readonly posts: readonly LocalizedText[];
  /** Units, body and the body's short name. */
  readonly places: readonly LocalizedText[];
}

/** Marks before a word: of the surname; of the name; of the name or the post; a whole number. No word begins so. */
const SURNAME = '^';
const NAME = '@';
const PERSONAL = '$';
const NUMBER = '#';
/** Fewer may be the code of a place, with which nearly all numbers begin. */
const LEAST_OF_NUMBER = 5;

/**
 * The lexemes of a person: each word as it is, those of the name and the posts with their marks too, and the telephone,
 * whole and its endings.
 * @param wordsOf `foldedWords`, or the same from memory
 */
export function lexemesOf(person: SearchedPerson, wordsOf = foldedWords): string[] {
  const figures = phoneFigures(person.workPhone);
  const surname = foldedWords(person.surname);
  const name = [...surname, ...foldedWords(`${person.givenName} ${person.patronymic}`)];
  const textsOf = (texts: readonly LocalizedText[]) =>
    texts.flatMap(({ kk, ru, en }) => wordsOf(`${kk} ${ru} ${en}`));
  const personal = [...name, ...textsOf(person.posts)];
  const lexemes = [
    ...surname.map((word) => SURNAME + word),
    ...name.map((word) => NAME + word),
    ...personal.map((word) => PERSONAL + word),
    ...personal,
    ...textsOf(person.places),
    ...phoneEndings(person.workPhone),
    ...(figures ? [NUMBER + figures] : []),
  ];
  return [...new Set(lexemes)];
}

/**
 * Conditions for `search_words`, the best first; who meets one meets all after it. All words begin words of the name,
 * one of them the surname; all begin words of the name; of the name or the post; any words.
 * @param words folded, at least one
 */
export function ranksOf(words: readonly string[]): [string, string, string, string] {
  const all = (markOf: (word: string) => string) =>
    words.map((word) => beginning(markOf(word), word)).join(' & ');
  const bySurname = words.map((lead) => all((word) => (word === lead ? SURNAME : NAME)));
  return [bySurname.join(' | '), all(() => NAME), all(() => PERSONAL), all(() => '')];
}

function beginning(mark: string, word: string): string {
  const ofNumber = mark === '' && word.length >= LEAST_OF_NUMBER && /^\d+$/.test(word);
  return ofNumber ? `('${word}':* | '${NUMBER}${word}':*)` : `'${mark}${word}':*`;
}

type Ask = <Row extends object>(statement: string, values: unknown[]) => Promise<Row[]>;

const BATCH = 1000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const PEOPLE = `
  SELECT employee.id, surname, given_name AS "givenName", patronymic, work_phone AS "workPhone",
    coalesce(posts, '[]') AS posts,
    coalesce(places, '[]')::jsonb || jsonb_build_array(body.name, body.short_name) AS places
  FROM directory.employee
  JOIN directory.state_body body ON body.id = employee.body_id
  LEFT JOIN LATERAL (
    SELECT json_agg(held.post) AS posts, json_agg(unit.name) AS places
    FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id
    WHERE held.employee_id = employee.id AND ${heldAt('$3')}) held ON true`;

/** Whose words may have changed. */
const WHOSE = {
  person: 'employee.id = ANY($1::uuid[])',
  unit: 'employee.id IN (SELECT employee_id FROM directory.post_holding WHERE unit_id = $1)',
  body: 'employee.body_id = $1',
} as const;
export type SearchedOnes = keyof typeof WHOSE;

/**
 * Brings the search words of employees up to date: of these, or of all in a unit or a body whose name may have changed.
 * Who holds no post has none: he is not found. Must run in the transaction of the change.
 */
export async function refreshSearchWords(
  ask: Ask,
  whose: SearchedOnes,
  ids: string | readonly string[],
  now: Date,
): Promise<void> {
  const batch = `${PEOPLE} WHERE ${WHOSE[whose]} AND employee.id > $2 ORDER BY employee.id LIMIT ${BATCH}`;
  const folded = new Map<string, string[]>();
  // Names of posts, units and bodies are the same for many.
  const wordsOf = (text: string): string[] => {
    const words = folded.get(text) ?? foldedWords(text);
    folded.set(text, words);
    return words;
  };
  let last: string | undefined = FIRST_ID;
  while (last !== undefined) {
    const people: SearchedPerson[] = await ask<SearchedPerson>(batch, [
      whose === 'person' ? [ids].flat() : ids,
      last,
      now,
    ]);
    await ask(
      `UPDATE directory.employee SET search_words = found.words
       FROM (SELECT id, array_to_tsvector(string_to_array(words, ' ')) AS words
             FROM unnest($1::uuid[], $2::text[]) AS one (id, words)) found
       WHERE employee.id = found.id AND employee.search_words IS DISTINCT FROM found.words`,
      [
        people.map((person) => person.id),
        people.map((person) => (person.posts.length > 0 ? lexemesOf(person, wordsOf).join(' ') : '')),
      ],
    );
    last = people.length < BATCH ? undefined : people.at(-1)?.id;
  }
}
