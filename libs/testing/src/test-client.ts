import type { SessionView } from '#contracts';

/** The password of every account that `Population` makes. */
export const TEST_PASSWORD = 'Kelisim-2026';
/** Its hash, at the least cost that argon2id has: at the portal's own each sign-in of a test would take 25 ms more. */
export const TEST_PASSWORD_HASH =
  '$argon2id$v=19$m=8,t=1,p=1$c2FsdCBvZiB0aGUgdGVzdA$9zxMDSHrxkBrcFsTs1RXF15JbohNhdgyErSCE27rVXo';

/** What the portal answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON, or undefined where the answer is none. @see `schema.parse(answer.json)` */
  readonly json: unknown;
}

/** A browser as far as HTTP goes: keeps the session's cookie, and sends its CSRF token with what changes something. */
export class TestClient {
  /** Sent with every request. */
  readonly headers: Record<string, string> = {};

  constructor(private readonly url: string) {}

  static async signIn(url: string, login: string, password = TEST_PASSWORD): Promise<TestClient> {
    const client = new TestClient(url);
    const answer = await client.post('/api/session', { login, password });
    if (answer.status >= 300) throw new Error(`${login} could not sign in: ${answer.status} ${answer.text}`);
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
    client.headers['cookie'] = cookies.join('; ');
    client.headers['x-csrf-token'] = (answer.json as SessionView).csrfToken;
    return client;
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.send('POST', path, body);
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.send('PATCH', path, body);
  }

  put(path: string, body?: unknown): Promise<Answer> {
    return this.send('PUT', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path);
  }

  /**
   * @param path from the root, `/api/...`
   * @param body sent as JSON; a `FormData` as a form with files, a string as it stands
   */
  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const plain = body === undefined || body instanceof FormData;
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { ...(plain ? {} : { 'content-type': 'application/json' }), ...this.headers },
      body: plain || typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  }
}
