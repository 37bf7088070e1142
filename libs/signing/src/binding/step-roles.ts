import type { SignedDeed, StepKind } from '#contracts';
import { ROLE_OIDS } from '../certificates/certificate.js';

/**
 * Which roles the certificate must have one of for a signed step (775:15, 18, 64): a head signs as head, his deputy beside
 * him and whoever signs in his stead as one who has the right to sign; the visa of the legal service needs only a signing certificate of that person.
 * Asked when the portal takes a signature, and whenever one is checked.
 * @param inStead the signer acts in another's stead
 * @returns none where any certificate will do
 */
export function rolesOfStep(kind: StepKind | SignedDeed, inStead: boolean): readonly string[] {
  if (kind === 'legal_visa') return [];
  return inStead || kind === 'co_signature' ? [ROLE_OIDS.head, ROLE_OIDS.rightToSign] : [ROLE_OIDS.head];
}
