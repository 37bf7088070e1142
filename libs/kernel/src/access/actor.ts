import type { Duty, LocalizedText, PersonRef, PostKind, Room, UnitKind } from '#contracts';

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
}

/** Somebody else in whose stead the actor may act today. */
export interface Principal extends PostHolder {
  readonly delegationId: string;
  readonly fullName: string;
  /** The named rooms alone; undefined: all. */
  readonly rooms: readonly Room[] | undefined;
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
  /** Named duties, which go with no post. */
  readonly duties: readonly Duty[];
  /** In whose stead he may act today. */
  readonly standsInFor: readonly Principal[];
  /**
   * What the actor reads with: his own id; his unit's id where he heads it; his body's id where he belongs to its
   * management or documentation service. A document lists the scopes it is open to; they meet or it is not there.
   */
  readonly scopes: readonly string[];
}

/** The scopes of an employee by his posts (775:16: management and documentation service see what reaches the body). */
export function scopesOf({ employeeId, body, posts }: PostHolder): string[] {
  const headed = posts.filter(({ postKind }) => postKind === 'unit_head').map(({ unit }) => unit.id);
  return [employeeId, ...new Set(headed), ...(posts.some(seesAllOfBody) ? [body.id] : [])];
}

function seesAllOfBody({ postKind, unit }: HeldPost): boolean {
  return postKind === 'head_of_body' || postKind === 'deputy_head' || unit.kind === 'documentation';
}

/** The actor as he is named on cards and in the record, with the post he holds now. */
export function personOf(actor: Actor): PersonRef {
  return { id: actor.employeeId, fullName: actor.fullName, post: actor.post, unit: actor.unit.name };
}
