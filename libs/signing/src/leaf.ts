import type { Certificate } from './certificate.js';
import { SignatureRefusal } from './codes.js';
import { NO_POLICY_INPUTS, type PolicyInputs } from './policies.js';

/** What a signer's certificate must be made for, beyond signing. */
export interface Purpose {
  /** Policy OIDs, one of which must hold for the certificate and its path: judged with the path. */
  policies?: readonly string[];
  /** Role OIDs (`ROLE_OIDS`), each of which must be among the extended key usages. */
  roles?: readonly string[];
}

/**
 * Step 8: the signer's certificate is one for signing by a person, not for authentication and not of a
 * certification centre.
 * @throws SignatureRefusal SIGNER_IS_CA, NOT_FOR_SIGNING or ROLE_MISSING
 */
export function assertPurpose(leaf: Certificate, purpose: Purpose): void {
  const usage = leaf.keyUsage ?? [];
  if (leaf.basicConstraints?.ca === true || usage.includes('keyCertSign')) {
    throw new SignatureRefusal('SIGNER_IS_CA', 'a certification centre signs no documents');
  }
  if (!usage.includes('digitalSignature') || !usage.includes('nonRepudiation')) {
    throw new SignatureRefusal('NOT_FOR_SIGNING', `key usage: ${usage.join(', ') || 'none'}`);
  }
  const role = purpose.roles?.find((oid) => !leaf.extendedKeyUsage.includes(oid));
  if (role !== undefined) throw new SignatureRefusal('ROLE_MISSING', role);
}

/** What a purpose asks of the policies of a path. */
export function policyInputsOf({ policies = [] }: Purpose): PolicyInputs {
  if (policies.length === 0) return NO_POLICY_INPUTS;
  return { ...NO_POLICY_INPUTS, initial: policies, explicit: 'where-spoken' };
}
