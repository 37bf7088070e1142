import { donePage } from '#contracts';
import { newId } from '#kernel';
import type { TestClient, TestEmployee } from '#testing';
import { InboxPortal, NOW, pageOf } from './inbox-portal.fixture.js';
import type { NewTask } from './index.js';

describe('what leaves the inbox', () => {
  let portal: InboxPortal;
  let reader: TestEmployee;
  let client: TestClient;

  beforeAll(async () => {
    portal = await InboxPortal.start();
  });

  afterAll(() => portal?.close());

  beforeEach(async () => {
    portal.clock.set(NOW);
    ({ employee: reader, client } = await portal.reader());
  });

  async function put(parts: Partial<NewTask> = {}): Promise<NewTask> {
    const task = portal.task([reader.id], parts);
    await portal.put(task);
    return task;
  }

  const news = (parts: Partial<NewTask> = {}) => put({ needs: 'information', verb: 'body_agreed', ...parts });
  const toRead = () => pageOf(client, '?needs=information');
  const idsOf = ({ items }: Awaited<ReturnType<typeof toRead>>) => items.map(({ id }) => id);
  const read = (ids: readonly string[], as = client) => as.post('/api/inbox/read', { ids });
  const unread = (ids: readonly string[], as = client) => as.post('/api/inbox/unread', { ids });

  async function done(query = '', as = client) {
    const answer = await as.get(`/api/inbox/done${query}`);
    expect(answer.status).toBe(200);
    return donePage.strict().parse(answer.json);
  }

  const ends = async (query = '', as = client) =>
    (await done(query, as)).items.map(({ title, end }) => `${title}: ${end}`);

  describe('what is for information', () => {
    test('is read many at once, and the others stay', async () => {
      for (const title of ['1', '2', '3']) await news({ title });
      const [first = '', second = ''] = idsOf(await toRead());
      expect(await read([first, second])).toMatchObject({ status: 204, text: '' });
      expect((await toRead()).items.map(({ title }) => title)).toEqual(['3']);
      expect((await toRead()).counts.information).toBe(1);
    });

    test('comes back as it was: what had not been opened is new again', async () => {
      await news({ title: 'new' });
      const opened = await news({ title: 'opened' });
      portal.clock.advance({ minutes: 1 });
      await portal.tx.run(() => portal.inbox.opened(opened.key, reader.id));
      const before = await toRead();
      portal.clock.advance({ minutes: 1 });
      await read(idsOf(before));
      expect((await toRead()).items).toEqual([]);
      expect(await unread(idsOf(before))).toMatchObject({ status: 204 });
      expect(await toRead()).toEqual(before);
      expect(await done()).toEqual({ items: [], nextCursor: null });
    });

    test('is read once: the second time there is none, nor is it taken back twice', async () => {
      await news();
      const ids = idsOf(await toRead());
      const statuses = async (twice: () => Promise<{ status: number }>) =>
        (await Promise.all([twice(), twice()])).map(({ status }) => status).sort();
      expect(await statuses(() => read(ids))).toEqual([204, 404]);
      expect(await statuses(() => unread(ids))).toEqual([204, 404]);
    });

    test('cannot be read or taken back for another, nor can a task that waits for an action', async () => {
      const { client: other } = await portal.reader();
      await news();
      await put();
      const [item = ''] = idsOf(await toRead());
      const [toDo = ''] = idsOf(await pageOf(client));
      const refused = [await read([item], other), await read([toDo]), await read([newId()])];
      await read([item]);
      refused.push(await unread([item], other), await unread([toDo]), await unread([newId()]));
      for (const answer of refused)
        expect(answer).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } });
    });

    test('that was no longer asked for is not taken back', async () => {
      const { key } = await news();
      const ids = idsOf(await toRead());
      await portal.tx.run(() => portal.inbox.close(key, null));
      expect(await unread(ids)).toMatchObject({ status: 404 });
    });

    test.each([
      ['no list', {}],
      ['an empty list', { ids: [] }],
      ['no ids', { ids: ["1' or '1"] }],
      ['too many', { ids: Array.from({ length: 101 }, newId) }],
      ['a word too many', { ids: [newId()], all: true }],
    ])('is asked for by ids and nothing else: %s', async (_what, body) => {
      for (const way of ['read', 'unread']) {
        expect(await client.post(`/api/inbox/${way}`, body)).toMatchObject({
          status: 400,
          json: { code: 'VALIDATION_FAILED' },
        });
      }
    });
  });

  describe('what was done', () => {
    test('is told with its end, the last first', async () => {
      const { employee: other, client: others } = await portal.reader();
      const both = portal.task([reader.id, other.id], { title: 'of two' });
      await portal.put(both);
      const called = await put({ title: 'called off' });
      await news({ title: 'news' });
      const steps = [
        () => portal.tx.run(() => portal.inbox.close(both.key, { employeeId: reader.id })),
        () => portal.tx.run(() => portal.inbox.close(called.key, null)),
        async () => void (await read(idsOf(await toRead()))),
      ];
      for (const step of steps) {
        portal.clock.advance({ minutes: 1 });
        await step();
      }
      expect(await ends()).toEqual(['news: read', 'called off: over', 'of two: done']);
      expect(await ends('', others)).toEqual(['of two: done_by_other']);
      expect((await done()).items[0]?.closedAt).toBe('2026-03-18T05:03:00.000Z');
    });

    test('of a document that is over is done by whose deed ended it', async () => {
      const { employee: other, client: others } = await portal.reader();
      const subjectId = newId();
      await portal.put(portal.task([reader.id, other.id], { subjectId, title: 'one' }));
      await portal.tx.run(() => portal.inbox.closeSubject(subjectId, { employeeId: reader.id }));
      expect([await ends(), await ends('', others)]).toEqual([['one: done'], ['one: over']]);
    });

    describe('by a stand-in', () => {
      const inSteadOf = ({ id }: TestEmployee, { id: doer }: TestEmployee) => ({
        employeeId: doer,
        actsFor: { employeeId: id, fullName: 'Ахметов Асан Асқарұлы', shortName: 'Ахметов А. А.' },
      });
      let standIn: TestEmployee;
      let standInClient: TestClient;
      const byStandIn = async () =>
        (await done('', standInClient)).items.map(
          ({ title, end, onBehalfOf }) => `${title}: ${end}, ${onBehalfOf?.shortName ?? 'himself'}`,
        );

      beforeEach(async () => {
        ({ employee: standIn, client: standInClient } = await portal.reader());
      });

      test('is among what he did, and says for whom; of his own step it is his own', async () => {
        const other = await portal.population.makeEmployee();
        const asked = portal.task([reader.id, other.id], { title: 'his' });
        const common = portal.task([reader.id, standIn.id], { title: 'common' });
        await portal.put(asked);
        await portal.put(common);
        await portal.tx.run(() => portal.inbox.close(asked.key, inSteadOf(reader, standIn)));
        portal.clock.advance({ minutes: 1 });
        await portal.tx.run(() => portal.inbox.close(common.key, { employeeId: standIn.id }));
        expect(await byStandIn()).toEqual(['common: done, himself', 'his: done, Ахметов А. А.']);
        expect(await ends()).toEqual(['common: done_by_other', 'his: done_by_other']);
      });

      test('of a document that his deed ended is what was asked of the principal, not of himself', async () => {
        const subjectId = newId();
        await portal.put(portal.task([reader.id], { subjectId, title: 'of the principal' }));
        await portal.put(portal.task([standIn.id], { subjectId, title: 'his own' }));
        await portal.tx.run(() => portal.inbox.closeSubject(subjectId, inSteadOf(reader, standIn)));
        expect((await byStandIn()).sort()).toEqual([
          'his own: over, himself',
          'of the principal: done, Ахметов А. А.',
        ]);
      });

      test('is gone from it where the document is for official use since, or is asked for anew', async () => {
        const tasks = [
          portal.task([reader.id], { title: 'hidden' }),
          portal.task([reader.id], { title: 'asked anew' }),
        ] as const;
        for (const task of tasks) {
          await portal.put(task);
          await portal.tx.run(() => portal.inbox.close(task.key, inSteadOf(reader, standIn)));
        }
        expect(await byStandIn()).toHaveLength(2);
        await portal.tx.run(() => portal.inbox.hideTitle(tasks[0].subjectId));
        await portal.tx.run(() => portal.inbox.askOnly(tasks[1]));
        expect(await byStandIn()).toEqual([]);
      });

      test('is turned page by page with his own, in one order', async () => {
        for (const title of ['1', '2', '3', '4', '5']) {
          const own = Number(title) % 2 === 1;
          const task = portal.task([own ? standIn.id : reader.id], { title });
          await portal.put(task);
          portal.clock.advance({ minutes: 1 });
          await portal.tx.run(() =>
            portal.inbox.close(task.key, own ? { employeeId: standIn.id } : inSteadOf(reader, standIn)),
          );
        }
        const seen: string[] = [];
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page = await done(`?limit=2${cursor && `&cursor=${cursor}`}`, standInClient);
          seen.push(...page.items.map(({ title }) => title));
          cursor = page.nextCursor;
        }
        expect(seen).toEqual(['5', '4', '3', '2', '1']);
      });
    });

    test('is shown for ninety days', async () => {
      const { key } = await put({ title: 'old' });
      await portal.tx.run(() => portal.inbox.close(key, { employeeId: reader.id }));
      portal.clock.advance({ days: 90, seconds: -1 });
      const later = await portal.app.signIn(reader.login);
      expect(await ends('', later)).toEqual(['old: done']);
      portal.clock.advance({ seconds: 1 });
      expect(await ends('', later)).toEqual([]);
    });

    test('is searched and narrowed, and turned page by page shows each once', async () => {
      const bodyId = newId();
      for (const title of ['жол', 'су', 'жол 2', 'орман', 'жол 3']) {
        const { key } = await put({ title, bodyId: title === 'су' ? newId() : bodyId, number: null });
        await portal.tx.run(() => portal.inbox.close(key, { employeeId: reader.id }));
      }
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await done(`?limit=2&bodyId=${bodyId}&q=zhol${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(['жол 3', 'жол 2', 'жол']);
      expect(await ends('?verb=sign_draft')).toEqual([]);
    });
  });
});
