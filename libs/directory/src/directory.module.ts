import { type DynamicModule, Module } from '@nestjs/common';
import { type ProcessKind, SESSION_SOURCE } from '#kernel';
import { AccountKeeper } from './accounts/account-keeper.js';
import { AccountNames } from './accounts/account-names.js';
import { AccountSecrets } from './accounts/account-secrets.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsQueries } from './accounts/accounts.queries.js';
import { ActivationCodes } from './accounts/activation-codes.js';
import { ChangePassword } from './accounts/change-password.js';
import { KeptAccounts } from './accounts/kept-accounts.js';
import { OwnAccountController } from './accounts/own-account.controller.js';
import { Unregistered } from './accounts/unregistered.js';
import { DelegationEnds } from './delegations/delegation-ends.js';
import { DelegationNews } from './delegations/delegation-news.js';
import { DelegationsController } from './delegations/delegations.controller.js';
import { Delegations } from './delegations/delegations.js';
import { DelegationsQueries } from './delegations/delegations.queries.js';
import { StandIns } from './delegations/stand-ins.js';
import { Directory } from './directory.js';
import { DirectoryChores } from './directory-chores.js';
import { DirectoryWriter } from './directory-writer.js';
import { DutiesController } from './duties/duties.controller.js';
import { Duties } from './duties/duties.js';
import { BodyHours } from './hours/body-hours.js';
import { WorkingHoursController } from './hours/working-hours.controller.js';
import { DirectoryEntries } from './import/directory-entries.js';
import { DirectoryExport } from './import/export.js';
import { ImportController } from './import/import.controller.js';
import { ImportEntering } from './import/import-entering.js';
import { ImportStore } from './import/import-store.js';
import { ImportWorker } from './import/import-worker.js';
import { Imports } from './import/imports.js';
import { PeopleEntering } from './import/people-entering.js';
import { AccountClosing } from './keeping/account-closing.js';
import { BodyKeepingController } from './keeping/body-keeping.controller.js';
import { BodyKeeping } from './keeping/body-keeping.js';
import { ConfirmationReminders } from './keeping/confirmation-reminders.js';
import { DirectoryNames } from './keeping/directory-names.js';
import { KeptHistories } from './keeping/kept-histories.js';
import { KeptRecord } from './keeping/kept-record.js';
import { KeptRows } from './keeping/kept-rows.js';
import { Leaving } from './keeping/leaving.js';
import { LeavingWork } from './keeping/leaving-work.js';
import { PersonKeepingController } from './keeping/person-keeping.controller.js';
import { PersonKeeping } from './keeping/person-keeping.js';
import { Photos } from './keeping/photos.js';
import { PostChanges } from './keeping/post-changes.js';
import { PostKeeping } from './keeping/post-keeping.js';
import { UnitConsequences } from './keeping/unit-consequences.js';
import { UnitKeeping } from './keeping/unit-keeping.js';
import { DutyNews } from './own-news/duty-news.js';
import { KnownPlaces } from './own-news/known-places.js';
import { OwnNewsTeller } from './own-news/own-news.js';
import { Addressees } from './people/addressees.js';
import { DirectoryController } from './people/directory.controller.js';
import { DirectoryQueries } from './people/directory.queries.js';
import { PeopleQueries } from './people/people.queries.js';
import { OwnSecondFactorController } from './second-factor/own-second-factor.controller.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SecondStepController } from './second-factor/second-step.controller.js';
import { SecondStep } from './second-factor/second-step.js';
import { OwnSessions } from './sessions/own-sessions.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionEnds } from './sessions/session-ends.js';
import { SessionOpening } from './sessions/session-opening.js';
import { Sessions } from './sessions/sessions.js';
import { AccountOwners } from './sign-in/account-owners.js';
import { CertificateSignIn } from './sign-in/certificate-sign-in.js';
import { LdapPasswords } from './sign-in/ldap-passwords.js';
import { OidcClient } from './sign-in/oidc-client.js';
import { PasswordSignIn } from './sign-in/password-sign-in.js';
import { ProviderController } from './sign-in/provider.controller.js';
import { ProviderAttempts } from './sign-in/provider-attempts.js';
import { ProviderLogout } from './sign-in/provider-logout.js';
import { ProviderSessions } from './sign-in/provider-sessions.js';
import { ProviderSignIn } from './sign-in/provider-sign-in.js';
import { SignInChallenges } from './sign-in/sign-in-challenges.js';
import { SignInChores } from './sign-in/sign-in-chores.js';
import { SignInWays } from './sign-in/sign-in-ways.js';

/** What follows from a change of posts happens in the worker too, when its day comes. */
const keeping = [
  AccountClosing,
  ConfirmationReminders,
  KeptRecord,
  KeptRows,
  Leaving,
  LeavingWork,
  PostChanges,
  PostKeeping,
];
/** What other rooms work with. */
const facades = [
  AccountKeeper,
  AccountSecrets,
  ActivationCodes,
  Addressees,
  BodyHours,
  DelegationEnds,
  Directory,
  DirectoryEntries,
  DirectoryWriter,
  Duties,
  StandIns,
  Unregistered,
];
const everywhere = [
  ...facades,
  ...keeping,
  DirectoryChores,
  DutyNews,
  KnownPlaces,
  OwnNewsTeller,
  KeptAccounts,
  ImportEntering,
  ImportStore,
  ImportWorker,
  PeopleEntering,
  LdapPasswords,
  PasswordSignIn,
  ProviderAttempts,
  SecondFactors,
  SecondStep,
  Sessions,
  SignInChallenges,
  SignInChores,
];
const http = [
  AccountNames,
  AccountsQueries,
  DirectoryNames,
  DirectoryQueries,
  PeopleQueries,
  AccountOwners,
  BodyKeeping,
  KeptHistories,
  PersonKeeping,
  Photos,
  UnitConsequences,
  UnitKeeping,
  CertificateSignIn,
  ChangePassword,
  Delegations,
  DelegationNews,
  DelegationsQueries,
  DirectoryExport,
  Imports,
  OidcClient,
  ProviderLogout,
  ProviderSessions,
  ProviderSignIn,
  OwnSessions,
  SessionOpening,
  SignInWays,
  SessionEnds,
  { provide: SESSION_SOURCE, useExisting: Sessions },
];

const controllers = [
  AccountsController,
  BodyKeepingController,
  DelegationsController,
  DirectoryController,
  DutiesController,
  ImportController,
  OwnAccountController,
  OwnSecondFactorController,
  PersonKeepingController,
  ProviderController,
  SecondStepController,
  SessionController,
  WorkingHoursController,
];

/**
 * Gives every room the `Directory`; in the api also sign-in, by `SIGNATURE_VERIFIER` too, and the sessions behind every
 * request.
 */
@Module({})
export class DirectoryModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    const api = options.process === 'api';
    return {
      module: DirectoryModule,
      global: true,
      controllers: api ? controllers : [],
      providers: [...everywhere, ...(api ? http : [])],
      exports: [...facades, ...(api ? [SESSION_SOURCE] : [])],
    };
  }
}
