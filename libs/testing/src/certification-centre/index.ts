export {
  type Authority,
  CertificationCentre,
  type EmployeeRequest,
  type IssuedKey,
  type RegisterEntry,
  ROLES,
  type Role,
} from './centre.js';
export { openKeyStore } from './key-store.js';
export { type SigningIdentity, signDetached } from './signature-maker.js';
