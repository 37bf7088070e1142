export * from './answer-maker.js';
export {
  type Authority,
  CertificationCentre,
  type IssuedKey,
  type KeyUse,
  newKeyPair,
  newSerial,
  type RegisterEntry,
} from './centre.js';
export * from './certificate-maker.js';
export * as der from './der-writer.js';
export { type EmployeeRequest, employeeName, ROLES, type Role } from './employee.js';
export { type KeyStoreEntry, makeKeyStore, openKeyStore } from './key-store.js';
export { RESPONDER_PATHS, Responders } from './responders.js';
export * from './signature-maker.js';
export { type Oddity, TestPki } from './test-pki.js';
