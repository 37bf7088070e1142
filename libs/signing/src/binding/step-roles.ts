import type { StepKind } from '#contracts';
import { ROLE_OIDS } from '../certificates/certificate.js';

/**
 * Which roles the certificate must have for a signed step (775:15, 18): a head signs as head; the visa of the legal service
 * needs only a signing certificate of that person. Asked when the portal takes a signature, and whenever one is checked.
 */
export const rolesOfStep = (kind: StepKind): readonly string[] =>
  kind === 'legal_visa' ? [] : [ROLE_OIDS.head];
