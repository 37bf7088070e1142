import { Injectable } from '@nestjs/common';
import type { Room } from '#contracts';
import { type StandIn, StandIns } from '#directory';
import { Sql } from '#kernel';

/** A notice to the one whose task it is. */
export interface OwnNotice {
  readonly taskId: string;
  readonly occasion: string;
  readonly employeeId: string;
  readonly createdAt: Date;
}

interface Asked {
  readonly taskId: string;
  readonly key: string;
  readonly employeeId: string;
  readonly room: Room;
}

/**
 * Tells who stands in for somebody what the principal is asked to do: once, though he is asked of it himself or stands in for
 * two who are, and only what is told while he stands in. What waited before is in his inbox, and comes with its reminders.
 */
@Injectable()
export class StandInNotices {
  constructor(
    private readonly sql: Sql,
    private readonly standIns: StandIns,
  ) {}

  /** Adds to these notices those to stand-ins; in the open transaction. @returns how many */
  async add(notices: readonly OwnNotice[]): Promise<number> {
    const asked = await this.asked(notices.map(({ taskId }) => taskId));
    const standingIn = await this.standIns.of([...new Set(asked.map(({ employeeId }) => employeeId))]);
    const told = notices.flatMap((notice) =>
      this.besides(notice, asked, standingIn).map(({ employeeId }) => ({ ...notice, employeeId })),
    );
    if (told.length === 0) return 0;
    return this.sql.execute(
      `INSERT INTO inbox.notice (task_id, occasion, employee_id, state, created_at)
       SELECT task_id, occasion, employee_id, 'new', created_at
       FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[])
         AS told (task_id, occasion, employee_id, created_at)
       ON CONFLICT (task_id, occasion, employee_id) DO NOTHING`,
      [
        told.map(({ taskId }) => taskId),
        told.map(({ occasion }) => occasion),
        told.map(({ employeeId }) => employeeId),
        told.map(({ createdAt }) => createdAt),
      ],
    );
  }

  /** Who is told of the notice besides: of a step of two principals each tells his own stand-ins, the first one a common. */
  private besides(
    { taskId, employeeId, createdAt }: OwnNotice,
    asked: readonly Asked[],
    standingIn: (room: Room) => readonly StandIn[],
  ): StandIn[] {
    const own = asked.find((one) => one.taskId === taskId && one.employeeId === employeeId);
    if (!own) return [];
    const ofStep = asked.filter(({ key }) => key === own.key);
    const known = standingIn(own.room).filter(({ since }) => since <= createdAt);
    return known.filter((standIn) => {
      const isAskedHimself = ofStep.some((one) => one.employeeId === standIn.employeeId);
      const tells = ofStep.find((one) =>
        known.some(
          (other) => other.employeeId === standIn.employeeId && other.principalId === one.employeeId,
        ),
      );
      return standIn.principalId === employeeId && !isAskedHimself && tells?.taskId === taskId;
    });
  }

  /** Of all who are asked to do the same as these tasks ask, in an order that never changes; no information. */
  private asked(taskIds: readonly string[]): Promise<Asked[]> {
    return this.sql.rows<Asked>(
      `SELECT id AS "taskId", key, employee_id AS "employeeId", room FROM inbox.task
       WHERE needs = 'action' AND key IN (SELECT key FROM inbox.task WHERE id = ANY($1)) ORDER BY key, id`,
      [taskIds],
    );
  }
}
