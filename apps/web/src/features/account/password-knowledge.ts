import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/*
 * The list of common passwords and the judge of strength, in a file of their own: some hundreds of kilobytes that come
 * with the first touch of the new password's field. What is typed is judged here and sent nowhere.
 */

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
const listed = new Set(dictionary['passwords-common']);

/** Whether a word, in lower case, is on the list that the server refuses by. */
export const isListed = (word: string): boolean => listed.has(word);

/** How hard it is to guess, 0 (at once) to 4 (for nobody), by the guesses of who knows the owner's names. */
export const strengthOf = (password: string, names: readonly string[]): number =>
  judge.check(password, [...names]).score;
