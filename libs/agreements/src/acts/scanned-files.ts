import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { InboxVerb } from '#contracts';
import { Audit, Outbox, type OutboxPayload, Sql } from '#kernel';
import { Steps } from '../route/steps.js';
import { ActStore } from './act-store.js';

interface HeldFile {
  readonly actId: string;
  readonly name: string;
}

/** What the scanner says of a file reaches the acts that hold it: card, record, and the initiator. */
@Injectable()
export class ScannedFiles implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly acts: ActStore,
    private readonly steps: Steps,
  ) {}

  onModuleInit(): void {
    this.outbox.on('file_scan.pass', (payload) => this.announce(payload));
    this.outbox.on('file_scan.find', (payload) => this.warn(payload, 'file_infected'));
    this.outbox.on('file_scan.give_up', (payload) => this.warn(payload, 'file_unscannable'));
  }

  private async announce(payload: OutboxPayload): Promise<void> {
    for (const { actId } of await this.holders(payload)) await this.acts.announce(actId);
  }

  private async warn(payload: OutboxPayload, verb: Extract<InboxVerb, `file_${string}`>): Promise<void> {
    const fileId = String(payload['id']);
    for (const { actId, name } of await this.holders(payload)) {
      const act = await this.acts.lockUnseen(actId);
      const version = act && (await this.acts.newestVersion(actId));
      if (!act || !version) continue;
      await this.audit.write({
        subjectType: 'draft_act',
        subjectId: actId,
        action: verb.replace('_', '.'),
        actor: null,
        data: { ordinal: version.ordinal, fileId, file: name },
      });
      await this.steps.tell({ act, version }, act.initiatorId, { key: fileId, verb });
      await this.acts.announce(actId);
    }
  }

  /** Whoever sent the file: the initiator, who acts in his stead, or who had the act before him. */
  private holders({ id }: OutboxPayload): Promise<HeldFile[]> {
    return this.sql.rows<HeldFile>(
      `SELECT DISTINCT version.act_id AS "actId", file.name
       FROM files.stored_file file
       JOIN agreements.act_version version ON version.state <> 'discarded'
         AND version.files @> jsonb_build_array(jsonb_build_object('id', file.id::text))
       WHERE file.id = $1 AND file.attached_at IS NOT NULL`,
      [id],
    );
  }
}
