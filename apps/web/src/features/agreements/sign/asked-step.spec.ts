import { type ActCard, SIGNING_VERBS, STEP_VERBS, type Step, type StepKind } from '#contracts';
import { askedStep } from './asked-step';

const step = (kind: StepKind, state: Step['state'] = 'open') =>
  ({ id: `${kind} ${state}`, kind, state }) as Step;

/** A card with steps in the developer body, in an approving body and on the way to the Office. */
const card = (turn: Step[], own: Step[], inner: Step[] = [], office: Step[] = []) =>
  ({
    turn,
    version: { steps: own, reviews: [{ inner: { steps: inner } }], submission: { steps: office } },
  }) as ActCard;

describe('the step that is signed among many documents', () => {
  const signed = (Object.keys(STEP_VERBS) as StepKind[]).filter((kind) =>
    SIGNING_VERBS.includes(STEP_VERBS[kind]),
  );
  test('775:64, 22 is of every kind that is signed, beside the head and under the letter too', () => {
    expect(signed).toEqual(expect.arrayContaining(['co_signature', 'letter_signature']));
    for (const kind of signed) {
      expect(askedStep(card([step('opinion'), step(kind)], []), STEP_VERBS[kind])?.kind).toBe(kind);
    }
  });

  test("is the last one that was the reader's where nothing waits for him", () => {
    const own = [step('co_signature', 'lapsed'), step('co_signature', 'done'), step('developer_signature')];
    expect(askedStep(card([], own), 'sign_draft')?.id).toBe('co_signature done');
    const letter = step('letter_signature', 'cancelled');
    expect(askedStep(card([], own, [], [letter]), 'sign_letter')).toBe(letter);
    expect(askedStep(card([], own), 'sign_outcome')).toBeUndefined();
  });
});
