import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import type { CertificateSignInBody, ProviderSignInBody } from '#contracts';
import { AppError, CONFIG, type Config, portalOrigin } from '#kernel';
import type { ProvenAccount } from '../sessions/sessions.js';
import { CertificateSignIn } from './certificate-sign-in.js';
import { PasswordSignIn } from './password-sign-in.js';
import { ProviderSignIn } from './provider-sign-in.js';

/** Passes on the account that a signed challenge proves. The body has been checked. */
class CertificateStrategy extends passport.Strategy {
  constructor(
    private readonly certificates: CertificateSignIn,
    private readonly config: Config,
  ) {
    super();
  }

  override authenticate(request: Request): void {
    const body = request.body as CertificateSignInBody;
    this.certificates.check(body, portalOrigin(request, this.config), request.ip ?? '').then(
      (account) => this.success(account),
      (error) => this.error(error),
    );
  }
}

/** Passes on the account whose owner the provider vouches for. The body has been checked. */
class ProviderStrategy extends passport.Strategy {
  constructor(private readonly providers: ProviderSignIn) {
    super();
  }

  override authenticate(request: Request): void {
    const { query } = request.body as ProviderSignInBody;
    this.providers.check(query, request).then(
      (account) => this.success(account),
      (error) => this.error(error),
    );
  }
}

/** The ways to sign in, as passport strategies. */
@Injectable()
export class SignInWays {
  private readonly passport = new passport.Passport();

  constructor(
    passwords: PasswordSignIn,
    certificates: CertificateSignIn,
    providers: ProviderSignIn,
    @Inject(CONFIG) config: Config,
  ) {
    this.passport.use(
      'password',
      new Strategy(
        { usernameField: 'login', passwordField: 'password', passReqToCallback: true },
        (request, login, password, done) => {
          passwords.check(login, password, request.ip ?? '').then((account) => done(null, account), done);
        },
      ),
    );
    this.passport.use('certificate', new CertificateStrategy(certificates, config));
    this.passport.use('provider', new ProviderStrategy(providers));
  }

  /** The account that login and password in the request's body prove. @throws AppError as `PasswordSignIn.check` */
  byPassword(request: Request, response: Response): Promise<ProvenAccount> {
    return this.by('password', request, response);
  }

  /** The account whose owner signed the challenge. @throws AppError as `CertificateSignIn.check` */
  byCertificate(request: Request, response: Response): Promise<ProvenAccount> {
    return this.by('certificate', request, response);
  }

  /** The account whose owner the provider vouches for. @throws AppError as `ProviderSignIn.check` */
  byProvider(request: Request, response: Response): Promise<ProvenAccount> {
    return this.by('provider', request, response);
  }

  private by(
    way: 'password' | 'certificate' | 'provider',
    request: Request,
    response: Response,
  ): Promise<ProvenAccount> {
    return new Promise((resolve, reject) => {
      const decide = (error: unknown, account: ProvenAccount | false | null | undefined) => {
        if (error) reject(error);
        else if (account) resolve(account);
        else reject(new AppError('UNAUTHENTICATED'));
      };
      this.passport.authenticate(way, { session: false }, decide)(request, response, reject);
    });
  }
}
