import type {
  AccountRequest,
  AccountRequestState,
  ActivationSlip,
  Duty,
  InboxItem,
  InboxPage,
  Problem,
  RequestedAccounts,
} from '#contracts';
import { DirectoryModule, DirectoryWriter, directoryPersistence } from '#directory';
import { InboxModule, inboxPersistence } from '#inbox';
import { Housekeeping, kernelPersistence } from '#kernel';
import { SigningModule, signingPersistence } from '#signing';
import {
  type Answer,
  createTestDatabase,
  FakeClock,
  makeText,
  Population,
  registerNumber,
  startTestApp,
  type TestApp,
  type TestClient,
  type TestDatabase,
} from '#testing';
import { AccountsModule, accountsPersistence } from './index.js';

export const PASSWORD = 'биік тауда бүркіт ұшады';
export const REASON = 'Жұмысқа қабылдау туралы бұйрық № 7';

/** The code of a refusal; of what was done its status. */
export const refusal = ({ status, json }: Answer): number | string =>
  status < 300 ? status : (json as Problem).code;

interface Units {
  /** Where the coordinator and those for whom he asks are. */
  readonly asking: string;
  readonly other: string;
}

/** A portal in which coordinators ask for accounts and officers decide; each of them is known by his part. */
export class AccountsPortal {
  private readonly clients = new Map<string, TestClient>();
  private readonly logins = new Map<string, string>();
  private count = 0;

  private constructor(
    readonly app: TestApp,
    readonly clock: FakeClock,
    readonly population: Population,
    readonly units: Units,
    private readonly database: TestDatabase,
  ) {}

  static async start(): Promise<AccountsPortal> {
    const database = await createTestDatabase([
      kernelPersistence,
      signingPersistence,
      directoryPersistence,
      inboxPersistence,
      accountsPersistence,
    ]);
    const clock = new FakeClock('2026-03-16T04:00:00.000Z');
    const process = 'api';
    const modules = [
      SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
      DirectoryModule.forRoot({ process }),
      InboxModule.forRoot({ process }),
      AccountsModule.forRoot({ process }),
    ];
    const app = await startTestApp({ database, clock, modules });
    const population = new Population(database);
    const units = { asking: await population.makeUnit(), other: await population.makeUnit() };
    const portal = new AccountsPortal(app, clock, population, units, database);
    await portal.fill();
    return portal;
  }

  private async fill(): Promise<void> {
    const { asking, other } = this.units;
    await this.holder('coordinator', asking, 'coordinator');
    await this.holder('second coordinator', asking, 'coordinator');
    await this.holder('other coordinator', other, 'coordinator');
    await this.holder('officer', other, 'authorised_body_officer');
    await this.holder('second officer', other, 'authorised_body_officer');
    await this.holder('administrator', other, 'portal_administrator');
    await this.holder('specialist', asking);
    // Coordinates and decides: of his own requests he may not.
    await this.holder('both', asking, 'coordinator', 'authorised_body_officer');
  }

  /** A test in minutes of its own, in which all are still signed in. */
  async laterMinutes(): Promise<void> {
    this.clock.advance({ minutes: 2 });
    await this.query('UPDATE directory.session SET last_seen_at = $1', [this.clock.now()]);
  }

  /** Somebody with these duties, who has signed in. */
  async holder(name: string, unitId: string, ...duties: Duty[]): Promise<void> {
    const { id, login } = await this.population.makeEmployee({ unitId });
    for (const duty of duties) await this.app.get(DirectoryWriter).putDuty(id, duty);
    this.logins.set(name, login);
    this.clients.set(name, await this.app.signIn(login));
  }

  /** Time went on, and the sessions with it. */
  async signInAgain(): Promise<void> {
    for (const [name, login] of this.logins) this.clients.set(name, await this.app.signIn(login));
  }

  as(name: string): TestClient {
    return this.clients.get(name) ?? this.app.stranger;
  }

  async employeeIdOf(name: string): Promise<string> {
    const [row] = await this.query<{ id: string }>(
      'SELECT employee_id AS id FROM directory.account WHERE login = $1',
      [this.logins.get(name)],
    );
    return row?.id ?? '';
  }

  /** Somebody who works and has no account. @returns his id */
  newcomer(unitId = this.units.asking, surname = 'Оразбаева'): Promise<string> {
    this.count += 1;
    return this.app.get(DirectoryWriter).putEmployee({
      unitId,
      surname,
      givenName: 'Жанар',
      patronymic: '',
      iin: registerNumber('770101', this.count),
      post: makeText('Post'),
      postKind: 'specialist',
      workPhone: '',
      office: '',
      email: '',
    });
  }

  ask(who: string, items: readonly object[], reason: unknown = REASON): Promise<Answer> {
    return this.as(who).post('/api/account-requests', { items, reason });
  }

  decide(who: string, ids: readonly string[], decision: string, reason?: string): Promise<Answer> {
    return this.as(who).post('/api/account-requests/decide', { ids, decision, reason });
  }

  async read(id: string, who = 'coordinator'): Promise<AccountRequest> {
    return (await this.as(who).get(`/api/account-requests/${id}`)).json as AccountRequest;
  }

  activate(code: string, password = PASSWORD): Promise<Answer> {
    return this.app.stranger.post('/api/activation', { code, password });
  }

  /** A request for a newcomer, by the coordinator, in the given state. @returns its id */
  async request(state: AccountRequestState, login = `zh.orazbaeva${++this.count}`): Promise<string> {
    const answer = await this.ask('coordinator', [{ employeeId: await this.newcomer(), login }]);
    const [id = ''] = (answer.json as RequestedAccounts).ids;
    if (state === 'refused') await this.decide('officer', [id], 'refuse', 'Өтінім толық емес');
    if (state === 'withdrawn') await this.as('coordinator').post(`/api/account-requests/${id}/withdraw`);
    if (state === 'approved' || state === 'activated') await this.decide('officer', [id], 'approve');
    if (state === 'activated') await this.activate(await this.codeOf(id));
    if (state === 'expired') {
      await this.query('UPDATE accounts.request SET expires_at = $2 WHERE id = $1', [id, this.clock.now()]);
      await this.app.get(Housekeeping).run();
    }
    expect((await this.read(id)).state).toBe(state);
    return id;
  }

  async codeOf(id: string): Promise<string> {
    const answer = await this.as('coordinator').post(`/api/account-requests/${id}/code`);
    return (answer.json as ActivationSlip).code;
  }

  async inboxOf(who: string, id: string): Promise<Pick<InboxItem, 'needs' | 'verb'>[]> {
    const found: Pick<InboxItem, 'needs' | 'verb'>[] = [];
    for (const needs of ['action', 'information']) {
      const { items } = (await this.as(who).get(`/api/inbox?needs=${needs}&limit=100`)).json as InboxPage;
      for (const item of items) {
        if (item.subjectId === id) found.push({ needs: item.needs, verb: item.verb });
      }
    }
    return found;
  }

  query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.dataSource.query(statement, values);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}
