import {
  type Enrolment,
  type PendingSignIn,
  type Problem,
  pendingSignIn,
  type RecoveryCodes,
  type SecondFactorPolicy,
} from '#contracts';
import { type Answer, type FakeClock, TEST_PASSWORD, type TestApp, type TestClient } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { Authenticator } from './authenticator.fixture.js';

/** What is sent where the password is asked for again. */
export const password = { password: TEST_PASSWORD };

export const refusal = ({ json }: Answer): Pick<Problem, 'code' | 'params'> => {
  const { code, params } = json as Problem;
  return { code, params };
};

interface Enrolled {
  readonly login: string;
  readonly client: TestClient;
  readonly app: Authenticator;
  /** Recovery codes, none of them used. */
  readonly codes: readonly string[];
}

/** A body whose people sign in with a second factor, or without one, as its policy says. */
export class SecondFactorPortal {
  private count = 0;

  private constructor(
    private readonly portal: DirectoryPortal,
    readonly bodyId: string,
    private readonly unitId: string,
  ) {}

  static async start(): Promise<SecondFactorPortal> {
    const portal = await DirectoryPortal.start();
    const bodyId = await portal.body('Қаржы министрлігі');
    return new SecondFactorPortal(
      portal,
      bodyId,
      await portal.unit(bodyId, 'ordinary', 'Бюджет департаменті'),
    );
  }

  get app(): TestApp {
    return this.portal.app;
  }

  get clock(): FakeClock {
    return this.portal.clock;
  }

  query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.portal.query(statement, values);
  }

  /** A test in half an hour of its own: wrong codes and passwords do not add up over tests. */
  async nextHalfHour(): Promise<void> {
    this.clock.advance({ minutes: 31 });
    await this.policy('optional');
  }

  async policy(value: SecondFactorPolicy): Promise<void> {
    await this.query('UPDATE directory.state_body SET second_factor = $2 WHERE id = $1', [
      this.bodyId,
      value,
    ]);
  }

  async newLogin(): Promise<string> {
    this.count += 1;
    const login = `e.akhmet${this.count}`;
    await this.portal.employee(this.unitId, {
      login,
      name: 'Ахмет Ерлан Серікұлы',
      postKind: 'specialist',
    });
    return login;
  }

  signIn(login: string, given = TEST_PASSWORD): Promise<Answer> {
    return this.app.stranger.post('/api/session', { login, password: given });
  }

  async firstStep(login: string): Promise<PendingSignIn> {
    const answer = await this.signIn(login);
    expect(answer.status).toBe(202);
    expect(answer.headers.getSetCookie()).toEqual([]);
    return pendingSignIn.parse(answer.json);
  }

  secondStep(token: string, code: string): Promise<Answer> {
    return this.app.stranger.post('/api/session/code', { token, code });
  }

  /** Somebody who has set up a second factor; the code that confirmed it is used. */
  async enrolled(): Promise<Enrolled> {
    const login = await this.newLogin();
    const client = await this.app.signIn(login);
    const { key } = (await client.post('/api/account/second-factor', password)).json as Enrolment;
    const app = new Authenticator(key);
    const code = app.code(this.clock.now());
    const answer = await client.post('/api/account/second-factor/confirm', { code });
    expect(answer.status).toBe(200);
    this.clock.advance({ seconds: 30 });
    return { login, client, app, codes: (answer.json as RecoveryCodes).codes };
  }

  async coordinator(): Promise<TestClient> {
    const login = await this.newLogin();
    const [row] = await this.query<{ id: string }>(
      'SELECT employee_id AS id FROM directory.account WHERE login = $1',
      [login],
    );
    await this.portal.writer.putDuty(row?.id ?? '', 'coordinator');
    return this.app.signIn(login);
  }

  /** What the record says was done to that account, in order. */
  async actionsOn(login: string): Promise<string[]> {
    const rows = await this.query<{ action: string }>(
      `SELECT action FROM kernel.audit_entry JOIN directory.account ON subject_id = account.id
       WHERE login = $1 ORDER BY seq`,
      [login],
    );
    return rows.map(({ action }) => action);
  }

  close(): Promise<void> {
    return this.portal.close();
  }
}
