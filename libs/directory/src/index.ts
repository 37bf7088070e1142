export { AccountKeeper } from './accounts/account-keeper.js';
export { AccountSecrets } from './accounts/account-secrets.js';
export { keptBodyOf, mayDecideAccounts, mayRequestAccounts } from './accounts/accounts.policy.js';
export { ActivationCodes } from './accounts/activation-codes.js';
export { hashPassword, verifyPassword } from './accounts/passwords.js';
export { Unregistered } from './accounts/unregistered.js';
export { DelegationEnds } from './delegations/delegation-ends.js';
export { type StandIn, StandIns } from './delegations/stand-ins.js';
export * from './directory.js';
export { DirectoryModule } from './directory.module.js';
export { directoryPersistence } from './directory.persistence.js';
export {
  type BodyEntry,
  DirectoryWriter,
  type EmployeeEntry,
  type UnitEntry,
} from './directory-writer.js';
export { Duties } from './duties/duties.js';
export { BodyHours } from './hours/body-hours.js';
export {
  CONFIRMATION_DUE,
  CONFIRMATION_GIVEN,
  type ConfirmationDue,
} from './keeping/confirmation-reminders.js';
export { OWN_NEWS, type OwnNews, type ToldNews } from './own-news/own-news.js';
export { type Addressee, Addressees } from './people/addressees.js';
export { refreshSearchWords } from './people/search-words.js';
export { AttemptLimiter } from './sign-in/attempt-limiter.js';
