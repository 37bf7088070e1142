import { Injectable } from '@nestjs/common';
import type { ConfirmationKind, InboxVerb } from '#contracts';
import { CONFIRMATION_DUE, CONFIRMATION_GIVEN, type ConfirmationDue, Directory } from '#directory';
import { Outbox } from '#kernel';
import { Inbox } from './inbox.js';

const VERBS: Record<ConfirmationKind, InboxVerb> = {
  quarterly: 'confirm_directory',
  yearly: 'check_directory',
};

/** The directory lies below the inbox and cannot call it: what it asks of coordinators comes through the outbox. */
@Injectable()
export class DirectoryReminders {
  constructor(
    private readonly inbox: Inbox,
    private readonly directory: Directory,
    outbox: Outbox,
  ) {
    outbox.on(CONFIRMATION_DUE, (payload) => this.ask(payload as unknown as ConfirmationDue));
    outbox.on(CONFIRMATION_GIVEN, ({ key }) => this.inbox.close(String(key), null));
  }

  private async ask({ key, kind, bodyId, bodyName }: ConfirmationDue): Promise<void> {
    const coordinators = await this.directory.holdersOf('coordinator', bodyId);
    await this.inbox.askOnly({
      key,
      employeeIds: coordinators.map(({ id }) => id),
      needs: 'action',
      verb: VERBS[kind],
      room: 'directory',
      subjectId: bodyId,
      subjectKind: 'state_body',
      title: bodyName.kk,
      titleLanguage: 'kk',
      number: null,
      bodyId,
      bodyName,
      dueAt: null,
    });
  }
}
