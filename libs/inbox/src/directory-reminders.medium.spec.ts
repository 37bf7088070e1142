import { inboxPage } from '#contracts';
import { CONFIRMATION_DUE, CONFIRMATION_GIVEN, DirectoryModule, directoryPersistence } from '#directory';
import { kernelPersistence, newId, Outbox, Tx } from '#kernel';
import { SigningModule } from '#signing';
import { createTestDatabase, makeText, Population, startTestApp } from '#testing';
import { InboxModule, inboxPersistence } from './index.js';

test('what the directory asks of coordinators stands in their inbox once, until it is given', async () => {
  const database = await createTestDatabase([kernelPersistence, directoryPersistence, inboxPersistence]);
  const coordinator = await new Population(database).makeEmployee();
  const process = 'api';
  const modules = [
    SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
    DirectoryModule.forRoot({ process }),
    InboxModule.forRoot({ process }),
  ];
  const app = await startTestApp({ database, modules });
  const client = await app.signIn(coordinator.login);
  const items = async () => inboxPage.parse((await client.get('/api/inbox')).json).items;
  const hear = (topic: string, payload: Record<string, unknown>) =>
    app.get(Tx).run(async () => app.get(Outbox).handlerOf(topic)?.(payload));
  const bodyId = newId();
  const key = newId();
  const due = { key, kind: 'yearly', bodyId, bodyName: makeText('body'), employeeIds: [coordinator.id] };
  await hear(CONFIRMATION_DUE, due);
  await hear(CONFIRMATION_DUE, due);
  expect(await items()).toMatchObject([{ verb: 'check_directory', room: 'directory', subjectId: bodyId }]);
  await hear(CONFIRMATION_GIVEN, { key });
  expect(await items()).toEqual([]);
  await app.close();
  await database.drop();
});
