import type { Persistence } from '#kernel';
import { CreateInbox1700000030000 } from './migrations/1700000030000-create-inbox.js';
import { AddWaitsSince1700000080000 } from './migrations/1700000080000-add-waits-since.js';
import { IndexRoomsOfTasks1700000100200 } from './migrations/1700000100200-index-rooms-of-tasks.js';
import { NarrowInbox1700000110000 } from './migrations/1700000110000-narrow-inbox.js';
import { AddNotices1700000120100 } from './migrations/1700000120100-add-notices.js';
import { TellStandIns1700000188000 } from './migrations/1700000188000-tell-stand-ins.js';
import { DoneInStead1700000192010 } from './migrations/1700000192010-done-in-stead.js';
import { OrderLetters1700000192030 } from './migrations/1700000192030-order-letters.js';
import { Letter } from './notices/letter.entity.js';
import { Notice } from './notices/notice.entity.js';
import { NoticeSettingsRow } from './notices/notice-settings.entity.js';
import { Escalation } from './reminders/escalation.entity.js';
import { Task } from './task.entity.js';

export const inboxPersistence: Persistence = {
  schema: 'inbox',
  entities: [Escalation, Letter, Notice, NoticeSettingsRow, Task],
  migrations: [
    CreateInbox1700000030000,
    AddWaitsSince1700000080000,
    IndexRoomsOfTasks1700000100200,
    NarrowInbox1700000110000,
    AddNotices1700000120100,
    TellStandIns1700000188000,
    DoneInStead1700000192010,
    OrderLetters1700000192030,
  ],
};
