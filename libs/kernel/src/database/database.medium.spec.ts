import { createTestDatabase, type TestDatabase } from '#testing';
import { kernelPersistence } from '../kernel.persistence.js';
import { buildDataSource, migrate, type Persistence, schemaDifference } from './database.js';

describe('the schema', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase([kernelPersistence]);
  });

  afterEach(async () => {
    await database?.drop();
  });

  const open = (rooms: readonly Persistence[]) =>
    buildDataSource({ databaseUrl: database.url, databasePool: 3 }, rooms).initialize();

  test('that the migrations make is the one that the entities describe', async () => {
    expect(await schemaDifference(database.dataSource)).toEqual([]);
  });

  test.each([
    ['a column that is missing', 'ALTER TABLE kernel.outbox DROP COLUMN last_error'],
    ['a column too many', 'ALTER TABLE kernel.outbox ADD COLUMN extra text'],
    ['a column that may be empty', 'ALTER TABLE kernel.audit_entry ALTER COLUMN content DROP NOT NULL'],
    ['an index that is missing', 'DROP INDEX kernel.outbox_open'],
  ])('is compared with the entities: %s', async (_what, change) => {
    await database.dataSource.query(change);
    expect(await schemaDifference(database.dataSource)).not.toEqual([]);
  });

  test('is made once, though two processes start at the same moment', async () => {
    await database.dataSource.query('DROP SCHEMA kernel CASCADE');
    await database.dataSource.query('DROP TABLE migration');
    const [one, other] = [await open([kernelPersistence]), await open([kernelPersistence])];
    const done = await Promise.all([migrate(one), migrate(other)]);
    const all = (kernelPersistence.migrations as (new () => unknown)[]).map(({ name }) => name);
    expect(done.flat()).toEqual(all);
    expect(all).toContain('CreateKernel1700000000000');
    expect(await schemaDifference(one)).toEqual([]);
    await Promise.all([one.destroy(), other.destroy()]);
  });

  test('may take longer to make than a request may take', async () => {
    class LooksAtItsTime1800000000000 {
      async up(runner: { query(sql: string): Promise<{ statement_timeout: string }[]> }): Promise<void> {
        const [setting] = await runner.query('SHOW statement_timeout');
        if (setting?.statement_timeout !== '0')
          throw new Error(`stopped after ${setting?.statement_timeout}`);
      }
      async down(): Promise<void> {}
    }
    const dataSource = await open([
      kernelPersistence,
      { schema: 'later', entities: [], migrations: [LooksAtItsTime1800000000000] },
    ]);
    expect(await migrate(dataSource)).toEqual(['LooksAtItsTime1800000000000']);
    // The connection goes back to the pool as it was.
    expect(await dataSource.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '30s' }]);
    await dataSource.destroy();
  });

  test('stays as it was where a migration fails', async () => {
    class Fails1800000000000 {
      async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
        await runner.query('CREATE TABLE kernel.half (id int)');
        await runner.query('SELECT 1 / 0');
      }
      async down(): Promise<void> {}
    }
    const dataSource = await open([
      kernelPersistence,
      { schema: 'later', entities: [], migrations: [Fails1800000000000] },
    ]);
    await expect(migrate(dataSource)).rejects.toThrow('division by zero');
    expect(await dataSource.query(`SELECT to_regclass('kernel.half') AS half`)).toEqual([{ half: null }]);
    await dataSource.destroy();
  });
});
