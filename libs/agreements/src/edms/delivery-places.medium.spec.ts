import { kernelPersistence, newId, Sql, Tx } from '#kernel';
import { createTestDatabase, type TestDatabase } from '#testing';
import { DeliveryPlaces } from './delivery-places.js';
import { HTTP_TIMES } from './http-way.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase([kernelPersistence]);
});

afterAll(() => database?.drop());

test('775:22 the database does not end an attempt before the attempt ends by itself, however slow the EDMS is', async () => {
  const tx = new Tx(database.dataSource);
  const sql = new Sql(database.dataSource, tx);
  const longestMs = () =>
    sql.row<{ ms: number }>(
      `SELECT setting::int AS ms FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'`,
    );
  const usual = (await longestMs())?.ms;
  await tx.run(async () => {
    expect(await new DeliveryPlaces(sql).take(newId())).toBe(true);
    expect((await longestMs())?.ms).toBeGreaterThan(HTTP_TIMES.totalMs);
  });
  expect((await longestMs())?.ms).toBe(usual);
});
