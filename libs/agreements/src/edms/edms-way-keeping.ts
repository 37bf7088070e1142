import { createSecureContext } from 'node:tls';
import { Injectable } from '@nestjs/common';
import type { EdmsTrial, EdmsWayBody } from '#contracts';
import { type Actor, AppError, Audit, Clock, jsonb, personOf, Sql, Tx } from '#kernel';
import type { EdmsWay } from './edms-way.entity.js';
import { type EdmsSecrets, EdmsWays } from './edms-ways.js';
import { tryFolder } from './folder-way.js';
import { tryHttp } from './http-way.js';

/** What a body's coordinator sets: the way, and trying it. */
@Injectable()
export class EdmsWayKeeping {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly ways: EdmsWays,
  ) {}

  /**
   * Keeps the way; secrets that are left out stay, those of another kind of authorisation go.
   * @throws AppError STALE, EDMS_CERTIFICATE_WRONG, and as `EdmsWays.open`
   */
  async save(actor: Actor, bodyId: string, body: EdmsWayBody): Promise<void> {
    await this.tx.run(async () => {
      // One after another: of two that are saved at once the second is told.
      await this.sql.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `kelisim.edms:${bodyId}`,
      ]);
      const before = await this.ways.find(bodyId);
      const revision = before?.revision ?? 0;
      if (revision !== body.revision) throw new AppError('STALE', { revision });
      const way = this.wayOf(actor, bodyId, body, before);
      this.ways.open(way);
      const columns = [
        bodyId,
        way.revision,
        way.kind,
        way.url,
        way.auth,
        way.secret,
        way.ca,
        way.folder,
        way.signedReceipts,
        way.updatedAt,
        jsonb(way.updatedBy),
      ];
      await this.sql.execute(
        `INSERT INTO agreements.edms_way (body_id, revision, kind, url, auth, secret, ca, folder, signed_receipts,
           updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (body_id) DO UPDATE SET revision = excluded.revision, kind = excluded.kind, url = excluded.url,
           auth = excluded.auth, secret = excluded.secret, ca = excluded.ca, folder = excluded.folder,
           signed_receipts = excluded.signed_receipts, updated_at = excluded.updated_at,
           updated_by = excluded.updated_by`,
        columns,
      );
      await this.audit.write({
        subjectType: 'state_body',
        subjectId: bodyId,
        action: 'body.edms_way',
        actor,
        // what opens the EDMS is not told to the record either
        data: { by: personOf(actor), way: way.kind, url: way.url, folder: way.folder, auth: way.auth },
      });
    });
  }

  /** Tries the way as it is kept: nothing is handed over. @throws AppError EDMS_WAY_MISSING, and as `EdmsWays.open` */
  async try(bodyId: string): Promise<EdmsTrial> {
    const kept = await this.ways.find(bodyId);
    if (!kept) throw new AppError('EDMS_WAY_MISSING');
    const way = this.ways.open(kept);
    if (way.kind === 'folder') {
      const detail = await tryFolder(way.folder);
      return {
        reached: detail === undefined,
        fault: detail ? 'folder_unusable' : null,
        detail: detail ?? null,
      };
    }
    const found = await tryHttp(way);
    return { reached: !found, fault: found?.fault ?? null, detail: found?.detail ?? null };
  }

  private wayOf(actor: Actor, bodyId: string, body: EdmsWayBody, before: EdmsWay | undefined): EdmsWay {
    const kept = before ? this.ways.secretsOf(before) : {};
    const token = body.token || kept.token;
    const certificate = body.certificate || kept.certificate;
    const key = body.key || kept.key;
    const wanted: Record<EdmsWayBody['auth'], EdmsSecrets> = {
      none: {},
      bearer: { ...(token && { token }) },
      certificate: { ...(certificate && { certificate }), ...(key && { key }) },
    };
    const auth = body.kind === 'http' ? body.auth : 'none';
    const secret = wanted[auth];
    assertPems({ ...secret, ca: body.ca });
    return {
      bodyId,
      revision: body.revision + 1,
      kind: body.kind,
      url: body.kind === 'http' ? body.url : '',
      auth,
      secret: auth === 'none' ? null : this.ways.seal(bodyId, secret),
      ca: body.kind === 'http' ? body.ca : '',
      folder: body.kind === 'folder' ? body.folder : '',
      signedReceipts: body.signedReceipts,
      updatedAt: this.clock.now(),
      updatedBy: personOf(actor),
    };
  }
}

/** Certificates that cannot be read, or a key of another, are told at once and not in the night. @throws AppError EDMS_CERTIFICATE_WRONG */
function assertPems({ certificate, key, ca }: EdmsSecrets & { ca: string }): void {
  try {
    createSecureContext({ cert: certificate, key, ...(ca && { ca }) });
  } catch {
    throw new AppError('EDMS_CERTIFICATE_WRONG');
  }
}
