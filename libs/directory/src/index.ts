export { AttemptLimiter } from './attempt-limiter.js';
export * from './directory.js';
export { DirectoryModule } from './directory.module.js';
export { directoryPersistence } from './directory.persistence.js';
export {
  type BodyEntry,
  DirectoryWriter,
  type EmployeeEntry,
  type UnitEntry,
} from './directory-writer.js';
export { hashPassword } from './passwords.js';
