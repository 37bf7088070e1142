import { diffArrays } from 'diff';
import type { WordRun } from '#contracts';

/**
 * Edits after which two paragraphs are taken as different altogether. The work grows with their square; a paragraph that
 * fills pages must not stop the rest.
 */
const MOST_EDITS = 1_500;

/** A word with what holds it together ("бюджет-қаржы", "9.00"), white space, or one other sign. */
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:[-'’.,][\p{L}\p{M}\p{N}]+)*|\s+|[^\p{L}\p{M}\p{N}\s]/gu;

/**
 * Word by word: the runs with = and - put together are `old`, those with = and + are `fresh`.
 * Between two = stands at most one - and one +, in this order.
 */
export function compareWords(old: string, fresh: string): WordRun[] {
  if (old === fresh) return old === '' ? [] : [['=', old]];
  const changes = diffArrays(old.match(TOKEN) ?? [], fresh.match(TOKEN) ?? [], {
    maxEditLength: MOST_EDITS,
  });
  if (!changes) return tidy([{ same: '', old, fresh }]);
  const steps = changes.map(({ added, removed, value }): Step => {
    const text = value.join('');
    return { same: added || removed ? '' : text, old: removed ? text : '', fresh: added ? text : '' };
  });
  return tidy(withoutCrumbs(merged(steps)));
}

/** What is the same, and what was changed after it. */
interface Step {
  same: string;
  old: string;
  fresh: string;
}

/** One step for each thing that stayed. */
function merged(steps: readonly Step[]): Step[] {
  const whole: Step[] = [];
  for (const step of steps) {
    const last = whole.at(-1);
    if (!last || step.same !== '') {
      if (last && last.old === '' && last.fresh === '') last.same += step.same;
      else whole.push({ ...step });
    } else {
      last.old += step.old;
      last.fresh += step.fresh;
    }
  }
  return whole;
}

/**
 * A word or two that stayed by chance between larger changes only break a sentence up: they count as changed too (the
 * rule of semantic clean-up in diff-match-patch). So does what is only white space or signs.
 */
function withoutCrumbs(steps: readonly Step[]): Step[] {
  const kept: Step[] = [];
  for (const step of steps) {
    const last = kept.at(-1);
    const isBetween = last !== undefined && weight(last) > 0 && weight(step) > 0;
    const isCrumb =
      isBetween &&
      (!/[\p{L}\p{N}]/u.test(step.same) ||
        (step.same.length <= weight(last) / 2 && step.same.length <= weight(step) / 2));
    if (last && isCrumb) {
      last.old += step.same + step.old;
      last.fresh += step.same + step.fresh;
    } else kept.push({ ...step });
  }
  return kept;
}

function weight({ old, fresh }: Step): number {
  return Math.max(old.length, fresh.length);
}

function tidy(steps: readonly Step[]): WordRun[] {
  return steps.flatMap(({ same, old, fresh }): WordRun[] => [
    ...(same === '' ? [] : [['=', same] as WordRun]),
    ...(old === '' ? [] : [['-', old] as WordRun]),
    ...(fresh === '' ? [] : [['+', fresh] as WordRun]),
  ]);
}

/** How many words, as a reader counts them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:[-'’.,][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0;
}
