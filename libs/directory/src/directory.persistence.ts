import type { Persistence } from '#kernel';
import { Account, Session, SignInFailure } from './accounts/account.entity.js';
import { ActivationCode } from './accounts/activation-code.entity.js';
import { Employee } from './bodies/employee.entity.js';
import { StateBody, Unit } from './bodies/state-body.entity.js';
import { DelegationRow } from './delegations/delegation.entity.js';
import { DutyHolder } from './duties/duty-holder.entity.js';
import { WorkingHoursRow } from './hours/working-hours.entity.js';
import { DirectoryImport, ImportedRow, ImportHeading } from './import/import.entity.js';
import { ConfirmationReminder } from './keeping/confirmation-reminder.entity.js';
import { Photo } from './keeping/photo.entity.js';
import { CreateDirectory1700000002000 } from './migrations/1700000002000-create-directory.js';
import { AddSignInChallenges1700000070000 } from './migrations/1700000070000-add-sign-in-challenges.js';
import { AddPeopleSearch1700000090000 } from './migrations/1700000090000-add-people-search.js';
import { AddSessionDetails1700000091000 } from './migrations/1700000091000-add-session-details.js';
import { AddDuties1700000092100 } from './migrations/1700000092100-add-duties.js';
import { AddDelegations1700000100000 } from './migrations/1700000100000-add-delegations.js';
import { AddWorkingHours1700000120000 } from './migrations/1700000120000-add-working-hours.js';
import { AddAccountKeeping1700000130000 } from './migrations/1700000130000-add-account-keeping.js';
import { AddProviderAttempts1700000140000 } from './migrations/1700000140000-add-provider-attempts.js';
import { AddImports1700000140100 } from './migrations/1700000140100-add-imports.js';
import { AddPostHoldings1700000150000 } from './migrations/1700000150000-add-post-holdings.js';
import { AddKeeping1700000150100 } from './migrations/1700000150100-add-keeping.js';
import { AddImportRows1700000180000 } from './migrations/1700000180000-add-import-rows.js';
import { ReviseWorkingHours1700000191010 } from './migrations/1700000191010-revise-working-hours.js';
import { OverseeUnits1700000191030 } from './migrations/1700000191030-oversee-units.js';
import { TellOwners1700000192000 } from './migrations/1700000192000-tell-owners.js';
import { AddProviderSessions1700000193000 } from './migrations/1700000193000-add-provider-sessions.js';
import { AddWaysOfSessions1700000230001 } from './migrations/1700000230001-add-ways-of-sessions.js';
import { LeaveColumnsOut1700000241002 } from './migrations/1700000241002-leave-columns-out.js';
import { KnownPlace } from './own-news/known-place.entity.js';
import { PostHolding } from './posts/post-holding.entity.js';
import { PendingSignInRow, RecoveryCode, SecondFactor } from './second-factor/second-factor.entity.js';
import { ProviderAttemptRow } from './sign-in/provider-attempt.entity.js';
import { ProviderSessionRow } from './sign-in/provider-session.entity.js';
import { SignInChallengeRow } from './sign-in/sign-in-challenge.entity.js';

export const directoryPersistence: Persistence = {
  schema: 'directory',
  entities: [
    Account,
    ActivationCode,
    ConfirmationReminder,
    DelegationRow,
    DirectoryImport,
    DutyHolder,
    Employee,
    PendingSignInRow,
    ImportHeading,
    ImportedRow,
    KnownPlace,
    Photo,
    PostHolding,
    ProviderAttemptRow,
    ProviderSessionRow,
    RecoveryCode,
    SecondFactor,
    Session,
    SignInChallengeRow,
    SignInFailure,
    StateBody,
    Unit,
    WorkingHoursRow,
  ],
  migrations: [
    CreateDirectory1700000002000,
    AddSignInChallenges1700000070000,
    AddPeopleSearch1700000090000,
    AddSessionDetails1700000091000,
    AddDuties1700000092100,
    AddPostHoldings1700000150000,
    AddProviderAttempts1700000140000,
    AddWorkingHours1700000120000,
    AddKeeping1700000150100,
    AddDelegations1700000100000,
    AddAccountKeeping1700000130000,
    AddImports1700000140100,
    AddImportRows1700000180000,
    ReviseWorkingHours1700000191010,
    TellOwners1700000192000,
    AddProviderSessions1700000193000,
    AddWaysOfSessions1700000230001,
    LeaveColumnsOut1700000241002,
    OverseeUnits1700000191030,
  ],
};
