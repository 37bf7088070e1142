import { resolve } from 'node:path';
import { z } from 'zod';

/** Settings of the ways to sign in that others answer for: a provider (OpenID Connect) and a directory (LDAP). */
export const signInEnvironment = {
  /** Address of the OpenID Connect provider, as it names itself: `https://sso.gov.kz/realms/staff`; off where left out. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the provider is called on the sign-in page. */
  OIDC_LABEL: z.string().max(60).default('OpenID Connect'),
  OIDC_SCOPE: z
    .string()
    .default('openid profile')
    .refine((scope) => scope.split(' ').includes('openid'), 'it has to hold openid'),
  /** The claim that is the account name in the portal. */
  OIDC_LOGIN_CLAIM: z.string().default('preferred_username'),
  /** The claim that holds the person's IIN; where set, it counts instead of the account name. */
  OIDC_IIN_CLAIM: z.string().optional(),
  /** `ldaps://host` (TLS from the start), or `ldap://host` (STARTTLS before anything is sent); off where left out. */
  LDAP_URL: z.url({ protocol: /^ldaps?$/ }).optional(),
  /** Certificates of the roots that the directory's TLS is trusted by, PEM; those of the system where left out. */
  LDAP_CA: z.string().optional(),
  /** The portal's own entry, which may search. */
  LDAP_BIND_DN: z.string().optional(),
  LDAP_BIND_PASSWORD: z.string().optional(),
  /** Below which people are searched. */
  LDAP_BASE: z.string().optional(),
  /** How a person is found; `{login}` is the account name. */
  LDAP_FILTER: z
    .string()
    .default('(uid={login})')
    .refine((filter) => /^\(.+\)$/.test(filter) && filter.includes('{login}'), 'it takes (uid={login})'),
  /** Whether passwords of the directory count beside the portal's own, or alone. */
  LDAP_PASSWORDS: z.enum(['also', 'only']).default('also'),
};

type SignInValues = z.infer<z.ZodObject<typeof signInEnvironment>>;

/** An OpenID Connect provider that proves who somebody is. */
export interface OidcConfig {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly label: string;
  /** Separated by spaces. */
  readonly scope: string;
  /** The claim that names the person, and what it is in the portal. */
  readonly claim: { readonly name: string; readonly is: 'login' | 'iin' };
}

/** An LDAP directory that knows passwords. */
export interface LdapConfig {
  readonly url: string;
  /** Absolute path. */
  readonly caFile: string | undefined;
  readonly bindDn: string;
  readonly bindPassword: string;
  readonly base: string;
  /** RFC 4515, with `{login}` where the account name goes. */
  readonly filter: string;
  /** Only its passwords count, but for those of the portal's administrators. */
  readonly only: boolean;
}

/** @throws Error in one sentence, where a provider is named without what it takes */
export function oidcConfigOf(values: SignInValues, production: boolean): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer } = values;
  if (issuer === undefined) return undefined;
  if (production && !issuer.startsWith('https:')) {
    throw new Error('The setting OIDC_ISSUER is not usable: in production it takes an https address.');
  }
  const { OIDC_IIN_CLAIM: iinClaim } = values;
  return {
    issuer: new URL(issuer),
    clientId: needed(values, 'OIDC_CLIENT_ID', 'OIDC_ISSUER'),
    clientSecret: needed(values, 'OIDC_CLIENT_SECRET', 'OIDC_ISSUER'),
    label: values.OIDC_LABEL,
    scope: values.OIDC_SCOPE,
    claim: iinClaim ? { name: iinClaim, is: 'iin' } : { name: values.OIDC_LOGIN_CLAIM, is: 'login' },
  };
}

/** @throws Error in one sentence, where a directory is named without what it takes */
export function ldapConfigOf(values: SignInValues): LdapConfig | undefined {
  if (values.LDAP_URL === undefined) return undefined;
  return {
    url: values.LDAP_URL,
    caFile: values.LDAP_CA && resolve(values.LDAP_CA),
    bindDn: needed(values, 'LDAP_BIND_DN', 'LDAP_URL'),
    bindPassword: needed(values, 'LDAP_BIND_PASSWORD', 'LDAP_URL'),
    base: needed(values, 'LDAP_BASE', 'LDAP_URL'),
    filter: values.LDAP_FILTER,
    only: values.LDAP_PASSWORDS === 'only',
  };
}

type Needed = 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'LDAP_BIND_DN' | 'LDAP_BIND_PASSWORD' | 'LDAP_BASE';

function needed(values: SignInValues, name: Needed, because: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`Where ${because} is set, ${name} has to be set too.`);
  return value;
}
