import type { AssignBody, OutcomeBody, RegisterBody, SignBody } from '#contracts';
import { api, ask } from '../../../api/client';

/** The decisions on a step; each answers with the card as it is afterwards. */

const at = (stepId: string) => ({ path: { stepId } });

export const agree = (stepId: string, comment: string) =>
  ask(api.POST('/api/agreements/steps/{stepId}/agree', { params: at(stepId), body: { comment } }));

export const giveBack = (stepId: string, reason: string) =>
  ask(api.POST('/api/agreements/steps/{stepId}/return', { params: at(stepId), body: { reason } }));

export const register = (stepId: string, body: RegisterBody) =>
  ask(api.POST('/api/agreements/steps/{stepId}/register', { params: at(stepId), body }));

export const assign = (stepId: string, body: AssignBody) =>
  ask(api.POST('/api/agreements/steps/{stepId}/assign', { params: at(stepId), body }));

export const giveOpinion = (stepId: string, body: OutcomeBody) =>
  ask(api.POST('/api/agreements/steps/{stepId}/opinion', { params: at(stepId), body }));

export const propose = (stepId: string, body: OutcomeBody) =>
  ask(api.POST('/api/agreements/steps/{stepId}/outcome', { params: at(stepId), body }));

export const handOver = (stepId: string, executorId: string) =>
  ask(api.POST('/api/agreements/steps/{stepId}/hand-over', { params: at(stepId), body: { executorId } }));

export const prepare = (stepId: string) =>
  ask(api.POST('/api/agreements/steps/{stepId}/prepare', { params: at(stepId) }));

export const sign = (stepId: string, body: SignBody) =>
  ask(api.POST('/api/agreements/steps/{stepId}/sign', { params: at(stepId), body }));
