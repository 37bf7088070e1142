import { resolve } from 'node:path';
import { loadConfig, publicAddress } from './config.js';

const DATABASE_URL = 'postgres://portal@127.0.0.1:5432/portal';

describe('the settings', () => {
  test('need nothing but a database', () => {
    expect(loadConfig({ DATABASE_URL })).toMatchObject({
      production: false,
      databaseUrl: DATABASE_URL,
      redisUrl: undefined,
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('.portal'),
      auditAnchors: resolve('.portal/audit-anchors.txt'),
      publicOrigins: [],
      trustedProxies: 0,
      databasePool: 10,
      sessionIdleMinutes: 30,
      rateFactor: 1,
      mail: undefined,
    });
  });

  test('are read from the environment', () => {
    const config = loadConfig({
      DATABASE_URL,
      NODE_ENV: 'production',
      REDIS_URL: 'redis://redis:6379',
      HOST: '0.0.0.0',
      PORT: '8080',
      DATA_DIR: '/var/lib/portal',
      AUDIT_ANCHORS: '/mnt/witness/anchors.txt',
      PUBLIC_ORIGINS: ' https://portal.gov.kz, ,https://portal.kz ',
      TRUSTED_PROXIES: '2',
      DATABASE_POOL: '40',
      SESSION_IDLE_MINUTES: '5',
      RATE_FACTOR: '10',
    });
    expect(config).toMatchObject({
      production: true,
      databaseUrl: DATABASE_URL,
      redisUrl: 'redis://redis:6379',
      host: '0.0.0.0',
      port: 8080,
      dataDir: '/var/lib/portal',
      auditAnchors: '/mnt/witness/anchors.txt',
      publicOrigins: ['https://portal.gov.kz', 'https://portal.kz'],
      trustedProxies: 2,
      databasePool: 40,
      sessionIdleMinutes: 5,
      rateFactor: 10,
    });
  });

  test.each([
    ['DATABASE_URL', {}],
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['PORT', { DATABASE_URL, PORT: 'http' }],
    ['PORT', { DATABASE_URL, PORT: '0' }],
    ['PORT', { DATABASE_URL, PORT: '70000' }],
    ['DATABASE_POOL', { DATABASE_URL, DATABASE_POOL: '1' }],
    ['SECRETS_KEY', { DATABASE_URL, SECRETS_KEY: 'bm90IGVub3VnaA==' }],
    ['NODE_ENV', { DATABASE_URL, NODE_ENV: 'prod' }],
    ['RATE_FACTOR', { DATABASE_URL, RATE_FACTOR: '0' }],
    ['TRUSTED_PROXIES', { DATABASE_URL, TRUSTED_PROXIES: '-1' }],
    ['SMTP_URL', { DATABASE_URL, SMTP_URL: 'mail.gov.kz' }],
    ['SMTP_URL', { DATABASE_URL, SMTP_URL: 'http://mail.gov.kz' }],
    ['SMTP_TLS', { DATABASE_URL, SMTP_TLS: 'on' }],
    ['MAIL_FROM', { DATABASE_URL, MAIL_FROM: 'portal' }],
    ['MAIL_FROM', { DATABASE_URL, MAIL_FROM: 'portal@gov.kz, other@gov.kz' }],
    ['MAIL_FROM', { DATABASE_URL, MAIL_FROM: 'Portal <portal@gov.kz>\r\nBcc: x@y.kz' }],
    ['PUBLIC_ORIGINS', { DATABASE_URL, PUBLIC_ORIGINS: 'portal.gov.kz' }],
    ['PUBLIC_ORIGINS', { DATABASE_URL, PUBLIC_ORIGINS: 'https://portal.gov.kz,https://portal.kz/start' }],
  ])('that are wrong are named in one sentence: %s of %j', (name, env) => {
    expect(() => loadConfig(env)).toThrow(new RegExp(`^The setting ${name} is not usable: .+\\.$`));
  });
});

test('a portal in production has to know the address that people open it by', () => {
  expect(() => loadConfig({ DATABASE_URL, NODE_ENV: 'production' })).toThrow(
    'In production PUBLIC_ORIGINS has to be set: the address that people open the portal by.',
  );
});

