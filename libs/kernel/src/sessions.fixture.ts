import { type DynamicModule, Module } from '@nestjs/common';
import type { Request } from 'express';
import { SESSION_SOURCE } from './access/access.js';
import type { Actor } from './access/actor.js';

export const CSRF_TOKEN = 'csrf-token-of-the-test';

/** Sessions without a directory: the cookie is the login. */
export function sessionsOf(...actors: readonly Actor[]): DynamicModule {
  @Module({})
  class SessionsModule {}
  const find = async (request: Request) => {
    const actor = actors.find(({ login }) => login === request.headers.cookie);
    return actor && { actor, csrfToken: CSRF_TOKEN };
  };
  return {
    module: SessionsModule,
    global: true,
    providers: [{ provide: SESSION_SOURCE, useValue: { find } }],
    exports: [SESSION_SOURCE],
  };
}
