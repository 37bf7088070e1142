import { Injectable } from '@nestjs/common';
import type { BodyRef, FileRef } from '#contracts';
import { Sql } from '#kernel';
import type { DraftAct } from '../acts/draft-act.entity.js';
import type { HeadSignature } from './protocol.entity.js';

/** A protocol that both heads have signed: it changes no more. */
export interface SignedProtocol {
  readonly body: BodyRef;
  /** Ordinal of the version that it is attached to. */
  readonly version: number;
  readonly file: FileRef;
  /** Of both heads, in order of signing, with the body of each. */
  readonly signatures: readonly (HeadSignature & { readonly body: BodyRef })[];
}

interface Row extends Omit<SignedProtocol, 'signatures'> {
  readonly ofDeveloper: HeadSignature;
  readonly ofBody: HeadSignature;
}

/** What goes along with an act to its end: the signed protocols, to whichever version they are attached (775:21, 22). */
@Injectable()
export class SignedProtocols {
  constructor(private readonly sql: Sql) {}

  /** In the order in which they were drawn up. */
  async of({ id, developerBody }: Pick<DraftAct, 'id' | 'developerBody'>): Promise<SignedProtocol[]> {
    const rows = await this.sql.rows<Row>(
      `SELECT protocol.body, version.ordinal AS version, protocol.file,
         protocol.developer_signature AS "ofDeveloper", protocol.body_signature AS "ofBody"
       FROM agreements.protocol JOIN agreements.act_version version ON version.id = protocol.version_id
       WHERE protocol.act_id = $1 AND protocol.state = 'signed' ORDER BY protocol.created_at, protocol.id`,
      [id],
    );
    return rows.map(({ ofDeveloper, ofBody, ...protocol }) => ({
      ...protocol,
      signatures: [
        { ...ofDeveloper, body: developerBody },
        { ...ofBody, body: protocol.body },
      ].sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
    }));
  }
}

/** As containers order them: by the moment, then by the id, which grows with time. */
const placeOf = ({ signature }: HeadSignature): string => `${signature.signedAt} ${signature.id}`;
