import { foldedWords, type LocalizedText, readingsOf, wantedWords } from '#contracts';

/** What a task is found by. */
export interface SearchedTask {
  readonly title: string;
  readonly number: string | null;
  readonly bodyName: LocalizedText;
}

/**
 * The lexemes of a task: the words of its title, its number and the names of the body, folded as those of people are.
 * The figures of a number stand there run together too, from each part of it on: `ҮҚ-26-1184/2` is found by `26-1184`,
 * which a search takes for one number.
 */
export function taskLexemes({ title, number, bodyName: { kk, ru, en } }: SearchedTask): string[] {
  const parts = number?.match(/\d+/g) ?? [];
  const runs = parts.map((_, place) => parts.slice(place).join(''));
  return [...new Set([...foldedWords(`${title} ${number ?? ''} ${kk} ${ru} ${en}`), ...runs])];
}

/**
 * The condition for `search_words`: every word of the question begins one of the task's. Either as it was typed, or as
 * the same keys give it on the other layout of the keyboard; with nothing to look for it is met by nothing.
 */
export function taskCondition(question: string): string {
  const readings = readingsOf(question).map((reading) =>
    wantedWords(reading)
      .map((word) => `'${word}':*`)
      .join(' & '),
  );
  return [...new Set(readings.filter(Boolean))].map((all) => `(${all})`).join(' | ');
}
