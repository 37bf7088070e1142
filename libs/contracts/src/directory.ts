import { z } from 'zod';
import {
  bodyRef,
  day,
  freeText,
  id,
  instant,
  localizedText,
  pageOf,
  pageQuery,
  personRef,
  unitRef,
} from './common.js';
import { bodyRequisites, FRESHNESS, keptPost, participation, photoAudience } from './directory-keeping.js';
import { bodyKind, postKind, unitKind } from './session.js';

/** What the directory tells the web (775:59.6): people, bodies, and the structure of one's own body. */

export const bodyItem = bodyRef
  .extend({ kind: bodyKind, parentId: id.nullable(), freshness: z.enum(FRESHNESS) })
  .meta({ id: 'BodyItem' });
export type BodyItem = z.infer<typeof bodyItem>;
export const bodyList = z.object({ items: z.array(bodyItem) });

export const structureEmployee = z.object({
  id,
  fullName: z.string(),
  post: localizedText,
  postKind,
});
export const structureUnit = z
  .object({
    id,
    name: localizedText,
    kind: unitKind,
    employees: z.array(structureEmployee),
  })
  .meta({ id: 'StructureUnit' });
/** The reader's own body with its units and employees: to choose units, executors and signers from. */
export const ownStructure = z
  .object({ body: bodyItem, units: z.array(structureUnit) })
  .meta({ id: 'OwnStructure' });
export type OwnStructure = z.infer<typeof ownStructure>;
export type StructureUnit = z.infer<typeof structureUnit>;
export type StructureEmployee = z.infer<typeof structureEmployee>;

/** Shorter questions would find nearly everybody. */
export const LEAST_QUESTION = 2;
export const peopleQuery = pageQuery.extend({
  /** Beginnings of words of a name, a post, a unit or a body, or figures of a telephone number: see `wantedWords`. */
  q: freeText(200).min(LEAST_QUESTION).optional(),
  body: id.optional(),
});
export type PeopleQuery = z.infer<typeof peopleQuery>;

export const personItem = z
  .object({
    id,
    /** "Surname Given Patronymic". */
    fullName: z.string(),
    post: localizedText,
    unit: unitRef,
    body: bodyRef,
    workPhone: z.string(),
  })
  .meta({ id: 'PersonItem' });
export type PersonItem = z.infer<typeof personItem>;
export const peopleList = pageOf(personItem).extend({
  /** What the question was taken for, typed on the wrong layout of the keyboard; null where it was taken as typed. */
  readAs: z.string().nullable(),
});
export type PeopleList = z.infer<typeof peopleList>;

/** What only the coordinator of his body and the administrator see of an employee. */
export const keptPerson = z.object({
  revision: z.number().int(),
  surname: z.string(),
  givenName: z.string(),
  patronymic: z.string(),
  iin: z.string(),
  photoShownTo: photoAudience,
  /** His last day, where it is set. */
  leavesOn: day.nullable(),
  /** All that he holds, held and is going to hold; the newest first. */
  posts: z.array(keptPost),
});
export type KeptPerson = z.infer<typeof keptPerson>;

/** What every employee may see of another (775:59.6), and nothing beyond. */
export const personCard = personItem
  .omit({ unit: true })
  .extend({
    /** From the uppermost unit down to his own. */
    units: z.array(unitRef),
    office: z.string(),
    email: z.string(),
    /** What he holds besides the main post. */
    otherPosts: z.array(z.object({ post: localizedText, unit: unitRef })),
    /** He holds no post any more, or none yet. */
    left: z.boolean(),
    /** Something that changes with the photo; null where there is none for the reader. */
    photo: z.string().nullable(),
    /** For whoever keeps his card; null for others. */
    kept: keptPerson.nullable(),
  })
  .meta({ id: 'PersonCard' });
export type PersonCard = z.infer<typeof personCard>;

export const bodyUnit = unitRef
  .extend({
    kind: unitKind,
    parentId: id.nullable(),
    /** Who heads the unit; of the leadership, the body. */
    head: personItem.pick({ id: true, fullName: true, post: true, workPhone: true }).nullable(),
    /** The deputy head who was named to oversee it and those below it, while he is one. */
    overseer: personItem.pick({ id: true, fullName: true, post: true }).nullable(),
    /** How many work in it, those of its own units apart. */
    people: z.number().int(),
    revision: z.number().int(),
  })
  .meta({ id: 'BodyUnit' });
export type BodyUnit = z.infer<typeof bodyUnit>;
export const bodyCard = bodyRef
  .extend({
    kind: bodyKind,
    bin: z.string(),
    superior: bodyRef.nullable(),
    subordinates: z.array(bodyRef),
    /** The leadership first; a tree by `parentId`. Closed ones are left out. */
    units: z.array(bodyUnit),
    /** The deputies of its head, any of whom may oversee units. */
    deputies: z.array(personItem.pick({ id: true, fullName: true, post: true })),
    revision: z.number().int(),
    requisites: bodyRequisites,
    participation,
    /** When its part of the directory was said to be right last, and by whom; null: never. */
    confirmed: z.object({ at: instant, by: personRef }).nullable(),
    freshness: z.enum(FRESHNESS),
    can: z.object({
      /** Units, posts, people, requisites, and to confirm them. */
      keep: z.boolean(),
      /** Names, place in the tree, participation. */
      keepParticipants: z.boolean(),
    }),
  })
  .meta({ id: 'BodyCard' });
export type BodyCard = z.infer<typeof bodyCard>;
