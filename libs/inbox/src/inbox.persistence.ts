import type { Persistence } from '#kernel';
import { CreateInbox1700000030000 } from './migrations/1700000030000-create-inbox.js';
import { AddWaitsSince1700000080000 } from './migrations/1700000080000-add-waits-since.js';
import { Task } from './task.entity.js';

export const inboxPersistence: Persistence = {
  schema: 'inbox',
  entities: [Task],
  migrations: [CreateInbox1700000030000, AddWaitsSince1700000080000],
};
