import type { Persistence } from '#kernel';
import { CreateSigning1700000010000 } from './migrations/1700000010000-create-signing.js';
import { PreparationRow } from './records/preparation.entity.js';
import { SignatureRow } from './records/signature.entity.js';

export const signingPersistence: Persistence = {
  schema: 'signing',
  entities: [PreparationRow, SignatureRow],
  migrations: [CreateSigning1700000010000],
};
