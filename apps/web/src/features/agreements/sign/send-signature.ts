import type { ActCard, PendingSignature, SignatureMark, SignBody, Step } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import { stepsOf } from './asked-step';
import { failureOf } from './sign-failure';

/** The step that a signature decides, and the act that it belongs to. */
export interface SignedStep {
  stepId: string;
  actId: string;
}

/** Refusals that may only say that it had arrived before. */
const ARRIVED: readonly string[] = ['PREPARATION_USED', 'STEP_DECIDED'];

/**
 * Gives the portal a signature. Given twice, it is taken once: the second answer is the card as it is.
 * @param send the command that gives it
 * @throws ApiError, SignFailure; `retryOf` tells what to do then
 */
export async function sendSignature(
  { stepId, actId }: SignedStep,
  body: SignBody,
  send: (body: SignBody) => Promise<ActCard>,
): Promise<ActCard> {
  try {
    return await send(body);
  } catch (error) {
    if (!(error instanceof ApiError) || !ARRIVED.includes(error.code)) throw error;
    const card = await ask(api.GET('/api/agreements/{id}', { params: { path: { id: actId }, query: {} } }));
    if (markOf(card, stepId) || waitingOf(card, stepId)) return card;
    throw failureOf(error);
  }
}

/** The signature that decided a step of the card; null while there is none. */
export function markOf(card: ActCard, stepId: string): SignatureMark | null {
  return stepOf(card, stepId)?.signature ?? null;
}

/** The signature of a step that cannot be judged yet; null where none waits. */
export function waitingOf(card: ActCard, stepId: string): PendingSignature | null {
  const pending = stepOf(card, stepId)?.pendingSignature;
  return pending?.state === 'waiting' ? pending : null;
}

const stepOf = (card: ActCard, stepId: string): Step | undefined =>
  stepsOf(card).find(({ id }) => id === stepId);
