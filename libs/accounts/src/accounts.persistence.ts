import type { Persistence } from '#kernel';
import { AccountRequestRow } from './account-request.entity.js';
import { CreateAccounts1700000130100 } from './migrations/1700000130100-create-accounts.js';

export const accountsPersistence: Persistence = {
  schema: 'accounts',
  entities: [AccountRequestRow],
  migrations: [CreateAccounts1700000130100],
};
