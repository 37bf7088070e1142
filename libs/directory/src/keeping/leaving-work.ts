import { Injectable } from '@nestjs/common';
import type { LeavingView } from '#contracts';
import { AppError, beginningOf, Clock, dayOf, HandOvers, Outbox, Sql, type WaitingWork } from '#kernel';
import type { PersonRow } from './kept-rows.js';

const TOPIC = 'directory.last_day';

/** The work of somebody who leaves, and the day on which he does. */
@Injectable()
export class LeavingWork {
  private lastDayCame: (employeeId: string, on: string) => Promise<void> = async () => undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly handOvers: HandOvers,
  ) {
    outbox.on(TOPIC, ({ employeeId, on }) => this.lastDayCame(String(employeeId), String(on)));
  }

  onLastDay(work: (employeeId: string, on: string) => Promise<void>): void {
    this.lastDayCame = work;
  }

  async shown(employeeId: string): Promise<LeavingView['work']> {
    const work = await this.handOvers.workOf(employeeId);
    return work.map(({ dueAt, takers, ...one }) => ({
      ...one,
      dueAt: dueAt?.toISOString() ?? null,
      takers: [...takers],
    }));
  }

  async handOver(request: Parameters<HandOvers['handOver']>[0]): Promise<void> {
    await this.handOvers.handOver(request);
  }

  /** @throws AppError WORK_NOT_HANDED_OVER */
  async assertHandedOver(employeeId: string): Promise<void> {
    const left = this.byName(await this.handOvers.workOf(employeeId));
    if (left.length > 0) throw new AppError('WORK_NOT_HANDED_OVER', { keys: left.map(({ key }) => key) });
  }

  async expectLastDay(employeeId: string, on: string, at: Date): Promise<void> {
    await this.outbox.add(TOPIC, { employeeId, on }, at);
  }

  /** What came to him by name after his leave was set goes to the head of his unit, or to the first who may take it. */
  async handOverLeftover({ id }: PersonRow): Promise<void> {
    const heads = await this.sql.rows<{ id: string }>(
      `SELECT head.employee_id AS id FROM directory.post_holding own
       JOIN directory.post_holding head ON head.unit_id = own.unit_id AND head.kind IN ('unit_head', 'head_of_body')
       WHERE own.employee_id = $1 AND head.employee_id <> $1 AND (own.ends_at IS NULL OR own.ends_at >= $2)
         AND (head.begins_at IS NULL OR head.begins_at <= $3) AND (head.ends_at IS NULL OR head.ends_at > $3)`,
      [id, beginningOf(dayOf(this.clock.now())), this.clock.now()],
    );
    for (const { room, key, takers } of this.byName(await this.handOvers.workOf(id))) {
      const taker = takers.find((one) => heads.some((head) => head.id === one.id)) ?? takers[0];
      if (taker) await this.handOvers.handOver({ actor: null, room, key, fromId: id, toId: taker.id });
    }
  }

  private byName(work: readonly WaitingWork[]): WaitingWork[] {
    return work.filter(({ bound }) => bound === 'person');
  }
}
