import {
  type ActCard,
  type CardBody,
  type CheckedFile,
  type CreateActBody,
  type EditActBody,
  type OwnStructure,
  PORTAL_TERMS,
  plainRoute,
  type RouteBody,
  type RoutePlan,
  routeOf,
  unitIdsOf,
} from '#contracts';
import { bodyHeads, legalHeads } from '../choices';

/** The card as it is being filled in (775:14). */
export interface CardDraft extends Omit<CardBody, 'fileIds' | 'internalTermDays'> {
  /** Made here, so that a doubled click or a repeated request makes one card. */
  id: string;
  /** The saved card that this began with; 0 for a new one. */
  revision: number;
  files: CheckedFile[];
  /** As typed. */
  internalTermDays: string;
}

/** The route that somebody built; null where it is the plain one. */
function builtRoute(plan: RoutePlan): RouteBody | null {
  const route = routeOf(plan);
  return JSON.stringify(route) === JSON.stringify(plainRoute(unitIdsOf(route))) ? null : route;
}

/** A new card; who signs is proposed where the body has one such person. */
export function newDraft(structure: OwnStructure, language: 'kk' | 'ru'): CardDraft {
  return {
    id: crypto.randomUUID(),
    revision: 0,
    kind: 'government_resolution',
    language,
    title: '',
    description: '',
    files: [],
    interestedUnitIds: [],
    route: null,
    legalHeadId: legalHeads(structure)[0]?.id ?? null,
    bodyHeadId: bodyHeads(structure)[0]?.id ?? null,
    approvingBodyIds: [],
    officialUse: false,
    internalTermDays: String(PORTAL_TERMS.internal_step),
  };
}

export function draftOf({ version, ...card }: ActCard): CardDraft {
  return {
    id: card.id,
    revision: card.revision,
    kind: card.kind,
    language: card.language === 'ru' ? 'ru' : 'kk',
    title: card.title,
    description: card.description,
    files: version.files,
    interestedUnitIds: version.interestedUnits.map(({ id }) => id),
    route: builtRoute(version.plan),
    legalHeadId: version.legalHead?.id ?? null,
    bodyHeadId: version.bodyHead?.id ?? null,
    approvingBodyIds: version.approvingBodies.map(({ id }) => id),
    officialUse: card.officialUse,
    internalTermDays: String(version.internalTermDays),
  };
}

export function createBody(draft: CardDraft): CreateActBody {
  return { ...requisites(draft), id: draft.id, kind: draft.kind };
}

export function editBody(draft: CardDraft): EditActBody {
  return { ...requisites(draft), revision: draft.revision };
}

function requisites(draft: CardDraft): Omit<CardBody, 'kind'> {
  return {
    language: draft.language,
    title: draft.title,
    description: draft.description,
    fileIds: draft.files.map(({ id }) => id),
    interestedUnitIds: draft.route ? [...new Set(unitIdsOf(draft.route))] : draft.interestedUnitIds,
    route: draft.route,
    legalHeadId: draft.legalHeadId,
    bodyHeadId: draft.bodyHeadId,
    approvingBodyIds: draft.approvingBodyIds,
    officialUse: draft.officialUse,
    internalTermDays: Number(draft.internalTermDays),
  };
}

/** A requisite of the card that the form can change. */
export type CardField = Exclude<keyof CardDraft, 'id' | 'revision' | 'kind'>;

const FIELDS: readonly CardField[] = [
  'language',
  'title',
  'description',
  'files',
  'interestedUnitIds',
  'route',
  'legalHeadId',
  'bodyHeadId',
  'approvingBodyIds',
  'officialUse',
  'internalTermDays',
];

/** In which requisites two drafts of one card differ. */
export function differences(mine: CardDraft, other: CardDraft): CardField[] {
  const comparable = (draft: CardDraft, field: CardField) =>
    JSON.stringify(field === 'files' ? draft.files.map(({ id }) => id) : draft[field]);
  return FIELDS.filter((field) => comparable(mine, field) !== comparable(other, field));
}
