import { createSecureContext } from 'node:tls';
import { Injectable } from '@nestjs/common';
import type { EdmsTrial, EdmsWayBody } from '#contracts';
import { type Actor, AppError, Audit, Clock, jsonb, personOf, Sql, Tx } from '#kernel';
import { DeliveryStops } from './delivery-stops.js';
import type { EdmsWay } from './edms-way.entity.js';
import { type EdmsSecrets, EdmsWays, type NewWay } from './edms-ways.js';
import { tryFolder } from './folder-way.js';
import { tryHttp } from './http-way.js';

/** What a body's coordinator sets: the way, taking it off, and trying it. */
@Injectable()
export class EdmsWayKeeping {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly ways: EdmsWays,
    private readonly stops: DeliveryStops,
  ) {}

  /**
   * Keeps the way; secrets that are left out stay, those of another kind of authorisation go. Packages on their way
   * are tried by it at once; where there was none, those that stopped go on by it.
   * @throws AppError STALE, EDMS_CERTIFICATE_WRONG, and as `EdmsWays.open`
   */
  async save(actor: Actor, bodyId: string, body: EdmsWayBody): Promise<void> {
    await this.tx.run(async () => {
      const before = await this.take(bodyId, body.revision);
      const way = this.wayOf(actor, bodyId, body, before);
      this.ways.open(way);
      const columns = [
        bodyId,
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
           updated_at, updated_by) VALUES ($1, nextval('agreements.edms_way_revision'), $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (body_id) DO UPDATE SET revision = excluded.revision, kind = excluded.kind, url = excluded.url,
           auth = excluded.auth, secret = excluded.secret, ca = excluded.ca, folder = excluded.folder,
           signed_receipts = excluded.signed_receipts, updated_at = excluded.updated_at,
           updated_by = excluded.updated_by`,
        columns,
      );
      if (before) await this.stops.hasten(bodyId);
      const resumed = before ? 0 : await this.stops.resume(actor, bodyId);
      await this.audit.write({
        subjectType: 'state_body',
        subjectId: bodyId,
        action: 'body.edms_way',
        actor,
        data: { ...told(actor, way), ...(resumed > 0 && { resumed }) },
      });
    });
  }

  /**
   * Takes the way off with what opens the EDMS; the packages that are on their way stop, until one is set again.
   * @param revision of the way that is to go
   * @throws AppError STALE, EDMS_WAY_MISSING
   */
  async remove(actor: Actor, bodyId: string, revision: number): Promise<void> {
    await this.tx.run(async () => {
      const way = await this.take(bodyId, revision);
      if (!way) throw new AppError('EDMS_WAY_MISSING');
      const stopped = await this.stops.stop(actor, bodyId);
      await this.sql.execute('DELETE FROM agreements.edms_way WHERE body_id = $1', [bodyId]);
      await this.audit.write({
        subjectType: 'state_body',
        subjectId: bodyId,
        action: 'body.edms_way_removed',
        actor,
        data: { ...told(actor, way), stopped },
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

  /** The way as it is kept, for a change; one after another: of two at once the second is told. @throws AppError STALE */
  private async take(bodyId: string, known: number): Promise<EdmsWay | undefined> {
    await this.sql.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `kelisim.edms:${bodyId}`,
    ]);
    const way = await this.ways.find(bodyId);
    const revision = way?.revision ?? 0;
    if (revision !== known) throw new AppError('STALE', { revision });
    return way;
  }

  private wayOf(actor: Actor, bodyId: string, body: EdmsWayBody, before: EdmsWay | undefined): NewWay {
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

/** For the record, which is not told what opens the EDMS. */
function told(actor: Actor, { kind, url, folder, auth }: NewWay) {
  return { by: personOf(actor), way: kind, url, folder, auth };
}

/** Certificates that cannot be read, or a key of another, are told at once and not in the night. @throws AppError EDMS_CERTIFICATE_WRONG */
function assertPems({ certificate, key, ca }: EdmsSecrets & { ca: string }): void {
  try {
    createSecureContext({ cert: certificate, key, ...(ca && { ca }) });
  } catch {
    throw new AppError('EDMS_CERTIFICATE_WRONG');
  }
}
