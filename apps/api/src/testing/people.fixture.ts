import type { LocalizedText, PostKind, UnitKind } from '#contracts';
import { makeText, type Population, registerNumber } from '#testing';

/** The bodies of the tests: one that drafts, two that approve, one that has nothing to do with it. */
export const BODIES = ['developer', 'finance', 'justice', 'outside'] as const;
export type BodyName = (typeof BODIES)[number];

const UNITS = {
  leadership: 'leadership',
  legal: 'legal',
  documentation: 'documentation',
  main: 'ordinary',
  second: 'ordinary',
  third: 'ordinary',
} as const satisfies Record<string, UnitKind>;
export type UnitName = keyof typeof UNITS;

/** Everybody of a body: unit and post. */
const STAFF = {
  head: ['leadership', 'head_of_body'],
  deputy: ['leadership', 'deputy_head'],
  legalHead: ['legal', 'unit_head'],
  lawyer: ['legal', 'specialist'],
  officer: ['documentation', 'unit_head'],
  officer2: ['documentation', 'specialist'],
  unitHead: ['main', 'unit_head'],
  /** Drafts in the developer body; is the executor in an approving one. */
  specialist: ['main', 'specialist'],
  colleague: ['main', 'specialist'],
  secondHead: ['second', 'unit_head'],
  secondSpecialist: ['second', 'specialist'],
  thirdHead: ['third', 'unit_head'],
} as const satisfies Record<string, readonly [UnitName, PostKind]>;
export type Post = keyof typeof STAFF;

/** Who works in which body: two are complete, so that either may draft and approve. */
const POSTS = Object.keys(STAFF) as Post[];
const WORKING: Record<BodyName, readonly Post[]> = {
  developer: POSTS,
  finance: POSTS,
  justice: ['head', 'deputy', 'officer', 'officer2', 'unitHead', 'specialist', 'secondHead'],
  outside: ['head', 'legalHead', 'officer', 'unitHead', 'specialist'],
};

/** `finance.head`. */
export type PersonName = `${BodyName}.${Post}`;
export const ALL_PEOPLE = BODIES.flatMap((body) =>
  WORKING[body].map((post): PersonName => `${body}.${post}`),
);

export interface KnownPerson {
  readonly name: PersonName;
  readonly id: string;
  readonly unitId: string;
  readonly bodyId: string;
  readonly login: string;
  readonly surname: string;
  readonly iin: string;
  readonly bin: string;
}

export interface KnownPeople {
  readonly people: ReadonlyMap<PersonName, KnownPerson>;
  readonly bodyIds: Readonly<Record<BodyName, string>>;
  unitId(body: BodyName, unit: UnitName): string;
}

/** Enters the four bodies, each with the same units. */
export async function makePeople(population: Population): Promise<KnownPeople> {
  const people = new Map<PersonName, KnownPerson>();
  const unitIds = new Map<string, string>();
  const bodyIds: Partial<Record<BodyName, string>> = {};
  for (const [number, body] of BODIES.entries()) {
    const bin = `00014000000${number}`;
    const name: LocalizedText = makeText(body);
    const bodyId = await population.makeBody({ bin, name, shortName: name });
    bodyIds[body] = bodyId;
    for (const [unit, kind] of Object.entries(UNITS)) {
      const id = await population.makeUnit({ bodyId, kind, name: makeText(`${body} ${unit}`) });
      unitIds.set(`${body} ${unit}`, id);
    }
    for (const post of WORKING[body]) {
      const [unit, postKind] = STAFF[post];
      const personName: PersonName = `${body}.${post}`;
      const unitId = unitIds.get(`${body} ${unit}`) ?? '';
      const surname = `${post} of ${body}`;
      const iin = registerNumber('8001013', people.size);
      const made = await population.makeEmployee({
        unitId,
        postKind,
        surname,
        iin,
        post: makeText(postKind),
      });
      people.set(personName, { ...made, name: personName, bodyId, surname, iin, bin });
    }
  }
  return {
    people,
    bodyIds: bodyIds as Record<BodyName, string>,
    unitId: (body, unit) => unitIds.get(`${body} ${unit}`) ?? '',
  };
}
