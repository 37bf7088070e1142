import { Injectable } from '@nestjs/common';
import type { OwnNewsKind, Room } from '#contracts';
import { Addressees, Directory, OWN_NEWS, type ToldNews } from '#directory';
import { Outbox } from '#kernel';
import { Inbox } from './inbox.js';

/** Where what is told opens: the page of one's stand-ins, or that of one's own account. */
const roomOf = (kind: OwnNewsKind): Room => (kind === 'delegation' ? 'delegations' : 'account');

/** Puts before people what became of their own accounts and rights, of which the directory tells through the outbox. */
@Injectable()
export class OwnNewsInbox {
  constructor(
    private readonly inbox: Inbox,
    private readonly directory: Directory,
    private readonly addressees: Addressees,
    outbox: Outbox,
  ) {
    outbox.on(OWN_NEWS, (payload) => this.put(payload as unknown as ToldNews));
  }

  private async put({ key, employeeId, verb, subjectId, kind, title }: ToldNews): Promise<void> {
    const addressee = (await this.addressees.of([employeeId])).get(employeeId);
    const [body] = await this.directory.bodies(addressee ? [addressee.bodyId] : []);
    // Whoever has left the directory meanwhile is told nothing.
    if (!body) return;
    await this.inbox.put({
      key,
      employeeIds: [employeeId],
      needs: 'information',
      verb,
      room: roomOf(kind),
      subjectId,
      subjectKind: kind,
      title,
      titleLanguage: 'kk',
      number: null,
      bodyId: body.id,
      bodyName: body.name,
      dueAt: null,
    });
  }
}
