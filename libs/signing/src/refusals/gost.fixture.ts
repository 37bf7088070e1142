import { der, type SignerRequest, type SigningIdentity } from '#certification-centre';
import type { SigningKit } from './refusals.fixture.js';

/** GOST as a signature names it. Nothing here can sign by it, so the values are of another kind; nobody here can read them. */

export const GOST_DIGEST = der.sequence(der.oid('1.2.398.3.10.1.3.3'));
export const GOST_SIGNATURE = der.sequence(der.oid('1.2.398.3.10.1.1.2.3.2'));
export const GOST_KEY = der.sequence(
  der.sequence(der.oid('1.2.398.3.10.1.1.2.2.2')),
  der.bits(Buffer.alloc(128, 7)),
);

/** An employee whose certificate has a GOST key, right but for what is given. */
export const gostSigner = (
  k: SigningKit,
  oddity: Parameters<SigningKit['pki']['employee']>[0] = {},
): SigningIdentity => k.pki.employee({ publicKey: GOST_KEY, ...oddity });

const BY_GOST: Partial<SignerRequest> = { digestAlgorithm: GOST_DIGEST, signatureAlgorithm: GOST_SIGNATURE };

export const gostSignerInfo = (k: SigningKit, signer: SigningIdentity): Buffer =>
  k.signerInfo(BY_GOST, signer);

/** A signature by GOST throughout. */
export const gostSignature = (
  k: SigningKit,
  signer = gostSigner(k),
  signerInfo: Partial<SignerRequest> = {},
): Buffer => k.sign({ ...BY_GOST, ...signerInfo }, { digestAlgorithms: [GOST_DIGEST] }, signer);
