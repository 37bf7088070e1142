import type { LocalizedText, PostKind, UnitKind } from '#contracts';
import { kernelPersistence } from '#kernel';
import { SigningModule, signingPersistence, type TrustOptions } from '#signing';
import {
  createTestDatabase,
  FakeClock,
  registerNumber,
  startTestApp,
  TEST_PASSWORD_HASH,
  type TestApp,
  type TestDatabase,
} from '#testing';
import { DirectoryModule } from './directory.module.js';
import { directoryPersistence } from './directory.persistence.js';
import { DirectoryWriter } from './directory-writer.js';

export const START = '2026-03-16T04:00:00.000Z';

export function text(kk: string): LocalizedText {
  return { kk, ru: `${kk} (ru)`, en: `${kk} (en)` };
}

interface Person {
  readonly login: string;
  readonly name: string;
  readonly postKind: PostKind;
  /** Twelve digits; made up where left out */
  readonly iin?: string;
}

/** For tests in which nobody comes with a certificate. */
const NO_TRUST: TrustOptions = { rootsFile: 'none.pem', refuseTestRoots: false };

/** A portal that has the directory alone, and a way to fill it in a line. */
export class DirectoryPortal {
  private made = 0;

  private constructor(
    readonly app: TestApp,
    readonly clock: FakeClock,
    readonly database: TestDatabase,
    private readonly trust: TrustOptions,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** @param env further settings, by the names they have in the environment */
  static async start(trust = NO_TRUST, env: Readonly<Record<string, string>> = {}): Promise<DirectoryPortal> {
    const database = await createTestDatabase([kernelPersistence, signingPersistence, directoryPersistence]);
    const clock = new FakeClock(START);
    const app = await startTestApp({ database, clock, modules: modulesWith(trust), env });
    return new DirectoryPortal(app, clock, database, trust, env);
  }

  /** A second api process on the same database. @param env settings that differ from those of the first */
  another(env: Readonly<Record<string, string>> = {}): Promise<TestApp> {
    const { database, clock, trust } = this;
    return startTestApp({ database, clock, modules: modulesWith(trust), env: { ...this.env, ...env } });
  }

  get writer(): DirectoryWriter {
    return this.app.get(DirectoryWriter);
  }

  body(
    name: string,
    parentId: string | null = null,
    bin = String(190640000000 + ++this.made),
  ): Promise<string> {
    return this.writer.putBody({ parentId, kind: 'central', name: text(name), shortName: text(name), bin });
  }

  unit(bodyId: string, kind: UnitKind, name: string): Promise<string> {
    return this.writer.putUnit({ bodyId, parentId: null, kind, name: text(name) });
  }

  /** An employee with an account; `name` is "Surname Given Patronymic". @returns the employee's id */
  async employee(unitId: string, { login, name, postKind, iin }: Person): Promise<string> {
    const [surname = '', givenName = '', patronymic = ''] = name.split(' ');
    const employeeId = await this.writer.putEmployee({
      unitId,
      surname,
      givenName,
      patronymic,
      iin: iin ?? registerNumber('890101', ++this.made),
      post: text(postKind),
      postKind,
      workPhone: '8 (7100) 00-10-01',
      office: '801',
      email: `${login}@mdd.example`,
    });
    await this.writer.putAccount({ employeeId, login, passwordHash: TEST_PASSWORD_HASH });
    return employeeId;
  }

  query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.dataSource.query(statement, values);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}

const modulesWith = (trust: TrustOptions) => [
  SigningModule.forRoot(trust),
  DirectoryModule.forRoot({ process: 'api' }),
];
