import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type LdapConfig,
  ldapConfigOf,
  type OidcConfig,
  oidcConfigOf,
  signInEnvironment,
} from './sign-in-config.js';

/** Settings of a running portal, read once from the environment. Everything has an embedded default but the database. */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.string().min(1),
  /** Moves the queue from PostgreSQL to Redis. */
  REDIS_URL: z.string().min(1).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Folder of everything that is kept outside the database. */
  DATA_DIR: z.string().default('.portal'),
  /** File that the anchors of the record are also written to; in the data folder where left out. */
  AUDIT_ANCHORS: z.string().optional(),
  /**
   * The origins that people open the portal by, comma-separated: `https://portal.gov.kz`. Requests of pages of any other
   * are refused. Left out, the portal believes the address that a request was sent to; not in production.
   */
  PUBLIC_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .transform((origins) => origins.filter(Boolean))
    .refine(
      (origins) => origins.every(isOrigin),
      'it takes addresses like https://portal.gov.kz, without a path',
    ),
  /** How many reverse proxies stand before the portal: whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Connections to PostgreSQL per process. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  /** Certificates of the roots that signatures are trusted by, PEM; the test certification centre's where left out. */
  TRUST_ROOTS: z.string().optional(),
  /** Certificates of the issuing centres, PEM. */
  TRUST_INTERMEDIATES: z.string().optional(),
  /** A folder with the lists of revoked certificates. */
  TRUST_CRLS: z.string().optional(),
  /** Address of the OCSP responder that is asked whether a certificate is revoked; nobody is asked where left out. */
  OCSP_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Address of the time-stamp authority (RFC 3161); the server's own time counts where left out. */
  TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Certificates of the roots that time stamps are trusted by, PEM; those of signatures where left out. */
  TSA_TRUST: z.string().optional(),
  /** Address of an outside verifier (NCANode) for GOST signatures; they are not supported where left out. */
  NCANODE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Address of clamd, `tcp://host:3310` or `unix:///path`; files are not scanned for viruses where left out. */
  CLAMD_URL: z.url({ protocol: /^(tcp|unix)$/ }).optional(),
  /** The mail server that notices go out by: `smtp://user:password@host:587`, or `smtps:`; without one none is written. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of the letters: `portal@gov.kz` or `Kelisim <portal@gov.kz>`. */
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>"\p{Cc}]{1,100} )?<[^\s<>@"\p{Cc}]+@[^\s<>@"\p{Cc}]+>$|^[^\s<>@"\p{Cc}]+@[^\s<>@"\p{Cc}]+$/u,
      {
        error: 'it takes an address like portal@gov.kz, or a name before it in <>',
      },
    )
    .optional(),
  /** `off` lets letters go to the mail server unencrypted in production, where it offers no TLS. */
  SMTP_TLS: z.enum(['required', 'off']).optional(),
  /**
   * Servers of EDMSs that the portal may call, `edms.example.kz` or `10.0.0.5:8443`, comma-separated; none where left out
   * (775:22). Without a port it is that of https.
   */
  EDMS_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()))
    .transform((hosts) => hosts.filter(Boolean).map((host) => (/:\d+$/.test(host) ? host : `${host}:443`)))
    .refine((hosts) => hosts.every(isHost), 'it takes names of servers like edms.example.kz:8443'),
  /** Folder below which packages are dropped for EDMSs, each body into one of its own; none where left out. */
  EDMS_FOLDERS: z.string().optional(),
  /**
   * Key that secrets in the database are sealed with: 32 bytes, base64. Left out, it is made once and kept in the data
   * folder, which all processes share then.
   */
  SECRETS_KEY: z
    .base64()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'it takes 32 bytes in base64')
    .optional(),
  /** Minutes without a request after which a session ends. */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  ...signInEnvironment,
  /**
   * How many times as often as usual an account and an address may ask: more where thousands of people share one address,
   * or where the portal's speed is measured.
   */
  RATE_FACTOR: z.coerce.number().min(1).max(1_000_000).default(1),
});

