import {
  DELEGATED_ROOMS,
  type Decider,
  type DelegatedRoom,
  type Duty,
  type LiveEvent,
  type LocalizedText,
  type PersonRef,
  type PostKind,
  ROOMS,
  type Room,
  type UnitKind,
} from '#contracts';

/** A post that somebody holds, in the body that he belongs to. */
export interface HeldPost {
  readonly post: LocalizedText;
  readonly postKind: PostKind;
  readonly unit: { readonly id: string; readonly name: LocalizedText; readonly kind: UnitKind };
}

/** Somebody with the posts he holds; what he may decide follows from them. */
export interface PostHolder {
  readonly employeeId: string;
  readonly body: { readonly id: string };
  /** The main one first; all in one body. */
  readonly posts: readonly HeldPost[];
  /** Named duties, which go with no post. */
  readonly duties: readonly Duty[];
}

/** Somebody else in whose stead the actor may act today. */
export interface Principal extends PostHolder {
  readonly delegationId: string;
  readonly fullName: string;
  /** "Surname G. P.". */
  readonly shortName: string;
  /** The last day of it in Astana, `YYYY-MM-DD`. */
  readonly until: string;
  /** The named rooms alone; undefined: all that are delegated. */
  readonly rooms: readonly DelegatedRoom[] | undefined;
}

/** Who acts: the signed-in employee in his posts, as policies see him. */
export interface Actor extends PostHolder {
  readonly accountId: string;
  readonly sessionId: string;
  readonly employeeId: string;
  readonly login: string;
  readonly fullName: string;
  readonly shortName: string;
  readonly iin: string;
  /** The main post, by which he is named. */
  readonly post: LocalizedText;
  readonly postKind: PostKind;
  readonly unit: { readonly id: string; readonly name: LocalizedText; readonly kind: UnitKind };
  readonly body: {
    readonly id: string;
    readonly name: LocalizedText;
    readonly shortName: LocalizedText;
    readonly bin: string;
    /** It has a documentation service, so it can send and receive documents. */
    readonly takesPart: boolean;
  };
  /** In whose stead he may act now, the longest first. */
  readonly standsInFor: readonly Principal[];
  /** In whose stead he acts in the deed at hand; left out: as himself. */
  readonly actsFor?: Principal;
  /** When the next delegation to him begins or ends by itself, as foreseen; null: none will. */
  readonly rightsChangeAt: Date | null;
  /**
   * What the actor himself reads with: his own id, and what opens things to him alone; his unit's id where he heads it;
   * his body's id where he belongs to its management or documentation service. A document lists the scopes it is open to;
   * they meet or it is not there.
   * What he reads in another's stead comes on top, room by room: see `scopesIn`.
   */
  readonly scopes: readonly string[];
}

/** The scopes of an employee himself. */
export const scopesOf = (holder: PostHolder): string[] => [
  ...scopesLentBy(holder),
  personalScope(holder.employeeId),
];

/**
 * The scope of what is open to an employee in person, and to nobody in his stead (775:3): his id as a UUID of version 8
 * (RFC 9562 5.8). Ids are of version 7, so no other scope is the same.
 */
export function personalScope(employeeId: string): string {
  return `${employeeId.slice(0, VERSION_DIGIT)}8${employeeId.slice(VERSION_DIGIT + 1)}`;
}

const VERSION_DIGIT = 14;

/** `personalScope` in SQL. @param employeeId an expression of type uuid */
export const personalScopeSql = (employeeId: string): string =>
  `overlay(${employeeId}::text PLACING '8' FROM ${VERSION_DIGIT + 1})::uuid`;

/** Those by his id and his posts (775:16: management and documentation service see what reaches the body). */
function scopesLentBy({ employeeId, body, posts, duties }: PostHolder): string[] {
  const headed = posts.filter(({ postKind }) => postKind === 'unit_head').map(({ unit }) => unit.id);
  const seesAll = posts.some(seesAllOfBody) || duties.includes('documentation_officer');
  return [employeeId, ...new Set(headed), ...(seesAll ? [body.id] : [])];
}

function seesAllOfBody({ postKind, unit }: HeldPost): boolean {
  return postKind === 'head_of_body' || postKind === 'deputy_head' || unit.kind === 'documentation';
}

/** In whose stead the actor may act in a room; in a deed that he does as somebody, as nobody else. */
export function principalsIn(actor: Actor, room: Room): readonly Principal[] {
  return (actor.actsFor ? [actor.actsFor] : actor.standsInFor).filter((one) => opens(one, room));
}

const opens = ({ rooms }: Principal, room: Room): boolean =>
  (rooms ?? DELEGATED_ROOMS).some((one) => one === room);

/** As whom the actor may act in a room: as himself first. */
export function holdersIn(actor: Actor, room: Room): readonly PostHolder[] {
  return actor.actsFor ? principalsIn(actor, room) : [actor, ...principalsIn(actor, room)];
}

/** The actor as he acts for one of `holdersIn`. */
export function actingAs(actor: Actor, holder: PostHolder): Actor {
  const principal = actor.standsInFor.find(({ employeeId }) => employeeId === holder.employeeId);
  return principal && holder.employeeId !== actor.employeeId ? { ...actor, actsFor: principal } : actor;
}

/** Whose affair a deed is: of the one in whose stead it is done, or of the actor himself. */
export const holderOf = (actor: Actor): PostHolder => actor.actsFor ?? actor;

/** What the actor reads with in a room: his own scopes, and those of everybody in whose stead he acts there. */
export function scopesIn(actor: Actor, room: Room): string[] {
  return [
    ...new Set([
      ...actor.scopes,
      ...actor.standsInFor.filter((one) => opens(one, room)).flatMap(scopesLentBy),
    ]),
  ];
}

/** What the actor hears of: in a room as he reads there, elsewhere for everybody in whose stead he acts. */
export function scopesOn(actor: Actor, topic: LiveEvent['topic']): string[] {
  const room = ROOMS.find((one) => one === topic);
  if (room) return scopesIn(actor, room);
  return [...actor.scopes, ...actor.standsInFor.map(({ employeeId }) => employeeId)];
}

/** The actor as he is named on cards and in the record, with the post he holds now, and in whose stead he acts. */
export function personOf(actor: Actor): Decider {
  const own = { id: actor.employeeId, fullName: actor.fullName, post: actor.post, unit: actor.unit.name };
  return actor.actsFor ? { ...own, onBehalfOf: refOfPrincipal(actor.actsFor) } : own;
}

/** Somebody who is stood in for, as he is named on cards and in the record: by his main post. */
export function refOfPrincipal({ employeeId, fullName, posts: [main] }: Principal): PersonRef {
  const nothing = { kk: '', ru: '', en: '' };
  return { id: employeeId, fullName, post: main?.post ?? nothing, unit: main?.unit.name ?? nothing };
}
