import { AuditAnchor, AuditAnchoredHead, AuditCheck, AuditEntry, AuditHead } from './audit/audit.entity.js';
import { CalendarDay, CalendarYear } from './calendar/calendar.entity.js';
import type { Persistence } from './database/database.js';
import { LiveEventRow } from './live/live.entity.js';
import { CreateKernel1700000000000 } from './migrations/1700000000000-create-kernel.js';
import { NameCalendarDays1700000092000 } from './migrations/1700000092000-name-calendar-days.js';
import { AddAuditAnchors1700000093000 } from './migrations/1700000093000-add-audit-anchors.js';
import { ReadTheRecord1700000170000 } from './migrations/1700000170000-read-the-record.js';
import { RecordOfThePlace1700000182100 } from './migrations/1700000182100-record-of-the-place.js';
import { GiveUpJobs1700000192020 } from './migrations/1700000192020-give-up-jobs.js';
import { OutboxRow } from './outbox/outbox.entity.js';

export const kernelPersistence: Persistence = {
  schema: 'kernel',
  entities: [
    AuditAnchor,
    AuditAnchoredHead,
    AuditCheck,
    AuditEntry,
    AuditHead,
    CalendarDay,
    CalendarYear,
    LiveEventRow,
    OutboxRow,
  ],
  migrations: [
    CreateKernel1700000000000,
    NameCalendarDays1700000092000,
    AddAuditAnchors1700000093000,
    ReadTheRecord1700000170000,
    RecordOfThePlace1700000182100,
    GiveUpJobs1700000192020,
  ],
};
