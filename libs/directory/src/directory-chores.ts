import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '#kernel';
import { ConfirmationReminders } from './keeping/confirmation-reminders.js';
import { Sessions } from './sessions/sessions.js';
import { PasswordSignIn } from './sign-in/password-sign-in.js';
import { ProviderAttempts } from './sign-in/provider-attempts.js';
import { SignInChallenges } from './sign-in/sign-in-challenges.js';

/** Clears sessions and challenges that ran out, and wrong passwords that no longer count; reminds the coordinators. */
@Injectable()
export class DirectoryChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly sessions: Sessions,
    private readonly passwords: PasswordSignIn,
    private readonly challenges: SignInChallenges,
    private readonly attempts: ProviderAttempts,
    private readonly reminders: ConfirmationReminders,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('expired sessions', () => this.sessions.clearExpired());
    this.housekeeping.add('expired challenges', () => this.challenges.clearExpired());
    this.housekeeping.add('expired visits to the provider', () => this.attempts.clearExpired());
    this.housekeeping.add('reminders to confirm the directory', () => this.reminders.scan());
    this.housekeeping.add('forgotten sign-in failures', () => this.passwords.clearForgotten());
  }
}
