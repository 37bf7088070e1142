import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PersonRef } from '#contracts';
import { Directory, personRefOf } from '#directory';
import { jsonb, Outbox, type OutboxPayload } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { VersionMoves } from '../acts/version-moves.js';
import { LetterDrawer } from './letter-drawer.js';
import { type SubmissionContext, SubmissionMoves } from './submission-moves.js';

const TOPIC = 'submission.send';

/** Draws the letter that was sent, and puts it before the head to be signed; a job of the outbox. */
@Injectable()
export class LetterWriter implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly drawer: LetterDrawer,
    private readonly acts: ActStore,
    private readonly versions: VersionMoves,
    private readonly directory: Directory,
    private readonly submissions: SubmissionMoves,
  ) {}

  onModuleInit(): void {
    this.outbox.on(TOPIC, (payload) => this.draw(payload));
  }

  /** Idempotent: what is drawn, recalled or withdrawn meanwhile is left alone. */
  private async draw(payload: OutboxPayload): Promise<void> {
    const act = await this.acts.lockUnseen(String(payload['subjectId']));
    const version = act && (await this.acts.newestVersion(act.id));
    const submission = version && (await this.submissions.of(version.id));
    if (!act || !version || submission?.state !== 'preparing') return;
    const head = await this.directory.headOfBody(act.developerBodyId);
    // The head signs letter and sheet together; where nobody holds the post, it waits for whoever comes.
    if (!version.sheetFileId || !head) {
      await this.outbox.add(TOPIC, payload, this.drawer.later());
      return;
    }
    await this.ask({ act, version, submission }, personRefOf(head));
  }

  private async ask(context: SubmissionContext, head: PersonRef): Promise<void> {
    const { act, submission } = context;
    const letterFile = await this.drawer.draw(context);
    await this.submissions.move(null, context, 'ready', { letter_file: jsonb(letterFile) });
    const scopes = await this.versions.openLetterStep(context, submission, head);
    await this.acts.finish(act.id, scopes);
  }
}
