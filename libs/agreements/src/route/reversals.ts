import type { Decider, PendingSignature, RoutePlan, StepKind, StepState } from '#contracts';

/** Which decisions may still be taken back, and what would fall with them. Facts in, answers out. */

/** A step as far as that depends on it; moments as text or as they are in the database. */
export interface ReversalFacts {
  readonly id: string;
  readonly kind: StepKind;
  readonly state: StepState;
  readonly round: number;
  readonly planKey: string | null;
  readonly createdAt: Date | string;
  readonly decidedAt: Date | string | null;
  readonly openedAt: Date | string | null;
  readonly decidedBy: Decider | null;
  readonly pendingSignature: PendingSignature | null;
}

/** Inside an approving body, in the order in which they follow from one another (775:16-18). */
const INNER_ORDER: readonly StepKind[] = [
  'registration',
  'assignment',
  'opinion',
  'outcome',
  'outcome_agreement',
  'body_signature',
];

/** What leaves the body with the decision cannot be taken back: the number is given, the outcome told to others. */
export const LEAVES_BODY: ReadonlySet<StepKind> = new Set(['developer_signature', 'body_signature']);

/** What opened after a decision, and because of it or of one beside it. @param peers steps of the same route */
export function followersOf<Step extends ReversalFacts>(
  step: ReversalFacts,
  peers: readonly Step[],
  plan: RoutePlan,
): Step[] {
  const decided = step.decidedAt === null ? Number.POSITIVE_INFINITY : new Date(step.decidedAt).getTime();
  const own = placeOf(step, plan);
  return peers.filter((peer) => {
    if (peer.id === step.id || peer.round < step.round) return false;
    const [stage, place] = placeOf(peer, plan);
    const isLater = stage > own[0] || (stage === own[0] && place > own[1]);
    return isLater && new Date(peer.createdAt).getTime() >= decided;
  });
}

/** A decision that stands, stays in the body, and of which nothing that followed was opened, decided or signed. */
export function isReversible(step: ReversalFacts, peers: readonly ReversalFacts[], plan: RoutePlan): boolean {
  return (
    step.state === 'done' && !LEAVES_BODY.has(step.kind) && followersOf(step, peers, plan).every(isUntouched)
  );
}

function isUntouched({ state, openedAt, pendingSignature }: ReversalFacts): boolean {
  return openedAt === null && pendingSignature === null && (state === 'open' || state === 'cancelled');
}

/** Stage and place in it; what stands side by side has one place. */
function placeOf({ kind, planKey }: ReversalFacts, { stages }: RoutePlan): readonly [number, number] {
  if (planKey === null) return [INNER_ORDER.indexOf(kind), 0];
  const stage = stages.findIndex(({ steps }) => steps.some(({ key }) => key === planKey));
  const { order, steps = [] } = stages[stage] ?? {};
  return [stage, order === 'sequence' ? steps.findIndex(({ key }) => key === planKey) : 0];
}
