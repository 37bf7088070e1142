import { Injectable } from '@nestjs/common';
import { Inbox } from '#inbox';
import { type Actor, AppError, Clock, Live, Sql, Tx } from '#kernel';
import { PEOPLE_OF_ACT, scopesOfMarked } from '../official-use/readers.js';
import { ActVersion } from './act-version.entity.js';
import { DraftAct } from './draft-act.entity.js';
import { actingForOne, canRead } from './draft-acts.policy.js';
import { TalkTasks } from './talk-tasks.js';

/** Of those to whom the act `act` is closed, who is not among its new readers `$3`. */
const STILL_CLOSED = 'ARRAY(SELECT unnest(act.closed_to) EXCEPT SELECT unnest($3::uuid[]))';

/** An act with the version that a command is about, locked until the transaction ends. */
export interface LockedAct {
  readonly act: DraftAct;
  readonly version: ActVersion;
}

/**
 * What has ended is spoken about no more.
 * @throws AppError ACT_ARCHIVED, ACT_WITHDRAWN
 */
export function assertRuns({ archivedAt, withdrawn }: Pick<DraftAct, 'archivedAt' | 'withdrawn'>): void {
  if (archivedAt) throw new AppError('ACT_ARCHIVED');
  if (withdrawn) throw new AppError('ACT_WITHDRAWN', { by: withdrawn.by.fullName });
}

/** Loads acts for commands, and closes each command: faces, readers, live event. */
@Injectable()
export class ActStore {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly live: Live,
    private readonly inbox: Inbox,
    private readonly talk: TalkTasks,
  ) {}

  /**
   * The act and its newest version. The act's row lock puts all commands on one act in line, so that of two last visas
   * given at once the second sees the first.
   * @throws AppError NOT_FOUND where the actor may not read it, ACT_ARCHIVED where it can only be read
   */
  async lock(actor: Actor, actId: string): Promise<LockedAct> {
    const act = await this.lockUnseen(actId);
    if (!act || !canRead(actor, act)) throw new AppError('NOT_FOUND');
    if (act.archivedAt) throw new AppError('ACT_ARCHIVED');
    const version = await this.newestVersion(actId);
    if (!version) throw new AppError('NOT_FOUND');
    return { act, version };
  }

  /** The act as it is now, for the portal's own work: it may change at any time. */
  find(actId: string): Promise<DraftAct | null> {
    return this.tx.manager.findOneBy(DraftAct, { id: actId });
  }

  /** Null where every version was discarded. */
  newestVersion(actId: string): Promise<ActVersion | null> {
    return this.tx.manager
      .createQueryBuilder(ActVersion, 'version')
      .where("version.actId = :actId AND version.state <> 'discarded'", { actId })
      .orderBy('version.ordinal', 'DESC')
      .getOne();
  }

  /**
   * The same for the initiator's own commands, with the actor as he acts: as the initiator or in his stead.
   * @throws AppError NOT_FOUND, FORBIDDEN for another reader
   */
  async lockOwn(actor: Actor, actId: string): Promise<LockedAct & { readonly actor: Actor }> {
    const locked = await this.lock(actor, actId);
    const acting = actingForOne(actor, locked.act.initiatorId);
    if (!acting) throw new AppError('FORBIDDEN');
    return { ...locked, actor: acting };
  }

  /** The same without asking who reads: for the portal's own work and for steps, which ask for themselves. */
  lockUnseen(actId: string): Promise<DraftAct | null> {
    return this.tx.manager.findOne(DraftAct, { where: { id: actId }, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * Ends a command: brings the two faces of the act up to its versions, lets new readers in, tells all readers.
   * @param scopes employees, units or bodies that read from now on; of a marked act its people are asked anew (775:3), and
   *   it leaves the inbox of everybody else. Who is among them, and went over to another body before, reads again
   */
  async finish(actId: string, scopes: readonly string[] = []): Promise<void> {
    const row = await this.sql.row<{ scopes: string[]; people: string[] | null; hasRemarks: boolean }>(
      `UPDATE agreements.draft_act act SET updated_at = $2,
         closed_to = ${STILL_CLOSED}, scopes = CASE WHEN act.official_use THEN ${scopesOfMarked(STILL_CLOSED)}
           ELSE ARRAY(SELECT DISTINCT unnest(act.scopes || $3::uuid[])) END,
         ordinal = newest.ordinal, state = newest.state, title = newest.title, language = newest.language,
         public_ordinal = dispatched.ordinal, public_state = dispatched.state, public_title = dispatched.title
       FROM (SELECT * FROM agreements.act_version WHERE act_id = $1
             ORDER BY (state <> 'discarded') DESC, ordinal DESC LIMIT 1) newest
       LEFT JOIN (SELECT * FROM agreements.act_version WHERE act_id = $1 AND dispatched_at IS NOT NULL
             ORDER BY ordinal DESC LIMIT 1) dispatched ON true
       WHERE act.id = $1
       RETURNING act.scopes, CASE WHEN act.official_use THEN ${PEOPLE_OF_ACT} END AS people,
         EXISTS (SELECT FROM agreements.remark WHERE remark.act_id = act.id) AS "hasRemarks"`,
      [actId, this.clock.now(), scopes],
    );
    if (row?.hasRemarks) await this.talk.follow(actId);
    if (row?.people) await this.inbox.withdraw(actId, row.people);
    await this.tell(actId, row?.scopes ?? []);
  }

  /** Posts changed hands: who is asked in the talk about its remarks is asked of whoever holds them now. */
  async readdressTalk(actId: string): Promise<void> {
    await this.lockUnseen(actId);
    await this.talk.follow(actId);
    await this.announce(actId);
  }

  /** Nothing is asked of anybody any more: it can only be read from now on. */
  async shelve(actId: string): Promise<void> {
    await this.talk.follow(actId);
    await this.inbox.closeSubject(actId, null);
    await this.announce(actId);
  }

  /** Tells all readers that something small changed, which does not move the act in lists. */
  async announce(actId: string): Promise<void> {
    const row = await this.sql.row<{ scopes: string[] }>(
      'SELECT scopes FROM agreements.draft_act WHERE id = $1',
      [actId],
    );
    await this.tell(actId, row?.scopes ?? []);
  }

  /** The same where the act's scopes are known. */
  tell(actId: string, scopes: readonly string[]): Promise<void> {
    return this.live.publish({ topic: 'agreements', subjectId: actId }, scopes);
  }
}
