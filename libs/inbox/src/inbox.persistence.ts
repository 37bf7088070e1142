import type { Persistence } from '#kernel';
import { CreateInbox1700000030000 } from './migrations/1700000030000-create-inbox.js';
import { Task } from './task.entity.js';

export const inboxPersistence: Persistence = {
  schema: 'inbox',
  entities: [Task],
  migrations: [CreateInbox1700000030000],
};
