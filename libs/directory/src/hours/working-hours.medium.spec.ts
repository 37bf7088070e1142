import { DEFAULT_WORKING_HOURS, type WorkingHours, workingHoursView } from '#contracts';
import { kernelPersistence } from '#kernel';
import { SigningModule } from '#signing';
import {
  createTestDatabase,
  Population,
  startTestApp,
  type TestApp,
  type TestClient,
  type TestDatabase,
} from '#testing';
import { BodyHours, DirectoryModule, directoryPersistence } from '../index.js';

describe('the working hours of a body', () => {
  let database: TestDatabase;
  let app: TestApp;
  let coordinator: TestClient;
  let colleague: TestClient;
  let stranger: TestClient;
  let bodyId: string;

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence, directoryPersistence]);
    const modules = [
      SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
      DirectoryModule.forRoot({ process: 'api' }),
    ];
    app = await startTestApp({ database, modules });
    const population = new Population(database);
    bodyId = await population.makeBody();
    const unitId = await population.makeUnit({ bodyId });
    const keeper = await population.makeEmployee({ unitId });
    await population.writer.putDuty(keeper.id, 'coordinator');
    coordinator = await app.signIn(keeper.login);
    colleague = await app.signIn((await population.makeEmployee({ unitId })).login);
    stranger = await app.signIn((await population.makeEmployee()).login);
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  const view = async (client: TestClient) =>
    workingHoursView.parse((await client.get('/api/working-hours')).json);
  const put = async (client: TestClient, kept: Partial<Record<keyof WorkingHours, string | null>>) =>
    client.send('PUT', '/api/working-hours', { revision: (await view(client)).revision, hours: kept });
  const hours = { opens: '08:30', lunchFrom: '12:30', lunchTo: '14:00', closes: '18:00' };

  test('are those of most bodies until its coordinator says otherwise; then all of the body see it, and no other', async () => {
    expect(await view(coordinator)).toEqual({
      hours: DEFAULT_WORKING_HOURS,
      revision: 0,
      can: { edit: true },
    });
    expect(await view(colleague)).toEqual({
      hours: DEFAULT_WORKING_HOURS,
      revision: 0,
      can: { edit: false },
    });
    expect(await put(coordinator, hours)).toMatchObject({
      status: 200,
      json: { view: { hours, revision: 1 }, moved: { total: 0, items: [] } },
    });
    expect(await view(colleague)).toEqual({ hours, revision: 1, can: { edit: false } });
    expect(await view(stranger)).toEqual({ hours: DEFAULT_WORKING_HOURS, revision: 0, can: { edit: false } });
    const known = await app.get(BodyHours).of([bodyId]);
    expect(known.get(bodyId)).toEqual(hours);
    const entries = await database.dataSource.query<{ content: string }[]>(
      `SELECT content FROM kernel.audit_entry WHERE subject_id = $1 AND action = 'body.hours_changed'`,
      [bodyId],
    );
    expect(entries.map(({ content }) => JSON.parse(content).data)).toMatchObject([
      { before: DEFAULT_WORKING_HOURS, after: hours },
    ]);
  });

  test('are changed by nobody else', async () => {
    for (const client of [colleague, stranger]) {
      expect(await put(client, hours)).toMatchObject({
        status: 403,
        json: { code: 'FORBIDDEN' },
      });
    }
  });

  test.each([
    [{ opens: '13:00' }, 'hours.lunchFrom'],
    [{ lunchTo: '12:00' }, 'hours.lunchTo'],
    [{ closes: '14:00' }, 'hours.closes'],
    [{ opens: '24:00' }, 'hours.opens'],
    [{ opens: '8:30' }, 'hours.opens'],
    [{ opens: null }, 'hours.opens'],
  ])('follow each other through one day: %j is refused', async (parts, path) => {
    expect(await put(coordinator, { ...hours, ...parts })).toMatchObject({
      status: 400,
      json: {
        code: 'VALIDATION_FAILED',
        fields: expect.arrayContaining([expect.objectContaining({ path })]),
      },
    });
  });
});
