import { createHmac, createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';

/** As the portal of the tests in the browser is registered too (portal.setup.mjs). */
const CLIENT = { id: 'portal', secret: 'of-the-portal-at-its-provider' };

/** Who is at the provider's keyboard, and what the provider knows of him; null: he gives up. */
type Visitor = Readonly<Record<string, string | boolean>> | null;

/** Of one browser at the provider, by name. */
type Cookies = Map<string, string>;

async function ask(at: URL, cookies: Cookies, body?: URLSearchParams): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(at, {
    headers: { cookie },
    redirect: 'manual',
    ...(body ? { method: 'POST', body } : {}),
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  return response;
}

const newKey = (): JsonWebKey =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const KID = 'of-the-provider';

/** A real OpenID Connect provider (oidc-provider) on loopback, where whoever comes is `visitor`. */
export class TestProvider {
  visitor: Visitor = null;
  private provider: Provider | undefined;
  private outOfOrder = false;
  /** For the next `register`: somebody between portal and provider signs with a key that is not the one that is published. */
  forged = false;
  private readonly key = newKey();
  /** What it knows of everybody who came, by account. */
  private readonly known = new Map<string, NonNullable<Visitor>>();

  private constructor(
    private readonly Made: typeof Provider,
    private server: Server,
    readonly port: number,
  ) {}

  /** @param port at which it is expected; a free one where left out */
  static async start(port = 0): Promise<TestProvider> {
    // Only here: every other test does without the package.
    const { default: Made } = await import('oidc-provider');
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const self = new TestProvider(Made, server, (server.address() as AddressInfo).port);
    server.on('request', self.answer);
    return self;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The settings with which a portal trusts it. */
  get env(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_LABEL: 'Мемлекеттік қызметші',
    };
  }

  /** Registers the portal. @param beside whether claims are told beside the ID token only, as the standard has it */
  register(redirectUris: string[], beside = false): void {
    const origins = redirectUris.map((uri) => new URL(uri).origin);
    this.provider = new this.Made(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: redirectUris,
          post_logout_redirect_uris: origins.map((origin) => `${origin}/login`),
          backchannel_logout_uri: `${origins[0]}/api/session/provider-logout`,
          backchannel_logout_session_required: true,
        },
      ],
      claims: { openid: ['sub'], profile: ['preferred_username', 'iin', 'email', 'email_verified'] },
      conformIdTokenClaims: beside,
      jwks: { keys: [{ ...(this.forged ? newKey() : this.key), kid: KID, use: 'sig' }] },
      // The portal of a test is on this machine, where providers in earnest call nobody.
      fetch: (url, { method, headers, body, signal } = {}) => fetch(url, { method, headers, body, signal }),
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ['of-the-test'] },
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, ...this.known.get(accountId) }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId: CLIENT.id,
          accountId: oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
  }

  /** Goes where a browser would be sent, up to the address at which it leaves the provider. @param cookies of that browser */
  async visit(url: string, cookies: Cookies = new Map()): Promise<URL> {
    let at = new URL(url);
    while (at.origin === this.issuer) {
      const response = await ask(at, cookies);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The provider answered ${response.status} at ${at.pathname}`);
      at = new URL(location, at);
    }
    return at;
  }

  /** Signs out at the provider, and says yes to what it asks. @returns where it sends the browser then */
  async leave(url: string, cookies: Cookies): Promise<string | null> {
    const page = await (await ask(new URL(url), cookies)).text();
    const [, action = '', xsrf = ''] = /action="([^"]+)"[\s\S]*?name="xsrf" value="([^"]+)"/.exec(page) ?? [];
    if (action === '') throw new Error(`The provider asks nothing: ${page.slice(0, 300)}`);
    const body = new URLSearchParams({ xsrf, logout: 'yes' });
    return (await ask(new URL(action), cookies, body)).headers.get('location');
  }

  /**
   * A JWT of these claims by its key; or by another of the same name, by a shared secret, or by nothing.
   * @param by RS256 where left out
   */
  word(claims: object, by: 'its key' | 'another key' | 'nothing' | { secret: string } = 'its key'): string {
    const alg = by === 'nothing' ? 'none' : typeof by === 'object' ? 'HS256' : 'RS256';
    const text = [{ alg, kid: KID, typ: 'logout+jwt' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    if (by === 'nothing') return `${text}.`;
    const key = () => createPrivateKey({ key: by === 'another key' ? newKey() : this.key, format: 'jwk' });
    const signature =
      typeof by === 'object'
        ? createHmac('sha256', by.secret).update(text).digest()
        : sign('sha256', Buffer.from(text), key());
    return `${text}.${signature.toString('base64url')}`;
  }

  /** Answers 503 to all, or no longer. */
  break(outOfOrder: boolean): void {
    this.outOfOrder = outOfOrder;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Is there again, at the address that it had. */
  async resume(): Promise<void> {
    this.server = createServer(this.answer).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private readonly answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { provider } = this;
    if (!provider || this.outOfOrder) {
      response.writeHead(503).end();
    } else if (request.url === '/jwks' && this.forged) {
      const { kty, n, e } = this.key;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: [{ kty, n, e, kid: KID, use: 'sig' }] }));
    } else if (request.url?.startsWith('/interaction/')) {
      const { visitor } = this;
      const accountId = `of-${Object.values(visitor ?? {}).join('-')}`;
      if (visitor) this.known.set(accountId, visitor);
      const result: InteractionResults = visitor
        ? { login: { accountId } }
        : { error: 'access_denied', error_description: 'gave up' };
      await provider.interactionFinished(request, response, result);
    } else {
      await provider.callback()(request, response);
    }
  };
}
