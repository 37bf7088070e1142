import { tmpdir } from 'node:os';
import { newId } from '#kernel';
import { createTestDatabase, type TestDatabase } from '#testing';
import { ROOMS } from '../../api/src/rooms.js';
import { jobs } from './jobs.js';

describe('./portal jobs', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase(ROOMS);
  });
  afterAll(() => database?.drop());

  async function run(...args: string[]) {
    let written = '';
    const write = (text: string) => {
      written += text;
    };
    const env = { NODE_ENV: 'test', DATABASE_URL: database.url };
    const status = await jobs({ root: '', dataDir: tmpdir(), env, args }, { write });
    return { status, written };
  }

  test('names what was given up and why, and has it done again, or forgotten', async () => {
    expect(await run()).toEqual({ status: 0, written: 'No job was given up.\n' });
    const id = newId();
    await database.dataSource.query(
      `INSERT INTO kernel.outbox (id, topic, payload, created_at, next_attempt_at, attempts, last_error, given_up_at)
       VALUES ($1, 'test.job', '{}', '2026-03-16', '2026-03-17', 36, 'no paper', '2026-03-17T05:00:00Z')`,
      [id],
    );
    expect(await run()).toEqual({
      status: 0,
      written: `2026-03-17T05:00:00.000Z  test.job  ${id}  after 36 attempts: no paper\n`,
    });
    expect(await run('again')).toEqual({ status: 0, written: '1 jobs are done again.\n' });
    expect(await run()).toEqual({ status: 0, written: 'No job was given up.\n' });
    expect(await database.dataSource.query('SELECT attempts, given_up_at FROM kernel.outbox')).toEqual([
      { attempts: 0, given_up_at: null },
    ]);
    await database.dataSource.query('UPDATE kernel.outbox SET given_up_at = now()');
    expect(await run('forget')).toEqual({ status: 0, written: '1 jobs are forgotten.\n' });
    expect(await run()).toEqual({ status: 0, written: 'No job was given up.\n' });
  });

  test('says how it is called', async () => {
    expect(await run('all')).toEqual({ status: 64, written: 'Usage: portal jobs [again|forget]\n' });
  });
});
