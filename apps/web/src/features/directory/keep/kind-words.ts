import type { BodyKind, Freshness, KeptAction, PhotoAudience, PostKind, UnitKind } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import type { IconName } from '../../../ui/icon';
import type { Tone } from '../../../ui/status';

export const BODY_KIND_WORDS: Readonly<Record<BodyKind, MessageId>> = {
  central: 'directory.kind.central',
  local: 'directory.kind.local',
  institution: 'directory.kind.institution',
  pmo: 'directory.kind.pmo',
};

export const UNIT_KIND_WORDS: Readonly<Record<UnitKind, MessageId>> = {
  leadership: 'keep.unitKind.leadership',
  legal: 'keep.unitKind.legal',
  documentation: 'keep.unitKind.documentation',
  hr: 'keep.unitKind.hr',
  ordinary: 'keep.unitKind.ordinary',
};

export const POST_KIND_WORDS: Readonly<Record<PostKind, MessageId>> = {
  head_of_body: 'keep.postKind.head_of_body',
  deputy_head: 'keep.postKind.deputy_head',
  unit_head: 'keep.postKind.unit_head',
  specialist: 'keep.postKind.specialist',
};

export const AUDIENCE_WORDS: Readonly<Record<PhotoAudience, MessageId>> = {
  everybody: 'keep.photoShown.everybody',
  body: 'keep.photoShown.body',
  nobody: 'keep.photoShown.nobody',
};

export const FRESHNESS_LOOKS: Readonly<Record<Freshness, { tone: Tone; icon: IconName; words: MessageId }>> =
  {
    fresh: { tone: 'done', icon: 'check', words: 'keep.fresh' },
    due: { tone: 'soon', icon: 'clock', words: 'keep.due' },
    stale: { tone: 'late', icon: 'alert', words: 'keep.staleMark' },
  };

export const DEED_WORDS: Readonly<Record<KeptAction, MessageId>> = {
  'body.created': 'keep.did.body.created',
  'body.changed': 'keep.did.body.changed',
  'body.requisites': 'keep.did.body.requisites',
  'body.participation': 'keep.did.body.participation',
  'body.confirmed': 'keep.did.body.confirmed',
  'unit.created': 'keep.did.unit.created',
  'unit.changed': 'keep.did.unit.changed',
  'unit.closed': 'keep.did.unit.closed',
  'post.appointed': 'keep.did.post.appointed',
  'post.ended': 'keep.did.post.ended',
  'person.created': 'keep.did.person.created',
  'person.changed': 'keep.did.person.changed',
  'person.photo': 'keep.did.person.photo',
  'person.leaving': 'keep.did.person.leaving',
  'person.left': 'keep.did.person.left',
};

/** Names of the fields that a change names. */
export const FIELD_WORDS: Readonly<Record<string, MessageId>> = {
  name: 'keep.fieldName',
  shortName: 'directory.shortName',
  kind: 'keep.fieldKind',
  parent: 'keep.parent',
  overseer: 'keep.overseer',
  superior: 'directory.superior',
  bin: 'directory.bin',
  address: 'keep.address',
  phone: 'keep.bodyPhone',
  email: 'directory.email',
  website: 'keep.website',
  participates: 'keep.participates',
  from: 'keep.from',
  to: 'keep.to',
  ground: 'keep.ground',
  post: 'directory.post',
  unit: 'directory.unit',
  main: 'keep.main',
  surname: 'keep.surname',
  givenName: 'keep.givenName',
  patronymic: 'keep.patronymic',
  workPhone: 'directory.phone',
  office: 'directory.office',
  photo: 'keep.photo',
  shownTo: 'keep.photoShown',
  lastDay: 'keep.lastDay',
};

/** Words for values that are kinds of something. */
export const VALUE_WORDS: Readonly<Record<string, MessageId>> = {
  ...UNIT_KIND_WORDS,
  ...POST_KIND_WORDS,
  ...AUDIENCE_WORDS,
  ...BODY_KIND_WORDS,
  quarterly: 'keep.quarterly',
  yearly: 'keep.yearly',
};

/** What a form offers, in the order of the words. */
const keysOf = <Key extends string>(words: Readonly<Record<Key, MessageId>>) => Object.keys(words) as Key[];
export const BODY_KINDS = keysOf(BODY_KIND_WORDS);
export const UNIT_KINDS = keysOf(UNIT_KIND_WORDS);
export const POST_KINDS = keysOf(POST_KIND_WORDS);
export const PHOTO_AUDIENCES = keysOf(AUDIENCE_WORDS);

/** What was chosen in a list of a form. */
export function choiceOf<Key extends string>(keys: readonly Key[], value: string | undefined, or: Key): Key {
  return keys.find((key) => key === value) ?? or;
}
