import type { Persistence } from '#kernel';
import { CreateSigning1700000010000 } from './migrations/1700000010000-create-signing.js';
import { AddEvidence1700000072000 } from './migrations/1700000072000-add-evidence.js';
import { NamePrincipals1700000100100 } from './migrations/1700000100100-name-principals.js';
import { PreparationRow } from './records/preparation.entity.js';
import { RevocationListRow } from './records/revocation-list.entity.js';
import { SignatureRow } from './records/signature.entity.js';
import { WaitingSignatureRow } from './records/waiting-signature.entity.js';

export const signingPersistence: Persistence = {
  schema: 'signing',
  entities: [PreparationRow, SignatureRow, RevocationListRow, WaitingSignatureRow],
  migrations: [CreateSigning1700000010000, AddEvidence1700000072000, NamePrincipals1700000100100],
};
