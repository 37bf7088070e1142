import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '#kernel';
import { ActivationCodes } from './accounts/activation-codes.js';
import { ImportStore } from './import/import-store.js';
import { ConfirmationReminders } from './keeping/confirmation-reminders.js';
import { SecondStep } from './second-factor/second-step.js';
import { Sessions } from './sessions/sessions.js';
import { PasswordSignIn } from './sign-in/password-sign-in.js';
import { ProviderAttempts } from './sign-in/provider-attempts.js';
import { SignInChallenges } from './sign-in/sign-in-challenges.js';

/**
 * Clears sessions, half sign-ins, codes and challenges that ran out, and wrong passwords that no longer count; reminds the
 * coordinators.
 */
@Injectable()
export class DirectoryChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly sessions: Sessions,
    private readonly passwords: PasswordSignIn,
    private readonly challenges: SignInChallenges,
    private readonly attempts: ProviderAttempts,
    private readonly reminders: ConfirmationReminders,
    private readonly steps: SecondStep,
    private readonly codes: ActivationCodes,
    private readonly imports: ImportStore,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('expired sessions', () => this.sessions.clearExpired());
    this.housekeeping.add('expired challenges', () => this.challenges.clearExpired());
    this.housekeeping.add('expired visits to the provider', () => this.attempts.clearExpired());
    this.housekeeping.add('reminders to confirm the directory', () => this.reminders.scan());
    this.housekeeping.add('expired second steps', () => this.steps.clearExpired());
    this.housekeeping.add('old activation codes', () => this.codes.clearOld());
    this.housekeeping.add('old imports', () => this.imports.clearOld());
    this.housekeeping.add('forgotten sign-in failures', () => this.passwords.clearForgotten());
  }
}