describe('the mail server', () => {
  const SMTP_URL = 'smtp://portal:secret@mail.gov.kz:587';
  const MAIL_FROM = 'Kelisim <portal@gov.kz>';
  const production = { NODE_ENV: 'production', PUBLIC_ORIGINS: 'https://portal.gov.kz' };

  test.each([
    [{}, false],
    [{ SMTP_TLS: 'required' }, true],
    [production, true],
    [{ ...production, SMTP_TLS: 'off' }, false],
  ])('is spoken to under TLS in production, unless that is allowed otherwise: %j', (env, requireTls) => {
    const { mail } = loadConfig({ DATABASE_URL, SMTP_URL, MAIL_FROM, ...env });
    expect(mail).toEqual({ url: SMTP_URL, from: MAIL_FROM, requireTls });
  });

  test('needs a sender', () => {
    expect(() => loadConfig({ DATABASE_URL, SMTP_URL })).toThrow(
      'With SMTP_URL also MAIL_FROM has to be set: the sender of the letters.',
    );
    expect(loadConfig({ DATABASE_URL, MAIL_FROM }).mail).toBeUndefined();
  });
});

test('a setting that is set but empty is not set: the portal stays on this machine', () => {
  const config = loadConfig({ DATABASE_URL: 'postgres://db', HOST: '', PORT: '', TRUST_ROOTS: '' });
  expect(config).toMatchObject({ host: '127.0.0.1', port: 3000 });
});

describe('the address that people know the portal by', () => {
  test.each([
    { env: {}, address: 'http://localhost:3000' },
    { env: { HOST: '0.0.0.0', PORT: '8080' }, address: 'http://localhost:8080' },
    { env: { PUBLIC_ORIGINS: 'https://portal.gov.kz,https://portal.kz' }, address: 'https://portal.gov.kz' },
  ])('$address', ({ env, address }) => {
    expect(publicAddress(loadConfig({ DATABASE_URL, ...env }))).toBe(address);
  });
});

describe('others that prove who somebody is', () => {
  const OIDC = { OIDC_ISSUER: 'https://sso.gov.kz', OIDC_CLIENT_ID: 'portal', OIDC_CLIENT_SECRET: 's' };
  const LDAP = {
    LDAP_URL: 'ldaps://ldap.gov.kz',
    LDAP_BIND_DN: 'cn=portal',
    LDAP_BIND_PASSWORD: 's',
    LDAP_BASE: 'dc=gov',
  };

  test('are off by themselves', () => {
    expect(loadConfig({ DATABASE_URL })).toMatchObject({ oidc: undefined, ldap: undefined });
  });

  test('are read whole', () => {
    expect(loadConfig({ DATABASE_URL, ...OIDC, ...LDAP })).toMatchObject({
      oidc: {
        clientId: 'portal',
        scope: 'openid profile',
        claim: { name: 'preferred_username', is: 'login' },
      },
      ldap: { url: 'ldaps://ldap.gov.kz', base: 'dc=gov', filter: '(uid={login})', only: false },
    });
    expect(loadConfig({ DATABASE_URL, ...OIDC, OIDC_IIN_CLAIM: 'iin' }).oidc?.claim).toEqual({
      name: 'iin',
      is: 'iin',
    });
  });

  test.each([
    ['OIDC_CLIENT_ID', { ...OIDC, OIDC_CLIENT_ID: '' }],
    ['OIDC_CLIENT_SECRET', { ...OIDC, OIDC_CLIENT_SECRET: '' }],
    ['LDAP_BIND_DN', { ...LDAP, LDAP_BIND_DN: '' }],
    ['LDAP_BIND_PASSWORD', { ...LDAP, LDAP_BIND_PASSWORD: '' }],
    ['LDAP_BASE', { ...LDAP, LDAP_BASE: '' }],
  ])('%s is not left out', (name, env) => {
    expect(() => loadConfig({ DATABASE_URL, ...env })).toThrow(`${name} has to be set too.`);
  });

  test.each([
    ['LDAP_URL', { ...LDAP, LDAP_URL: 'http://ldap.gov.kz' }],
    ['LDAP_FILTER', { ...LDAP, LDAP_FILTER: '(uid=*)' }],
    ['LDAP_PASSWORDS', { ...LDAP, LDAP_PASSWORDS: 'never' }],
    ['OIDC_SCOPE', { ...OIDC, OIDC_SCOPE: 'profile' }],
    ['OIDC_ISSUER', { ...OIDC, OIDC_ISSUER: 'sso.gov.kz' }],
  ])('%s that is wrong is named', (name, env) => {
    expect(() => loadConfig({ DATABASE_URL, ...env })).toThrow(`The setting ${name} is not usable`);
  });

  test('a provider without TLS is none in production', () => {
    const env = { DATABASE_URL, NODE_ENV: 'production', PUBLIC_ORIGINS: 'https://portal.gov.kz' };
    expect(() => loadConfig({ ...env, ...OIDC, OIDC_ISSUER: 'http://sso.gov.kz' })).toThrow(
      'The setting OIDC_ISSUER is not usable: in production it takes an https address.',
    );
  });
});
