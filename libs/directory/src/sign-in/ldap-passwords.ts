import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  Client,
  Filter,
  InappropriateAuthError,
  InvalidCredentialsError,
  UnwillingToPerformError,
} from 'ldapts';
import { AppError, CONFIG, type Config, type LdapConfig, newId } from '#kernel';

/** A directory that does not answer must not hold the page for long. */
const TIMEOUT_MS = 5_000;
/** All steps together; it also ends a TLS handshake that stands still. */
const LONGEST_MS = 8_000;
/** How a directory says that somebody's password is not it: wrong, of an entry that has none, or of one that may not. */
const REFUSALS = [InvalidCredentialsError, InappropriateAuthError, UnwillingToPerformError];

/**
 * Passwords that an LDAP directory knows: the portal's own entry finds the person, then the password is tried on what was
 * found (RFC 4513 5.1.3). Nothing is ever sent without TLS.
 */
@Injectable()
export class LdapPasswords {
  private readonly logger = new Logger('Ldap');
  private readonly settings: LdapConfig | undefined;
  private readonly tls: ConnectionOptions;

  constructor(@Inject(CONFIG) { ldap }: Config) {
    this.settings = ldap;
    this.tls = { minVersion: 'TLSv1.2', ...(ldap?.caFile ? { ca: readFileSync(ldap.caFile) } : {}) };
  }

  get configured(): boolean {
    return this.settings !== undefined;
  }

  /** Whether the directory's passwords count alone. */
  get only(): boolean {
    return this.settings?.only ?? false;
  }

  /**
   * Whether it is the password of the one person whom the account name finds. A name that is not there takes as many
   * steps as one that is.
   * @throws AppError PASSWORD_DIRECTORY_DOWN where that can't be told
   */
  async prove(login: string, password: string): Promise<boolean> {
    const { settings } = this;
    // An empty password would be an anonymous bind, which succeeds for anybody's name (RFC 4513 5.1.2).
    if (!settings || password === '') return false;
    const client = clientOf(settings, this.tls);
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), LONGEST_MS);
    });
    try {
      return await Promise.race([this.ask(client, settings, login, password), tooLate]);
    } catch (error) {
      this.logger.error(`The directory ${settings.url} can't be asked: ${reasonOf(error)}`);
      throw new AppError('PASSWORD_DIRECTORY_DOWN');
    } finally {
      clearTimeout(timer);
      client.unbind().catch(() => undefined);
    }
  }

  private async ask(client: Client, settings: LdapConfig, login: string, password: string): Promise<boolean> {
    if (isUpgraded(settings)) await client.startTLS(this.startTlsOptions(settings));
    await client.bind(settings.bindDn, settings.bindPassword);
    const dn = (await this.find(client, settings, login)) ?? `cn=${newId()},${settings.base}`;
    return accepts(client, dn, password);
  }

  /** The name to check the server's certificate against: a connection that is upgraded knows only its socket. */
  private startTlsOptions({ url }: LdapConfig): ConnectionOptions {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    return { ...this.tls, host, ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }) };
  }

  /** The entry's name; undefined for nobody, and for a name that fits several. */
  private async find(client: Client, settings: LdapConfig, login: string): Promise<string | undefined> {
    const { searchEntries } = await client.search(settings.base, {
      scope: 'sub',
      filter: settings.filter.replaceAll('{login}', () => Filter.escape(login)),
      attributes: ['1.1'],
      sizeLimit: 2,
      timeLimit: TIMEOUT_MS / 1_000,
    });
    if (searchEntries.length > 1) this.logger.warn('An account name fits several entries of the directory.');
    return searchEntries.length === 1 ? searchEntries[0]?.dn : undefined;
  }
}

const isUpgraded = ({ url }: LdapConfig): boolean => url.startsWith('ldap:');

function clientOf(settings: LdapConfig, tls: ConnectionOptions): Client {
  const { url } = settings;
  const limits = { url, timeout: TIMEOUT_MS, connectTimeout: TIMEOUT_MS };
  if (!isUpgraded(settings)) return new Client({ ...limits, tlsOptions: tls });
  let connected = false;
  return new Client({
    ...limits,
    // A client whose connection was cut opens another, and would send the password on it before TLS.
    createConnection: ((port: number, host: string) => {
      if (connected) throw new Error('the connection was cut');
      connected = true;
      return connect(port, host);
    }) as typeof connect,
  });
}

async function accepts(client: Client, dn: string, password: string): Promise<boolean> {
  try {
    await client.bind(dn, password);
    return true;
  } catch (error) {
    if (REFUSALS.some((refusal) => error instanceof refusal)) return false;
    throw error;
  }
}

/** For the operator's log. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}`.trim() : String(error);
}
