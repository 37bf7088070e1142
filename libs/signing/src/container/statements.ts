import { createHash } from 'node:crypto';
import { type SignedStatement, type StatementCode, signedStatement } from '#contracts';
import { isNamed } from '../binding/person-name.js';
import { rolesOfStep } from '../binding/step-roles.js';
import type { SignatureCode } from '../codes.js';
import type { Manifest, ManifestObject } from '../manifest.js';
import type { SignatureReport } from '../report.js';
import { signatureName, statementName } from './layout.js';

/** Something that speaks against a signature, and the entry of the container that it is about. */
export interface StatementFault {
  readonly code: StatementCode | SignatureCode;
  readonly about: string | null;
}

const OWN_SIGNATURE = /^META-INF\/signature-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.p7s$/;

/** The id that a signature of the portal's kind has by its name; undefined for one of another kind. */
export const signatureIdOf = (signatureUri: string): string | undefined =>
  OWN_SIGNATURE.exec(signatureUri)?.[1];

/** Where a signature's own statement lies (docs/adr/0006); undefined where its manifest lists none. */
export function ownStatement({ signatureUri, objects }: Manifest): ManifestObject | undefined {
  const id = signatureIdOf(signatureUri);
  if (id === undefined) return undefined;
  return objects.find(({ uri, mimeType }) => uri === statementName(id) && mimeType === 'application/json');
}

/** What stands in a signer's statement; null where it is not one of the portal's, or says more than it may. */
export function readStatement(bytes: Buffer): SignedStatement | null {
  try {
    return signedStatement.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/**
 * What a statement says of the signer against what his certificate says, as when the portal takes a signature: nobody
 * speaks in another's name, for a body that his certificate does not name, or as a head whom it does not call one.
 * @returns null too where no certificate was found: the signature is refused for that
 */
export function signerFault(
  { signer: said, step }: SignedStatement,
  { signer, otherSigners }: SignatureReport,
): SignatureCode | StatementCode | null {
  if (!signer) return null;
  if (otherSigners.length > 0) return 'MORE_THAN_ONE_SIGNER';
  if (signer.bin !== said.body.bin) return 'BIN_MISMATCH';
  if (!isNamed(signer, said.fullName)) return 'NAME_MISMATCH';
  const roles = rolesOfStep(step.kind, said.onBehalfOf !== undefined);
  if (roles.length > 0 && !roles.some((role) => signer.roles.includes(role))) return 'ROLE_MISSING';
  return null;
}

/** A statement against the name of its signature, and the earlier signatures that it builds on against those that are there. */
export function companyFault(
  { id, earlier }: SignedStatement,
  signatureUri: string,
  signatures: ReadonlyMap<string, Buffer>,
): StatementFault | null {
  if (signatureUri !== signatureName(id)) return { code: 'STATEMENT_OF_ANOTHER_SIGNATURE', about: null };
  for (const { id: earlierId, sha256 } of earlier) {
    const about = signatureName(earlierId);
    const found = signatures.get(about);
    if (!found) return { code: 'EARLIER_SIGNATURE_MISSING', about };
    if (createHash('sha256').update(found).digest('hex') !== sha256) {
      return { code: 'EARLIER_SIGNATURE_CHANGED', about };
    }
  }
  return null;
}
