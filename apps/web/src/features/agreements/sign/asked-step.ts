import { type ActCard, type InboxVerb, STEP_VERBS, type Step } from '#contracts';

/** All steps of the version shown: inside the developer body, inside the approving bodies, on the way to the Office. */
export function stepsOf({ version }: ActCard): Step[] {
  return [
    ...version.steps,
    ...version.reviews.flatMap(({ inner }) => inner?.steps ?? []),
    ...(version.submission?.steps ?? []),
  ];
}

/**
 * The step that an item of the inbox asks its reader to sign: one that waits for him; else the last that did, of which the
 * portal says what became of it. What is open and does not wait for him waits for somebody else.
 */
export function askedStep(card: ActCard, verb: InboxVerb): Step | undefined {
  const isAsked = ({ kind }: Step) => STEP_VERBS[kind] === verb;
  return card.turn.find(isAsked) ?? stepsOf(card).findLast((step) => isAsked(step) && step.state !== 'open');
}
