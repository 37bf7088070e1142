import { Injectable } from '@nestjs/common';
import { type BodyRef, DISPUTED, type Protocol, type Protocols, WRITER_OF } from '#contracts';
import { type Actor, AppError, Sql } from '#kernel';
import { type ActFacts, actingForOne, canRead, isOfDeveloper } from '../acts/draft-acts.policy.js';
import type { ProtocolRowEntity } from './protocol.entity.js';
import { ProtocolSides } from './protocol-sides.js';

type FoundProtocol = Omit<ProtocolRowEntity, 'actId' | 'versionId' | 'createdAt'> & {
  readonly version: number;
};

interface Found extends ActFacts {
  readonly id: string;
  /** Neither withdrawn nor in the archive. */
  readonly runs: boolean;
  readonly protocols: FoundProtocol[];
  readonly disputed: BodyRef[];
}

const FOUND = `
  SELECT act.id, act.developer_body_id AS "developerBodyId", act.initiator_id AS "initiatorId", act.scopes,
    act.withdrawn IS NULL AND act.archived_at IS NULL AS runs,
    coalesce((SELECT json_agg(json_build_object('id', protocol.id, 'bodyId', protocol.body_id, 'body', protocol.body,
      'state', protocol.state, 'revision', protocol.revision, 'rows', protocol.rows, 'meeting', protocol.meeting,
      'changed', protocol.changed, 'returned', protocol.returned, 'file', protocol.file,
      'developerSignature', protocol.developer_signature, 'bodySignature', protocol.body_signature,
      'developerPending', protocol.developer_pending, 'bodyPending', protocol.body_pending,
      'version', version.ordinal) ORDER BY protocol.created_at DESC, protocol.id)
    FROM agreements.protocol JOIN agreements.act_version version ON version.id = protocol.version_id
    WHERE protocol.act_id = act.id), '[]') AS protocols,
    coalesce((SELECT json_agg(DISTINCT review.body::jsonb) FROM agreements.remark
    JOIN agreements.review ON review.id = remark.review_id
    WHERE remark.act_id = act.id AND remark.level = 'body' AND remark.state = ANY($2)
      AND NOT EXISTS (SELECT FROM agreements.protocol WHERE protocol.act_id = act.id
        AND protocol.body_id = review.body_id AND protocol.state NOT IN ('signed', 'dropped'))), '[]') AS disputed
  FROM agreements.draft_act act WHERE act.id = $1 AND act.state <> 'discarded'`;

/** The protocols of an act as its readers may see them: the two sides always, others once both heads have signed. */
@Injectable()
export class ProtocolQueries {
  constructor(
    private readonly sql: Sql,
    private readonly sides: ProtocolSides,
  ) {}

  /** @throws AppError NOT_FOUND for whoever may not read the act */
  async of(actor: Actor, actId: string): Promise<Protocols> {
    const found = await this.sql.row<Found>(FOUND, [actId, DISPUTED]);
    if (!found || !canRead(actor, found)) throw new AppError('NOT_FOUND');
    const { protocols, disputed, ...act } = found;
    const shown = protocols.filter((one) => canReadProtocol(actor, act, one));
    const items: Protocol[] = [];
    for (const protocol of shown) items.push(await this.view(actor, act, protocol));
    return { items, candidates: act.runs && actingForOne(actor, act.initiatorId) ? disputed : [] };
  }

  /** The document that the heads sign. @throws AppError NOT_FOUND, PROTOCOL_NOT_READY */
  async document(
    actor: Actor,
    protocolId: string,
  ): Promise<{
    actId: string;
    version: number;
    file: NonNullable<ProtocolRowEntity['file']>;
    officialUse: boolean;
    signatures: string[];
  }> {
    const row = await this.sql.row<
      ActFacts &
        Pick<ProtocolRowEntity, 'bodyId' | 'state' | 'file' | 'developerSignature' | 'bodySignature'> & {
          actId: string;
          version: number;
          officialUse: boolean;
        }
    >(
      `SELECT act.id AS "actId", act.developer_body_id AS "developerBodyId", act.initiator_id AS "initiatorId", act.scopes,
         act.official_use AS "officialUse", protocol.body_id AS "bodyId", protocol.state, protocol.file,
         protocol.developer_signature AS "developerSignature", protocol.body_signature AS "bodySignature",
         version.ordinal AS version
       FROM agreements.protocol JOIN agreements.draft_act act ON act.id = protocol.act_id
       JOIN agreements.act_version version ON version.id = protocol.version_id WHERE protocol.id = $1`,
      [protocolId],
    );
    if (!row || !canRead(actor, row) || !canReadProtocol(actor, row, row)) throw new AppError('NOT_FOUND');
    if (row.file === null) throw new AppError('PROTOCOL_NOT_READY');
    const signatures = [row.developerSignature, row.bodySignature].flatMap(
      (given) => given?.signature.id ?? [],
    );
    return { ...row, file: row.file, signatures };
  }

  private async view(
    actor: Actor,
    act: ActFacts & Pick<Found, 'id' | 'runs'>,
    found: FoundProtocol,
  ): Promise<Protocol> {
    const {
      bodyId: _,
      developerSignature,
      bodySignature,
      developerPending,
      bodyPending,
      file,
      ...rest
    } = found;
    const side = WRITER_OF[found.state];
    const sided = { act, protocol: found };
    const writes = act.runs && side !== null && (await this.sides.speaker(actor, sided, side)) !== undefined;
    const isAtHeads = act.runs && (found.state === 'to_sign' || found.state === 'half_signed');
    const signs = isAtHeads && (await this.sides.signer(actor, sided)) !== undefined;
    return {
      ...rest,
      file: file && { id: file.id, name: file.name, size: file.size, sha256: file.sha256 },
      signatures: { developer: developerSignature, body: bodySignature },
      pending: { developer: developerPending, body: bodyPending },
      can: {
        write: writes,
        pass: writes,
        fix: writes && !found.changed,
        drop: writes && side === 'developer',
        meet: writes,
        sign: signs && file !== null,
        reopen: signs && file !== null,
      },
    };
  }
}

function canReadProtocol(
  actor: Actor,
  act: ActFacts,
  { bodyId, state }: Pick<ProtocolRowEntity, 'bodyId' | 'state'>,
): boolean {
  return state === 'signed' || isOfDeveloper(actor, act) || actor.body.id === bodyId;
}
