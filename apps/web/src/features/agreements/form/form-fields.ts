import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import type { FieldAt } from '../faults';
import type { CardField } from './card-draft';

/** Ids of the form's controls; a list of what is wrong leads there. */
export const CONTROL_IDS = {
  language: 'act-language',
  title: 'act-title',
  description: 'act-description',
  files: 'act-files',
  interestedUnitIds: 'act-units',
  route: 'act-route',
  legalHeadId: 'act-legal-head',
  bodyHeadId: 'act-body-head',
  approvingBodyIds: 'act-bodies',
  officialUse: 'act-official-use',
  internalTermDays: 'act-term',
} as const satisfies Record<CardField, string>;

export const CARD_LABELS: Readonly<Record<CardField, MessageId>> = {
  language: 'agreements.fact.language',
  title: 'agreements.fact.title',
  description: 'agreements.fact.description',
  files: 'agreements.files',
  interestedUnitIds: 'agreements.fact.interestedUnits',
  route: 'agreements.fact.route',
  legalHeadId: 'agreements.fact.legalHead',
  bodyHeadId: 'agreements.fact.bodyHead',
  approvingBodyIds: 'agreements.fact.approvingBodies',
  officialUse: 'agreements.mark',
  internalTermDays: 'agreements.fact.internalTerm',
};

export const TERM_RANGE = { min: 1, max: 30 };

/** Where a refusal of the server belongs. */
export const CARD_CODES = {
  ACT_WITHOUT_FILES: 'fileIds',
  FILE_NOT_YOURS: 'fileIds',
  FILE_MISSING: 'fileIds',
  FILE_INFECTED: 'fileIds',
  FILE_UNSCANNABLE: 'fileIds',
  TOO_MANY_FILES: 'fileIds',
  ACT_WITHOUT_BODIES: 'approvingBodyIds',
  BODY_IS_DEVELOPER: 'approvingBodyIds',
  BODY_WITHOUT_DOCUMENTATION: 'approvingBodyIds',
  BODY_LEFT_OUT: 'approvingBodyIds',
  ACT_WITHOUT_SIGNERS: 'legalHeadId',
  PERSON_NOT_LEGAL_HEAD: 'legalHeadId',
  PERSON_NOT_BODY_HEAD: 'bodyHeadId',
  UNIT_OF_OTHER_BODY: 'interestedUnitIds',
  UNIT_WITHOUT_HEAD: 'interestedUnitIds',
  PERSON_NOT_SUPERIOR: 'route',
  PERSON_NOT_SIGNER: 'route',
  ROUTE_REPEATS: 'route',
  OFFICIAL_USE_STAYS: 'officialUse',
} as const;

export function useCardFieldAt(): FieldAt {
  const t = useT();
  return (path) => {
    const root = path.split('.')[0] === 'fileIds' ? 'files' : path.split('.')[0];
    if (!root || !(root in CONTROL_IDS)) return undefined;
    const field = root as CardField;
    const range = field === 'internalTermDays' ? TERM_RANGE : undefined;
    return { id: CONTROL_IDS[field], label: t(CARD_LABELS[field]), range };
  };
}
