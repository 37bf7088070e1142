import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '#kernel';
import { SecondStep } from '../second-factor/second-step.js';
import { Sessions } from '../sessions/sessions.js';
import { PasswordSignIn } from './password-sign-in.js';
import { ProviderAttempts } from './provider-attempts.js';
import { SignInChallenges } from './sign-in-challenges.js';

/** Clears sessions, half sign-ins and challenges that ran out, and wrong passwords that no longer count. */
@Injectable()
export class SignInChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly sessions: Sessions,
    private readonly passwords: PasswordSignIn,
    private readonly challenges: SignInChallenges,
    private readonly attempts: ProviderAttempts,
    private readonly steps: SecondStep,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('expired sessions', () => this.sessions.clearExpired());
    this.housekeeping.add('expired challenges', () => this.challenges.clearExpired());
    this.housekeeping.add('expired visits to the provider', () => this.attempts.clearExpired());
    this.housekeeping.add('expired second steps', () => this.steps.clearExpired());
    this.housekeeping.add('forgotten sign-in failures', () => this.passwords.clearForgotten());
  }
}
