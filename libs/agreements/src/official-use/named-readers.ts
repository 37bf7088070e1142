import { Injectable } from '@nestjs/common';
import { bodyRefOf, Directory, personRefOf } from '#directory';
import { type Actor, AppError, Clock, newId, personOf, Tx } from '#kernel';
import { ActStore, type LockedAct } from '../acts/act-store.js';
import { CardLifecycle } from '../acts/card-lifecycle.js';
import { canNameReaders } from '../acts/draft-acts.policy.js';
import { Review } from '../route/review.entity.js';
import { Steps } from '../route/steps.js';
import { NamedReader } from './named-reader.entity.js';

/** Who may open a marked act besides the people of its route (775:3). */
@Injectable()
export class NamedReaders {
  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly lifecycle: CardLifecycle,
    private readonly steps: Steps,
    private readonly directory: Directory,
  ) {}

  /**
   * Names somebody: he finds the act in his inbox. Naming him twice changes nothing.
   * @throws AppError ACT_NOT_MARKED, ACT_ARCHIVED, FORBIDDEN, NOT_FOUND, PERSON_OF_OTHER_BODY: each body names its own
   */
  async name(actor: Actor, actId: string, employeeId: string): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.lock(actor, actId);
      const { version } = locked;
      const person = await this.directory.employee(employeeId);
      if (!person) throw new AppError('NOT_FOUND');
      if (person.body.id !== actor.body.id) throw new AppError('PERSON_OF_OTHER_BODY');
      if (await this.tx.manager.existsBy(NamedReader, { actId, employeeId })) return;
      await this.tx.manager.insert(NamedReader, {
        actId,
        employeeId,
        person: personRefOf(person),
        body: bodyRefOf(person.body),
        namedBy: personOf(actor),
        namedAt: this.clock.now(),
      });
      await this.lifecycle.record(actor, actId, 'card.reader_named', version.ordinal, {
        reader: person.fullName,
      });
      await this.steps.tell(locked, employeeId, { key: newId(), verb: 'reader_named' });
      await this.acts.finish(actId, [employeeId]);
    });
  }

  /** Who is named no longer opens the act, unless a step of it is his. @throws AppError ACT_NOT_MARKED, NOT_FOUND, FORBIDDEN */
  async remove(actor: Actor, actId: string, employeeId: string): Promise<void> {
    await this.tx.run(async () => {
      const { act, version } = await this.lock(actor, actId);
      const reader = await this.tx.manager.findOneBy(NamedReader, { actId, employeeId });
      if (!reader) throw new AppError('NOT_FOUND');
      if (act.initiatorId !== actor.employeeId && reader.namedBy.id !== actor.employeeId) {
        throw new AppError('FORBIDDEN');
      }
      await this.tx.manager.delete(NamedReader, { actId, employeeId });
      await this.lifecycle.record(actor, actId, 'card.reader_removed', version.ordinal, {
        reader: reader.person.fullName,
      });
      await this.acts.finish(actId);
    });
  }

  private async lock(actor: Actor, actId: string): Promise<LockedAct> {
    const locked = await this.acts.lock(actor, actId);
    if (!locked.act.officialUse) throw new AppError('ACT_NOT_MARKED');
    const review = await this.tx.manager.findOne(Review, {
      where: { versionId: locked.version.id, bodyId: actor.body.id },
      order: { place: 'DESC' },
    });
    if (!canNameReaders(actor, locked.act, review?.executor?.id)) throw new AppError('FORBIDDEN');
    return locked;
  }
}
