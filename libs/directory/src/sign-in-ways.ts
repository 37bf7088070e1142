import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { AppError } from '#kernel';
import { PasswordSignIn } from './password-sign-in.js';

/** What every way to sign in ends in: whose account it is. */
export interface ProvenAccount {
  readonly id: string;
}

/** The ways to sign in, as passport strategies. There is one so far; others become strategies beside it. */
@Injectable()
export class SignInWays {
  private readonly passport = new passport.Passport();

  constructor(passwords: PasswordSignIn) {
    this.passport.use(
      'password',
      new Strategy(
        { usernameField: 'login', passwordField: 'password', passReqToCallback: true },
        (request, login, password, done) => {
          passwords.check(login, password, request.ip ?? '').then((account) => done(null, account), done);
        },
      ),
    );
  }

  /** The account that login and password in the request's body prove. @throws AppError as `PasswordSignIn.check` */
  byPassword(request: Request, response: Response): Promise<ProvenAccount> {
    return new Promise((resolve, reject) => {
      const decide = (error: unknown, account: ProvenAccount | false | null | undefined) => {
        if (error) reject(error);
        else if (account) resolve(account);
        else reject(new AppError('UNAUTHENTICATED'));
      };
      this.passport.authenticate('password', { session: false }, decide)(request, response, reject);
    });
  }
}
