import { Injectable } from '@nestjs/common';
import type { LetterMending } from '#contracts';
import { type Actor, AppError, Audit, Clock, personOf, Sql, Tx } from '#kernel';
import { canMendMail } from './notices.policy.js';

interface MendedLetter {
  readonly id: string;
  readonly employeeId: string;
}

interface Mending {
  readonly deed: string;
  /** What becomes of a letter; `$2` is now. */
  readonly set: string;
}

const MENDINGS: Readonly<Record<LetterMending['what'], Mending>> = {
  // Under the same Message-ID: no server has taken it over. What is done meanwhile it does not ask for.
  send_again: {
    deed: 'letter.sent_again',
    set: `state = 'waiting', settled_at = NULL, send_at = $2, attempts = 0, first_tried_at = NULL, fault = NULL, address = NULL`,
  },
  give_up: { deed: 'letter.given_up', set: `state = 'given_up', settled_at = $2` },
};

/** Letters that a mail server has refused for good: whoever keeps the portal has them sent again, or gives them up. */
@Injectable()
export class RefusedLetters {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Those of them that are still refused; it is in the record of each addressee. @throws AppError FORBIDDEN; NOT_FOUND where none is */
  async mend(actor: Actor, { what, ids }: LetterMending): Promise<void> {
    if (!canMendMail(actor)) throw new AppError('FORBIDDEN');
    const { deed, set } = MENDINGS[what];
    await this.tx.run(async () => {
      const letters = await this.sql.rows<MendedLetter>(
        `UPDATE inbox.letter SET ${set} WHERE id = ANY($1) AND state = 'failed'
         RETURNING id, employee_id AS "employeeId"`,
        [ids, this.clock.now()],
      );
      if (letters.length === 0) throw new AppError('NOT_FOUND');
      const addressees = Map.groupBy(letters, ({ employeeId }) => employeeId);
      await this.audit.writeAll(
        [...addressees].map(([employeeId, own]) => ({
          subjectType: 'employee',
          subjectId: employeeId,
          action: deed,
          actor,
          data: { letterIds: own.map(({ id }) => id), by: personOf(actor) },
        })),
      );
    });
  }
}
