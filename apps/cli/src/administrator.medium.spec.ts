import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, Population, type TestDatabase } from '#testing';
import { ROOMS } from '../../api/src/rooms.js';
import { administrator } from './administrator.js';

describe('./portal administrator', () => {
  let database: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    database = await createTestDatabase(ROOMS);
    dataDir = await mkdtemp(join(tmpdir(), 'kelisim-administrator-'));
  });

  afterAll(async () => {
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function run(...args: string[]) {
    let written = '';
    const out = {
      write: (text: string) => {
        written += text;
      },
    };
    const env = { NODE_ENV: 'test', DATABASE_URL: database.url };
    const status = await administrator({ root: '', dataDir, env, args }, out);
    return { status, written };
  }

  test('makes the first administrator, once, and the record has it', async () => {
    const { id, login } = await new Population(database).makeEmployee({ surname: 'Сейітова' });
    for (const _ of [1, 2]) {
      expect(await run(login)).toEqual({
        status: 0,
        written: `Сейітова Әлихан (${login}) is an administrator of the portal.\n`,
      });
    }
    const entries = await database.dataSource.query(
      'SELECT action, employee_id AS by FROM kernel.audit_entry WHERE subject_id = $1',
      [id],
    );
    expect(entries).toEqual([{ action: 'duty.given', by: null }]);
  });

  test('says that nobody signs in so, or how it is called', async () => {
    await expect(run('nobody')).rejects.toThrow('Nobody can sign in as nobody.');
    expect(await run()).toMatchObject({ status: 64 });
    expect(await run('one', 'two')).toMatchObject({ status: 64 });
  });
});