export interface Config {
  readonly production: boolean;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Absolute path. */
  readonly auditAnchors: string;
  /** Empty where any address that a request was sent to is believed. */
  readonly publicOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly databasePool: number;
  readonly sessionIdleMinutes: number;
  /** All limits of how often one may ask are so many times as high. */
  readonly rateFactor: number;
  /** Undefined where it lies in the data folder. */
  readonly secretsKey: Buffer | undefined;
  /** Files that signatures are checked with; absolute paths. */
  readonly trust: {
    readonly roots: string;
    readonly intermediates: string;
    readonly crls: string;
    readonly stampRoots: string | undefined;
  };
  /** Services that are asked about signatures; each is off where undefined. */
  readonly ocspUrl: string | undefined;
  readonly tsaUrl: string | undefined;
  readonly ncanodeUrl: string | undefined;
  /** The scanner for viruses; nothing is scanned where undefined. */
  readonly clamdUrl: string | undefined;
  /** `host:port` of each EDMS that may be called. */
  readonly edmsHosts: readonly string[];
  /** Absolute path below which packages may be dropped; undefined: nowhere. */
  readonly edmsFolders: string | undefined;
  /** Others that prove who somebody is; each is off where undefined. */
  readonly oidc: OidcConfig | undefined;
  readonly ldap: LdapConfig | undefined;
  /** By which notices go out; undefined: none is written. */
  readonly mail: MailConfig | undefined;
}

export interface MailConfig {
  /** `smtp:` or `smtps:`, with user and password where the server asks for them. */
  readonly url: string;
  readonly from: string;
  /** Nothing is sent to a server that offers no TLS. */
  readonly requireTls: boolean;
}

/** Token under which the settings are injected. */
export const CONFIG = Symbol('config');

/** Settings from `env`. @throws Error in one plain sentence that names the variable at fault. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  // A setting that is set but empty is not set: HOST= must not open the portal to all.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new Error(`The setting ${issue?.path.join('.')} is not usable: ${issue?.message}.`);
  }
  const values = read.data;
  if (values.NODE_ENV === 'production' && values.PUBLIC_ORIGINS.length === 0) {
    throw new Error(
      'In production PUBLIC_ORIGINS has to be set: the address that people open the portal by.',
    );
  }
  const dataDir = resolve(values.DATA_DIR);
  const centre = join(dataDir, 'certification-centre');
  return {
    production: values.NODE_ENV === 'production',
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    host: values.HOST,
    port: values.PORT,
    dataDir,
    auditAnchors: resolve(values.AUDIT_ANCHORS ?? join(dataDir, 'audit-anchors.txt')),
    publicOrigins: values.PUBLIC_ORIGINS,
    trustedProxies: values.TRUSTED_PROXIES,
    databasePool: values.DATABASE_POOL,
    sessionIdleMinutes: values.SESSION_IDLE_MINUTES,
    rateFactor: values.RATE_FACTOR,
    secretsKey: values.SECRETS_KEY === undefined ? undefined : Buffer.from(values.SECRETS_KEY, 'base64'),
    trust: {
      roots: resolve(values.TRUST_ROOTS ?? join(centre, 'trust.pem')),
      intermediates: resolve(values.TRUST_INTERMEDIATES ?? join(centre, 'intermediates.pem')),
      crls: resolve(values.TRUST_CRLS ?? join(centre, 'crls')),
      stampRoots: values.TSA_TRUST && resolve(values.TSA_TRUST),
    },
    ocspUrl: values.OCSP_URL,
    tsaUrl: values.TSA_URL,
    ncanodeUrl: values.NCANODE_URL,
    clamdUrl: values.CLAMD_URL,
    edmsHosts: values.EDMS_HOSTS,
    edmsFolders: values.EDMS_FOLDERS && resolve(values.EDMS_FOLDERS),
    oidc: oidcConfigOf(values, values.NODE_ENV === 'production'),
    ldap: ldapConfigOf(values),
    mail: mailConfig(values),
  };
}

function mailConfig(values: z.infer<typeof environment>): MailConfig | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, SMTP_TLS: tls, NODE_ENV } = values;
  if (!url) return undefined;
  if (!from) throw new Error('With SMTP_URL also MAIL_FROM has to be set: the sender of the letters.');
  return { url, from, requireTls: tls ? tls === 'required' : NODE_ENV === 'production' };
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isHost(host: string): boolean {
  return (
    URL.canParse(`https://${host}`) && new URL(`https://${host}`).pathname === '/' && !/[/?#@]/.test(host)
  );
}

/** The address that people know the portal by: the first of its public origins, or where it listens. */
export function publicAddress({ publicOrigins, host, port }: Config): string {
  return publicOrigins[0] ?? `http://${['0.0.0.0', '127.0.0.1'].includes(host) ? 'localhost' : host}:${port}`;
}
