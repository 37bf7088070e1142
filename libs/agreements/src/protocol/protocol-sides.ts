import { Injectable } from '@nestjs/common';
import type { ProtocolSide } from '#contracts';
import { Directory } from '#directory';
import { type Actor, Sql } from '#kernel';
import { actingForOne } from '../acts/draft-acts.policy.js';
import { TALKERS } from '../remarks/talkers.js';
import type { ProtocolRowEntity } from './protocol.entity.js';

/** What of an act and a protocol tells who stands on which side. */
export interface Sided {
  readonly act: { readonly id: string; readonly initiatorId: string; readonly developerBodyId: string };
  readonly protocol: Pick<ProtocolRowEntity, 'bodyId' | 'developerSignature' | 'bodySignature'>;
}

/** Who speaks and who signs for each side of a protocol (775:21). */
@Injectable()
export class ProtocolSides {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  /** The actor as he speaks for a side; undefined where he does not. */
  async speaker(actor: Actor, { act, protocol }: Sided, side: ProtocolSide): Promise<Actor | undefined> {
    if (side === 'developer') return actingForOne(actor, act.initiatorId);
    if (actor.body.id !== protocol.bodyId) return undefined;
    for (const { id } of await this.talkers(act.id, protocol.bodyId)) {
      const acting = actingForOne(actor, id);
      if (acting) return acting;
    }
    return undefined;
  }

  /** Those who speak for an approving body, the first first. */
  talkers(actId: string, bodyId: string): Promise<{ id: string }[]> {
    return this.sql.rows<{ id: string }>(TALKERS, [actId, bodyId]);
  }

  /** The head of a side's body; undefined while the post is empty. */
  async headOf({ act, protocol }: Sided, side: ProtocolSide): Promise<string | undefined> {
    const bodyId = side === 'developer' ? act.developerBodyId : protocol.bodyId;
    return (await this.directory.headOfBody(bodyId))?.id;
  }

  /** The actor as the head of a side that has not signed yet, with that side; undefined where he is none. */
  async signer(
    actor: Actor,
    sided: Sided,
  ): Promise<{ readonly actor: Actor; readonly side: ProtocolSide } | undefined> {
    for (const side of ['developer', 'body'] as const) {
      const given = side === 'developer' ? sided.protocol.developerSignature : sided.protocol.bodySignature;
      const acting = given ? undefined : actingForOne(actor, (await this.headOf(sided, side)) ?? null);
      if (acting) return { actor: acting, side };
    }
    return undefined;
  }
}
