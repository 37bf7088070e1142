import { type DynamicModule, Module } from '@nestjs/common';
import { type ProcessKind, SESSION_SOURCE } from '#kernel';
import { CertificateSignIn } from './certificate-sign-in.js';
import { ChangePassword } from './change-password.js';
import { DirectoryController } from './directory.controller.js';
import { Directory } from './directory.js';
import { DirectoryQueries } from './directory.queries.js';
import { DirectoryChores } from './directory-chores.js';
import { DirectoryWriter } from './directory-writer.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnSessions } from './own-sessions.js';
import { PasswordSignIn } from './password-sign-in.js';
import { PeopleQueries } from './people.queries.js';
import { SessionController } from './session.controller.js';
import { SessionEnds } from './session-ends.js';
import { Sessions } from './sessions.js';
import { SignInChallenges } from './sign-in-challenges.js';
import { SignInWays } from './sign-in-ways.js';

const everywhere = [Directory, DirectoryWriter, PasswordSignIn, SignInChallenges, Sessions, DirectoryChores];
const http = [
  DirectoryQueries,
  PeopleQueries,
  CertificateSignIn,
  ChangePassword,
  OwnSessions,
  SignInWays,
  SessionEnds,
  { provide: SESSION_SOURCE, useExisting: Sessions },
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
      controllers: api ? [DirectoryController, OwnAccountController, SessionController] : [],
      providers: [...everywhere, ...(api ? http : [])],
      exports: [Directory, DirectoryWriter, ...(api ? [SESSION_SOURCE] : [])],
    };
  }
}
