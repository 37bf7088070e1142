import { type SigningIdentity, signDetached } from '#certification-centre';
import type { ActCard, CreateActBody, FileRef, OwnStructure, Preparation, SessionView } from '#contracts';
import { newId } from '#kernel';

/** A person at the portal's own addresses, as a browser would be: the demo is seeded, and the portal measured, by them. */
export class PortalClient {
  private constructor(
    private readonly url: string,
    /** What every request of this person carries: the session's cookie and its CSRF token. */
    readonly headers: Readonly<Record<string, string>>,
    readonly session: SessionView,
  ) {}

  /** @throws Error with the portal's answer */
  static async signIn(url: string, login: string, password: string): Promise<PortalClient> {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (!response.ok) throw new Error(`${login} cannot sign in: ${await response.text()}`);
    const session = (await response.json()) as SessionView;
    const cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
    return new PortalClient(url, { cookie, 'x-csrf-token': session.csrfToken }, session);
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  /** @throws Error with the portal's refusal */
  post<T>(path: string, body?: unknown): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  /** @throws Error with the portal's refusal */
  put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, body);
  }

  /** @throws Error with the portal's refusal */
  patch<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PATCH', path, body);
  }

  async upload(name: string, content: Buffer): Promise<FileRef> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), name);
    return this.send<FileRef>('POST', '/api/files', form);
  }

  structure(): Promise<OwnStructure> {
    return this.get('/api/directory/own-structure');
  }

  createAct(card: Omit<CreateActBody, 'id'>): Promise<ActCard> {
    return this.post('/api/agreements', { ...card, id: newId() });
  }

  card(actId: string): Promise<ActCard> {
    return this.get(`/api/agreements/${actId}`);
  }

  /** Sends the draft on its way, as it stands now. @returns the card afterwards */
  async sendAct(actId: string): Promise<ActCard> {
    const { revision } = await this.card(actId);
    return this.post(`/api/agreements/${actId}/send`, { revision });
  }

  /** Decides the step that waits for this person in the act: by its kind's own address. @returns the card afterwards */
  async decide(actId: string, verb: string, body: unknown = {}): Promise<ActCard> {
    return this.post(`/api/agreements/steps/${await this.stepOf(actId)}/${verb}`, body);
  }

  /** Signs the step that waits for this person in the act. */
  async sign(actId: string, identity: SigningIdentity): Promise<ActCard> {
    return this.signAt(`/api/agreements/steps/${await this.stepOf(actId)}`, identity);
  }

  /** Signs what is prepared at the address of a step, or of a protocol of disagreement. @returns what the portal answers */
  async signAt<T>(address: string, identity: SigningIdentity): Promise<T> {
    const prepared = await this.post<Preparation>(`${address}/prepare`);
    const signature = signDetached(Buffer.from(prepared.manifest, 'base64'), identity).toString('base64');
    return this.post(`${address}/sign`, { preparationId: prepared.id, signature });
  }

  private async stepOf(actId: string): Promise<string> {
    const [step] = (await this.card(actId)).turn;
    if (!step) throw new Error(`It is not the turn of ${this.session.employee.login} in ${actId}.`);
    await this.post(`/api/agreements/steps/${step.id}/opened`);
    return step.id;
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const isForm = body instanceof FormData;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...this.headers,
        ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}
