import type { InboxVerb } from '../inbox.js';
import type { StepKind } from './machines.js';

/** Under which verb of the order a step stands in the inbox. */
export const STEP_VERBS: Record<StepKind, InboxVerb> = {
  unit_agreement: 'agree_draft',
  superior_agreement: 'agree_draft',
  legal_visa: 'give_visa',
  co_signature: 'sign_draft',
  developer_signature: 'sign_draft',
  registration: 'register_draft',
  assignment: 'assign_units',
  opinion: 'give_opinion',
  outcome: 'choose_outcome',
  outcome_agreement: 'agree_outcome',
  body_signature: 'sign_outcome',
  letter_signature: 'sign_letter',
  office_registration: 'register_in_office',
  office_consideration: 'consider_in_office',
};
