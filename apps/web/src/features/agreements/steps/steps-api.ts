import type {
  AddBodyBody,
  AskProlongationBody,
  AskUnitBody,
  AssignBody,
  ChangeRouteBody,
  DecideProlongationBody,
  DecideSuggestionBody,
  HandOverBody,
  OutcomeBody,
  PassOnBody,
  ReaddressBody,
  RegisterBody,
  SendBackBody,
  SignBody,
  SuggestBodyBody,
  WithdrawBodyBody,
} from '#contracts';
import { api, ask } from '../../../api/client';

/** The decisions on a step; each answers with the card as it is afterwards. */

const at = (id: string) => ({ path: { id } });

export const agree = (stepId: string, comment: string) =>
  ask(api.POST('/api/agreements/steps/{id}/agree', { params: at(stepId), body: { comment } }));

export const giveBack = (stepId: string, reason: string) =>
  ask(api.POST('/api/agreements/steps/{id}/return', { params: at(stepId), body: { reason } }));

export const register = (stepId: string, body: RegisterBody) =>
  ask(api.POST('/api/agreements/steps/{id}/register', { params: at(stepId), body }));

export const passOn = (stepId: string, body: PassOnBody) =>
  ask(api.POST('/api/agreements/steps/{id}/pass-on', { params: at(stepId), body }));

export const assign = (stepId: string, body: AssignBody) =>
  ask(api.POST('/api/agreements/steps/{id}/assign', { params: at(stepId), body }));

export const giveOpinion = (stepId: string, body: OutcomeBody) =>
  ask(api.POST('/api/agreements/steps/{id}/opinion', { params: at(stepId), body }));

export const propose = (stepId: string, body: OutcomeBody) =>
  ask(api.POST('/api/agreements/steps/{id}/outcome', { params: at(stepId), body }));

export const handOver = (reviewId: string, body: HandOverBody) =>
  ask(api.POST('/api/agreements/reviews/{id}/hand-over', { params: at(reviewId), body }));

export const readdress = (reviewId: string, body: ReaddressBody) =>
  ask(api.POST('/api/agreements/reviews/{id}/readdress', { params: at(reviewId), body }));

export const askUnit = (reviewId: string, body: AskUnitBody) =>
  ask(api.POST('/api/agreements/reviews/{id}/ask-unit', { params: at(reviewId), body }));

export const goOn = (reviewId: string) =>
  ask(api.POST('/api/agreements/reviews/{id}/go-on', { params: at(reviewId) }));

export const changeRoute = (actId: string, body: ChangeRouteBody) =>
  ask(api.POST('/api/agreements/{id}/route', { params: at(actId), body }));

export const takeBack = (stepId: string) =>
  ask(api.POST('/api/agreements/steps/{id}/take-back', { params: at(stepId) }));

export const rework = (stepId: string, reason: string) =>
  ask(api.POST('/api/agreements/steps/{id}/rework', { params: at(stepId), body: { reason } }));

export const sendBack = (stepId: string, body: SendBackBody) =>
  ask(api.POST('/api/agreements/steps/{id}/send-back', { params: at(stepId), body }));

export const addBody = (actId: string, body: AddBodyBody) =>
  ask(api.POST('/api/agreements/{id}/bodies', { params: at(actId), body }));

export const withdrawBody = (actId: string, body: WithdrawBodyBody) =>
  ask(api.POST('/api/agreements/{id}/bodies/withdraw', { params: at(actId), body }));

export const suggestBody = (reviewId: string, body: SuggestBodyBody) =>
  ask(api.POST('/api/agreements/reviews/{id}/suggest', { params: at(reviewId), body }));

export const decideSuggestion = (suggestionId: string, body: DecideSuggestionBody) =>
  ask(api.POST('/api/agreements/suggestions/{id}/decide', { params: at(suggestionId), body }));

export const askProlongation = (reviewId: string, body: AskProlongationBody) =>
  ask(api.POST('/api/agreements/reviews/{id}/ask-prolongation', { params: at(reviewId), body }));

export const decideProlongation = (prolongationId: string, body: DecideProlongationBody) =>
  ask(api.POST('/api/agreements/prolongations/{id}/decide', { params: at(prolongationId), body }));

export const prepare = (stepId: string) =>
  ask(api.POST('/api/agreements/steps/{id}/prepare', { params: at(stepId) }));

export const sign = (stepId: string, body: SignBody) =>
  ask(api.POST('/api/agreements/steps/{id}/sign', { params: at(stepId), body }));
