import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Files } from '#files';
import { jsonb, Outbox, type OutboxPayload } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { Deliveries } from '../edms/deliveries.js';
import { OfficeOpener } from '../office/office-opener.js';
import { PackageContents } from './package-contents.js';
import { type SubmissionContext, SubmissionMoves } from './submission-moves.js';

/** Builds the package of a signed letter, and sends it on its two ways: to the Office and to the EDMS (775:22). A job of the outbox. */
@Injectable()
export class PackageDispatch implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly files: Files,
    private readonly acts: ActStore,
    private readonly submissions: SubmissionMoves,
    private readonly contents: PackageContents,
    private readonly office: OfficeOpener,
    private readonly deliveries: Deliveries,
  ) {}

  onModuleInit(): void {
    this.outbox.on('submission.sign', (payload) => this.run(payload));
  }

  /** Idempotent: what has its package, or was withdrawn meanwhile, is left alone. */
  private async run({ subjectId }: OutboxPayload): Promise<void> {
    const found = await this.find(String(subjectId), false);
    if (!found) return;
    // It takes a while: built before the act is locked. What it is made of does not change any more; a protocol that is
    // signed from here on is no part of it.
    const file = await this.contents.build(found);
    const context = await this.find(String(subjectId), true);
    if (!context) return this.files.giveUp(file.id);
    const scopes = await this.office.open(context, jsonb(file));
    await this.deliveries.begin(null, context);
    await this.acts.finish(context.act.id, scopes);
  }

  private async find(actId: string, lock: boolean): Promise<SubmissionContext | undefined> {
    const act = lock ? await this.acts.lockUnseen(actId) : await this.acts.find(actId);
    const version = act && (await this.acts.newestVersion(actId));
    const submission = version && (await this.submissions.of(version.id));
    if (!act || !version || submission?.state !== 'packing') return undefined;
    return { act, version, submission };
  }
}
