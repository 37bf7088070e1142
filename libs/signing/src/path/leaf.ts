import type { Certificate } from '../certificates/certificate.js';
import { SignatureRefusal } from '../codes.js';
import { NO_POLICY_INPUTS, type PolicyInputs } from './policies.js';

/** What a signer's certificate must be made for, beyond signing. */
export interface Purpose {
  /** For signing documents where left out; for signing in, a certificate that must not be one for signing. */
  use?: 'signing' | 'authentication';
  /** Policy OIDs, one of which must hold for the certificate and its path: judged with the path. */
  policies?: readonly string[];
  /** Role OIDs (`ROLE_OIDS`), one of which must be among the extended key usages; none: any will do. */
  roles?: readonly string[];
}

/** Extended key usage of a certificate for signing in (RFC 5280 4.2.1.12). */
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
/** Extended key usages under which documents are signed: any (RFC 5280), mail, as openssl has it, documents (RFC 9336). */
const DOCUMENT_USAGES = ['2.5.29.37.0', '1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36'];

/**
 * Step 8: the signer's certificate is one for signing by a person, not for authentication and not of a
 * certification centre; or, where that is asked for, one for authentication and not for signing.
 * @throws SignatureRefusal SIGNER_IS_CA, NOT_FOR_SIGNING, NOT_FOR_AUTHENTICATION or ROLE_MISSING
 */
export function assertPurpose(leaf: Certificate, purpose: Purpose): void {
  const usage = leaf.keyUsage ?? [];
  if (leaf.basicConstraints?.ca === true || usage.includes('keyCertSign')) {
    throw new SignatureRefusal('SIGNER_IS_CA', 'a certification centre signs no documents');
  }
  const signs = usage.includes('digitalSignature');
  const commits = usage.includes('nonRepudiation');
  const usages = [...usage, ...leaf.extendedKeyUsage].join(', ') || 'none';
  if (purpose.use === 'authentication') {
    if (!signs || commits || !leaf.extendedKeyUsage.includes(CLIENT_AUTHENTICATION)) {
      throw new SignatureRefusal('NOT_FOR_AUTHENTICATION', `key usages: ${usages}`);
    }
  } else if (!signs || !commits || !signsDocuments(leaf)) {
    throw new SignatureRefusal('NOT_FOR_SIGNING', `key usages: ${usages}`);
  }
  const { roles = [] } = purpose;
  const holdsOne = roles.length === 0 || roles.some((oid) => leaf.extendedKeyUsage.includes(oid));
  if (!holdsOne) throw new SignatureRefusal('ROLE_MISSING', roles.join(', '));
}

/** A certificate that names usages serves these alone (RFC 5280 4.2.1.12): one for time stamps signs no documents. */
function signsDocuments({ extendedKeyUsage }: Certificate): boolean {
  return extendedKeyUsage.length === 0 || DOCUMENT_USAGES.some((oid) => extendedKeyUsage.includes(oid));
}

/** What a purpose asks of the policies of a path. */
export function policyInputsOf({ policies = [] }: Purpose): PolicyInputs {
  if (policies.length === 0) return NO_POLICY_INPUTS;
  return { ...NO_POLICY_INPUTS, initial: policies, explicit: 'where-spoken' };
}
