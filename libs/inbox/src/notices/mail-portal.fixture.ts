import type { NoticeSettings } from '#contracts';
import { DirectoryModule, directoryPersistence } from '#directory';
import { kernelPersistence, newId, Tx } from '#kernel';
import { SigningModule, signingPersistence } from '#signing';
import {
  createTestDatabase,
  FakeClock,
  makeText,
  Population,
  startTestApp,
  startTestWorker,
  type TestApp,
  type TestClient,
  type TestDatabase,
  type TestEmployee,
  type TestWorker,
} from '#testing';
import { Inbox, InboxModule, inboxPersistence, type NewTask, Postman } from '../index.js';
import { TestMailServer } from './mail-server.fixture.js';

/** Wednesday, 10:00 in Astana. */
export const WEDNESDAY_10 = '2026-03-18T05:00:00.000Z';

/** A portal with an inbox, a worker that sends, and a real mail server. */
export class MailPortal {
  readonly clock = new FakeClock(WEDNESDAY_10);
  private readonly workers: TestWorker[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly server: TestMailServer,
    readonly population: Population,
  ) {}

  private app: TestApp | undefined;

  static async start(server = new TestMailServer()): Promise<MailPortal> {
    const database = await createTestDatabase([
      kernelPersistence,
      signingPersistence,
      directoryPersistence,
      inboxPersistence,
    ]);
    const portal = new MailPortal(database, await server.start(), new Population(database));
    portal.app = await startTestApp({
      database,
      modules: modulesOf('api'),
      clock: portal.clock,
      env: portal.env(),
    });
    return portal;
  }

  env(): Record<string, string> {
    return {
      SMTP_URL: this.server.url,
      MAIL_FROM: 'Kelisim <portal@gov.test>',
      PUBLIC_ORIGINS: 'https://portal.gov.test',
    };
  }

  /** One more worker, or one with other settings. */
  async worker(env: Record<string, string> = {}): Promise<TestWorker> {
    const worker = await startTestWorker({
      database: this.database,
      modules: modulesOf('worker'),
      clock: this.clock,
      env: { ...this.env(), ...env },
    });
    this.workers.push(worker);
    return worker;
  }

  async postman(env: Record<string, string> = {}): Promise<Postman> {
    return (await this.worker(env)).get(Postman);
  }

  get api(): TestApp {
    if (!this.app) throw new Error('The portal has not been started.');
    return this.app;
  }

  signIn({ login }: TestEmployee): Promise<TestClient> {
    return this.api.signIn(login);
  }

  query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.dataSource.query(statement, values);
  }

  /** Somebody who can be written to. */
  employee(parts: Parameters<Population['makeEmployee']>[0] = {}): Promise<TestEmployee> {
    return this.population.makeEmployee({ email: `${newId()}@body.test`, ...parts });
  }

  /** Puts a task before employees, as a room does. @returns its key */
  async put(parts: TaskParts, app = this.api): Promise<string> {
    const task = taskOf(parts);
    await app.get(Tx).run(() => app.get(Inbox).put(task));
    return task.key;
  }

  /** The same step asks again, or for something else. */
  askAgain(parts: TaskParts & Pick<NewTask, 'key'>): Promise<void> {
    return this.api.get(Tx).run(() => this.api.get(Inbox).askOnly(taskOf(parts)));
  }

  close(key: string): Promise<void> {
    return this.api.get(Tx).run(() => this.api.get(Inbox).close(key, null));
  }

  /** What the step asks for was given, and its check is awaited. */
  waits(key: string): Promise<void> {
    return this.api.get(Tx).run(() => this.api.get(Inbox).waits(key, this.clock.now()));
  }

  /** The employee chooses how his notices come. */
  async choose(employee: TestEmployee, parts: Partial<NoticeSettings>): Promise<void> {
    const settings: NoticeSettings = {
      mail: 'at_once',
      digestHour: 9,
      muted: [],
      language: 'kk',
      quietHours: true,
      ...parts,
    };
    const answer = await (await this.signIn(employee)).send('PUT', '/api/notices/settings', settings);
    if (answer.status !== 200) throw new Error(answer.text);
  }

  /** What became of the letters, in the order in which they were planned. */
  letters(): Promise<
    { state: string; fault: string | null; attempts: number; send_at: Date; address: string | null }[]
  > {
    return this.database.dataSource.query(
      'SELECT state, fault, attempts, send_at, address FROM inbox.letter ORDER BY id',
    );
  }

  /** Forgets all letters, tasks and what the server has taken; people stay. */
  async clear(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
    await this.database.dataSource.query('TRUNCATE inbox.task, inbox.letter, inbox.notice, inbox.escalation');
    await this.database.dataSource.query('DELETE FROM kernel.calendar_day');
    this.server.reset();
    this.clock.set(WEDNESDAY_10);
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
    await this.app?.close();
    await this.server.stop();
    await this.database.drop();
  }
}

export function modulesOf(process: 'api' | 'worker') {
  return [
    SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
    DirectoryModule.forRoot({ process }),
    InboxModule.forRoot({ process }),
  ];
}

type TaskParts = Partial<NewTask> & Pick<NewTask, 'employeeIds'>;

function taskOf(parts: TaskParts): NewTask {
  return {
    key: newId(),
    needs: 'action',
    verb: 'give_visa',
    room: 'agreements',
    subjectId: newId(),
    subjectKind: 'bill',
    title: 'Ашық деректер туралы',
    titleLanguage: 'kk',
    number: '12/2026-1',
    bodyId: newId(),
    bodyName: makeText('Ministry'),
    dueAt: null,
    ...parts,
  };
}
