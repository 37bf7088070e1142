import { type CardBody, type FileRef, foldedWords, readingsOf, wantedWords } from '#contracts';
import type { Actor } from '#kernel';
import type { Requisites } from './requisites.js';

/** More different words than this are not searched. */
const MOST_WORDS = 20_000;
/** Characters. */
const LONGEST_WORD = 100;

/**
 * What a version is found by (775:14), folded as names are: title, description, bodies, units, people and names of files.
 * @returns a tsvector as PostgreSQL reads one, without places
 */
export function requisiteWords(
  found: Requisites & Pick<CardBody, 'title' | 'description'> & { files: readonly FileRef[]; actor: Actor },
): string {
  const { actor, title, description, files, approvingBodies, interestedUnits, legalHead, bodyHead } = found;
  const names = [actor.body, ...approvingBodies].flatMap(({ name, shortName }) => [name, shortName]);
  const text = [
    title,
    ...[...names, ...interestedUnits.map(({ name }) => name)].flatMap(({ kk, ru, en }) => [kk, ru, en]),
    (actor.actsFor ?? actor).fullName,
    legalHead?.fullName ?? '',
    bodyHead?.fullName ?? '',
    ...files.map(({ name }) => name),
    description,
  ].join(' ');
  return tsvectorOf(foldedWords(text));
}

/** Folded words as a tsvector: they have letters and figures alone, so nothing in them means anything to PostgreSQL. */
export function tsvectorOf(words: readonly string[]): string {
  return [...new Set(words)]
    .slice(0, MOST_WORDS)
    .map((word) => `'${word.slice(0, LONGEST_WORD)}'`)
    .join(' ');
}

/**
 * The tsquery for a question: every word begins one of the version's; as it was typed, or as the same keys give it on the
 * other layout of the keyboard. Empty where nothing is asked.
 */
export function requisiteQuery(question: string): string {
  const readings = readingsOf(question).map((reading) =>
    wantedWords(reading)
      .map((word) => `'${word}':*`)
      .join(' & '),
  );
  return [...new Set(readings.filter(Boolean))].map((all) => `(${all})`).join(' | ');
}
