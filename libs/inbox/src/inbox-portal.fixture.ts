import { inboxPage } from '#contracts';
import { DirectoryModule, directoryPersistence } from '#directory';
import { kernelPersistence, newId, Tx } from '#kernel';
import { SigningModule } from '#signing';
import {
  createTestDatabase,
  FakeClock,
  makeText,
  Population,
  startTestApp,
  type TestApp,
  type TestClient,
  type TestDatabase,
  type TestEmployee,
} from '#testing';
import { Inbox, InboxModule, inboxPersistence, type NewTask } from './index.js';

/** Wednesday, 10:00 in Astana. */
export const NOW = '2026-03-18T05:00:00.000Z';

/** A portal that has the inbox alone, and a reader in it. */
export class InboxPortal {
  private constructor(
    readonly app: TestApp,
    readonly clock: FakeClock,
    readonly database: TestDatabase,
    readonly population: Population,
  ) {}

  static async start(): Promise<InboxPortal> {
    const database = await createTestDatabase([kernelPersistence, directoryPersistence, inboxPersistence]);
    const clock = new FakeClock(NOW);
    const process = 'api';
    const modules = [
      SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
      DirectoryModule.forRoot({ process }),
      InboxModule.forRoot({ process }),
    ];
    const app = await startTestApp({ database, modules, clock });
    return new InboxPortal(app, clock, database, new Population(database));
  }

  get inbox(): Inbox {
    return this.app.get(Inbox);
  }

  get tx(): Tx {
    return this.app.get(Tx);
  }

  /** A new employee who has signed in. */
  async reader(): Promise<{ employee: TestEmployee; client: TestClient }> {
    const employee = await this.population.makeEmployee();
    return { employee, client: await this.app.signIn(employee.login) };
  }

  /** A task for these employees that was not before; whatever is not named is made up. */
  task(employeeIds: readonly string[], parts: Partial<NewTask> = {}): NewTask {
    return {
      key: newId(),
      employeeIds,
      needs: 'action',
      verb: 'give_visa',
      room: 'agreements',
      subjectId: newId(),
      subjectKind: 'government_resolution',
      title: 'Ашық деректер туралы',
      titleLanguage: 'kk',
      number: '12/2026-1',
      bodyId: newId(),
      bodyName: makeText('Ministry'),
      dueAt: null,
      ...parts,
    };
  }

  put(task: NewTask): Promise<void> {
    return this.tx.run(() => this.inbox.put(task));
  }

  query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.dataSource.query(statement, values);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}

/** A page of the inbox as the client gets it; fails where it is not as the contract has it. */
export async function pageOf(client: TestClient, query = '') {
  const answer = await client.get(`/api/inbox${query}`);
  expect(answer.status).toBe(200);
  return inboxPage.strict().parse(answer.json);
}
