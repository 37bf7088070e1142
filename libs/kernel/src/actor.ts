import type { Duty, LocalizedText, PersonRef, PostKind, UnitKind } from '#contracts';

/** Who acts: the signed-in employee in his post, as policies see him. */
export interface Actor {
  readonly accountId: string;
  readonly sessionId: string;
  readonly employeeId: string;
  readonly login: string;
  readonly fullName: string;
  readonly shortName: string;
  readonly iin: string;
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
  /**
   * What the actor reads with: his own id; his unit's id where he heads it; his body's id where he belongs to its
   * management or documentation service. A document lists the scopes it is open to; they meet or it is not there.
   */
  readonly scopes: readonly string[];
}

/** The scopes of an employee by his post (775:16: management and documentation service see what reaches the body). */
export function scopesOf(employee: {
  employeeId: string;
  postKind: PostKind;
  unit: { id: string; kind: UnitKind };
  bodyId: string;
}): string[] {
  const scopes = [employee.employeeId];
  if (employee.postKind === 'unit_head') scopes.push(employee.unit.id);
  const managesBody = employee.postKind === 'head_of_body' || employee.postKind === 'deputy_head';
  if (managesBody || employee.unit.kind === 'documentation') scopes.push(employee.bodyId);
  return scopes;
}

/** The actor as he is named on cards and in the record, with the post he holds now. */
export function personOf(actor: Actor): PersonRef {
  return { id: actor.employeeId, fullName: actor.fullName, post: actor.post, unit: actor.unit.name };
}
