export { checkSigner, type ExpectedSigner } from './binding/business.js';
export { rolesOfStep } from './binding/step-roles.js';
export { CERTIFICATE_CHECK_NAMES, type CertificateReport, checkCertificate } from './certificate-check.js';
export {
  type CertificateIdentity,
  identityOf,
  ROLE_OIDS,
  readCertificate,
} from './certificates/certificate.js';
export {
  CHECK_NAMES,
  type CheckName,
  SIGNATURE_CODES,
  type SignatureCode,
  SignatureRefusal,
  type Verdict,
  verdictOf,
} from './codes.js';
export { checkContainer, type VerifyManifest } from './container/check-container.js';
export type {
  ContainerCheck,
  ContainerFile,
  ContainerReport,
  ContainerSignature,
} from './container/container-report.js';
export { Containers, type EvidenceFile, type KeptFile } from './container/containers.js';
export { containerName } from './container/layout.js';
export { packContainer, type SignatureParts } from './container/pack-container.js';
export { bytesInput, writeZip, type ZipInput, type ZipOutput } from './container/zip-writer.js';
export { readSignatureFile } from './der/pem.js';
export {
  buildManifest,
  type Manifest,
  ManifestError,
  type ManifestObject,
  parseManifest,
} from './manifest.js';
export {
  type Judgement,
  KEPT_SIGNATURES,
  type KeptSignature,
  SignatureChecks,
} from './records/signature-checks.js';
export { type SignatureFindings, signatureView } from './records/signature-view.js';
export {
  type CheckedSignature,
  type SignatureEvidence,
  Signatures,
  type SignatureTarget,
  type SignedFile,
  type SigningRequest,
} from './records/signatures.js';
export { WaitingSignatures } from './records/waiting-signatures.js';
export { type Check, refusedReport, type SignatureReport } from './report.js';
export { OcspClient, type OcspSource } from './revocation/ocsp-client.js';
export {
  NodeForgeVerifier,
  type Proof,
  SIGNATURE_VERIFIER,
  type SignatureVerifier,
  type SigningOptions,
} from './signature-verifier.js';
export { SigningModule } from './signing.module.js';
export { signingPersistence } from './signing.persistence.js';
export { mayHoldCertificates, readTrust, TrustFiles, type TrustOptions } from './trust-files.js';
export {
  type Content,
  type TrustMaterial,
  type VerificationRequest,
  verifySignature,
} from './verify.js';
export { WorkBudget } from './work-budget.js';
