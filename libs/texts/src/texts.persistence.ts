import type { Persistence } from '#kernel';
import { ComparisonRow } from './comparison.entity.js';
import { FileTextRow } from './file-text.entity.js';
import { CreateTexts1700000201000 } from './migrations/1700000201000-create-texts.js';

export const textsPersistence: Persistence = {
  schema: 'texts',
  entities: [ComparisonRow, FileTextRow],
  migrations: [CreateTexts1700000201000],
};
