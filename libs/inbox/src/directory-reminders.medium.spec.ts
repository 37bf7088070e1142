import { inboxPage } from '#contracts';
import {
  CONFIRMATION_DUE,
  CONFIRMATION_GIVEN,
  DirectoryModule,
  DirectoryWriter,
  directoryPersistence,
} from '#directory';
import { Housekeeping, kernelPersistence, Outbox, Tx } from '#kernel';
import { SigningModule } from '#signing';
import { createTestDatabase, Population, startTestApp } from '#testing';
import { InboxModule, inboxPersistence } from './index.js';

test('what the directory asks of coordinators stands in the inbox of those who are it now, once, until it is given', async () => {
  const database = await createTestDatabase([kernelPersistence, directoryPersistence, inboxPersistence]);
  const population = new Population(database);
  const unitId = await population.makeUnit();
  const keeper = await population.makeEmployee();
  const [coordinator, next] = [
    await population.makeEmployee({ unitId }),
    await population.makeEmployee({ unitId }),
  ];
  const process = 'api';
  const modules = [
    SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
    DirectoryModule.forRoot({ process }),
    InboxModule.forRoot({ process }),
  ];
  const app = await startTestApp({ database, modules });
  await app.get(DirectoryWriter).putDuty(keeper.id, 'authorised_body_officer');
  const clients = [await app.signIn(coordinator.login), await app.signIn(next.login)];
  const items = async () => {
    const pages = await Promise.all(clients.map((client) => client.get('/api/inbox')));
    return pages.map(({ json }) => inboxPage.parse(json).items);
  };
  /** What a worker would hear. */
  const heard = () =>
    app.get(Tx).run(async () => {
      const rows = await database.dataSource.query<{ topic: string; payload: Record<string, unknown> }[]>(
        'WITH gone AS (DELETE FROM kernel.outbox RETURNING *) SELECT topic, payload FROM gone ORDER BY id',
      );
      for (const { topic, payload } of rows) await app.get(Outbox).handlerOf(topic)?.(payload);
      return rows.map(({ topic }) => topic);
    });
  const administrator = await app.signIn(keeper.login);
  const duty = async (method: 'PUT' | 'DELETE', { id }: { id: string }) => {
    expect((await administrator.send(method, `/api/duties/coordinator/${id}`)).status).toBeLessThan(300);
    await heard();
  };
  const [{ bodyId } = { bodyId: '' }] = await database.dataSource.query<{ bodyId: string }[]>(
    'SELECT body_id AS "bodyId" FROM directory.unit WHERE id = $1',
    [unitId],
  );
  const asked = [
    { verb: 'check_directory', room: 'directory', subjectId: bodyId },
    { verb: 'confirm_directory', room: 'directory', subjectId: bodyId },
  ];
  await duty('PUT', coordinator);
  await app.get(Housekeeping).run();
  expect(new Set(await heard())).toEqual(new Set([CONFIRMATION_DUE]));
  await app.get(Housekeeping).run();
  expect(await heard()).toEqual([]);
  const sorted = async () =>
    (await items()).map((list) => list.toSorted((one, other) => one.verb.localeCompare(other.verb)));
  expect(await sorted()).toMatchObject([asked, []]);
  // Whoever gets the duty later is asked too; whoever has it no more is not, and nothing is lost where nobody has it.
  await duty('PUT', next);
  expect(await sorted()).toMatchObject([asked, asked]);
  await duty('DELETE', coordinator);
  await duty('DELETE', next);
  expect(await items()).toEqual([[], []]);
  await duty('PUT', coordinator);
  expect(await sorted()).toMatchObject([asked, []]);
  const confirmed = await (await app.signIn(coordinator.login)).post(
    `/api/directory/bodies/${bodyId}/confirm`,
    {
      kind: 'yearly',
    },
  );
  expect(confirmed.status).toBeLessThan(300);
  expect(new Set(await heard())).toEqual(new Set([CONFIRMATION_GIVEN]));
  await duty('PUT', next);
  expect(await items()).toEqual([[], []]);
  await app.close();
  await database.drop();
});
