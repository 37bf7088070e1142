import { Inject, Injectable } from '@nestjs/common';
import {
  DEFAULT_NOTICE_SETTINGS,
  DEFAULT_WORKING_HOURS,
  type NoticeSettings,
  type NoticeSettingsView,
} from '#contracts';
import { Addressees, BodyHours } from '#directory';
import { type Actor, Audit, CONFIG, type Config, Sql, Tx } from '#kernel';
import { canWatchMail } from './notices.policy.js';

const SETTINGS = `
  SELECT employee_id AS "employeeId", mail, digest_hour AS "digestHour", muted, language, quiet_hours AS "quietHours"
  FROM inbox.notice_settings WHERE employee_id = ANY($1)`;

/** What employees have chosen about their notices; whoever has chosen nothing gets the default. */
export async function settingsOf(
  sql: Sql,
  employeeIds: readonly string[],
): Promise<Map<string, NoticeSettings>> {
  const rows = await sql.rows<NoticeSettings & { employeeId: string }>(SETTINGS, [employeeIds]);
  const chosen = new Map(rows.map(({ employeeId, ...settings }) => [employeeId, settings]));
  return new Map(employeeIds.map((id) => [id, chosen.get(id) ?? DEFAULT_NOTICE_SETTINGS]));
}

/** One's own choice of how notices come. */
@Injectable()
export class OwnNotices {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly addressees: Addressees,
    private readonly hours: BodyHours,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  async view(actor: Actor): Promise<NoticeSettingsView> {
    const { employeeId, body } = actor;
    const settings = await settingsOf(this.sql, [employeeId]);
    const addressees = await this.addressees.of([employeeId]);
    const hours = await this.hours.of([body.id]);
    return {
      settings: settings.get(employeeId) ?? DEFAULT_NOTICE_SETTINGS,
      address: addressees.get(employeeId)?.email ?? '',
      mailServer: this.config.mail !== undefined,
      hours: hours.get(body.id) ?? DEFAULT_WORKING_HOURS,
      can: { watchMail: canWatchMail(actor) },
    };
  }

  /** From now on; letters that have not gone yet are planned anew by it. */
  change(actor: Actor, settings: NoticeSettings): Promise<NoticeSettingsView> {
    return this.tx.run(async () => {
      const { settings: before } = await this.view(actor);
      await this.sql.execute(
        `INSERT INTO inbox.notice_settings (employee_id, mail, digest_hour, muted, language, quiet_hours)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (employee_id) DO UPDATE SET mail = excluded.mail, digest_hour = excluded.digest_hour,
           muted = excluded.muted, language = excluded.language, quiet_hours = excluded.quiet_hours`,
        [
          actor.employeeId,
          settings.mail,
          settings.digestHour,
          settings.muted,
          settings.language,
          settings.quietHours,
        ],
      );
      await this.planAnew(actor.employeeId);
      await this.audit.write({
        subjectType: 'account',
        subjectId: actor.accountId,
        action: 'account.notices_changed',
        actor,
        data: { before, after: settings },
      });
      return this.view(actor);
    });
  }

  /** Takes the notices out of the letters that nobody has in hand. */
  private async planAnew(employeeId: string): Promise<void> {
    const letters = await this.sql.rows<{ id: string }>(
      `SELECT id FROM inbox.letter WHERE employee_id = $1 AND state = 'waiting' AND claimed_until IS NULL FOR UPDATE`,
      [employeeId],
    );
    const ids = [letters.map(({ id }) => id)];
    await this.sql.execute(
      `UPDATE inbox.notice SET state = 'new', letter_id = NULL WHERE letter_id = ANY($1)`,
      ids,
    );
    await this.sql.execute('DELETE FROM inbox.letter WHERE id = ANY($1)', ids);
  }
}
