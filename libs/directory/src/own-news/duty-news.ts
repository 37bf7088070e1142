import { Injectable } from '@nestjs/common';
import { DutyChanges } from '#kernel';
import { OwnNewsTeller } from './own-news.js';

/** Who stands where no person did it. */
const THE_PORTAL = 'Kelisim';

/** Tells who got a named duty, or lost it; not of those that go with an account that is closed. */
@Injectable()
export class DutyNews {
  constructor(teller: OwnNewsTeller, changes: DutyChanges) {
    changes.on(async ({ duty, employeeId, given, by }) => {
      if (!given && by === null) return;
      const verb = given ? 'duty_given' : 'duty_taken';
      await teller.tell({ employeeId, verb, subjectId: employeeId, kind: duty, title: by ?? THE_PORTAL });
    });
  }
}
