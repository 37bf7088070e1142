import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FileRef } from '#contracts';
import { Files } from '#files';
import { Audit, Clock, jsonb, Outbox, type OutboxPayload, Sql } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { markedNumber } from '../acts/numbers.js';
import { drawPdf } from '../sheet/draw-pdf.js';
import type { ProtocolContext } from './protocol-context.js';
import { protocolDefinition } from './protocol-document.js';
import { ProtocolStore } from './protocol-store.js';
import { ProtocolTasks } from './protocol-tasks.js';

const NAMES = { kk: 'Келіспеушілік хаттамасы', ru: 'Протокол разногласий' };

/** Draws the document of a protocol and keeps it as a file of the act, with an entry in its record. */
@Injectable()
export class ProtocolWriter {
  constructor(
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async write({ act, version, protocol }: ProtocolContext): Promise<FileRef> {
    const number = markedNumber(act.number, version.ordinal);
    const name =
      `${NAMES[version.language === 'ru' ? 'ru' : 'kk']} ${number?.replaceAll('/', '-') ?? ''}`.trim();
    const definition = protocolDefinition({
      title: version.title,
      number,
      language: version.language,
      officialUse: act.officialUse,
      developerBody: act.developerBody,
      body: protocol.body,
      rows: protocol.rows,
      meeting: protocol.meeting,
      madeAt: this.clock.now(),
    });
    const content = await drawPdf(definition);
    const file = await this.files.storePortalFile({ name: `${name}.pdf`, format: 'pdf', content });
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action: 'protocol.made',
      actor: null,
      data: { ordinal: version.ordinal, with: protocol.body, sha256: file.sha256 },
    });
    return file;
  }
}

/** Makes the document of a protocol once both sides say the same text; a job of the outbox. Then the heads are asked. */
@Injectable()
export class ProtocolMaker implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly sql: Sql,
    private readonly acts: ActStore,
    private readonly store: ProtocolStore,
    private readonly writer: ProtocolWriter,
    private readonly tasks: ProtocolTasks,
  ) {}

  onModuleInit(): void {
    this.outbox.on('protocol.fix', (payload) => this.make(payload));
  }

  /** Idempotent: one that has its document, or was taken back, is left alone. */
  private async make({ id, subjectId }: OutboxPayload): Promise<void> {
    const act = await this.acts.lockUnseen(String(subjectId));
    if (!act || act.withdrawn || act.archivedAt) return;
    const context = await this.store.of(act, String(id));
    const { protocol } = context;
    if (protocol.file !== null || protocol.state !== 'to_sign') return;
    protocol.file = await this.writer.write(context);
    await this.sql.update('agreements.protocol', protocol.id, { file: jsonb(protocol.file) });
    await this.tasks.follow(context);
    await this.acts.announce(act.id);
  }
}
