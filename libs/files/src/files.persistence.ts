import type { Persistence } from '#kernel';
import { CreateFiles1700000001000 } from './migrations/1700000001000-create-files.js';
import { AddFileScan1700000160000 } from './migrations/1700000160000-add-file-scan.js';
import { StoredFile } from './stored-file.entity.js';

export const filesPersistence: Persistence = {
  schema: 'files',
  entities: [StoredFile],
  migrations: [CreateFiles1700000001000, AddFileScan1700000160000],
};
