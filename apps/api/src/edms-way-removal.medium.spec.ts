import { eventually, FakeClock } from '#testing';
import { type Act, AUTHOR } from './testing/act.fixture.js';
import type { TestEdms } from './testing/edms.fixture.js';
import { HandOver, TOKEN } from './testing/hand-over.fixture.js';
import { actInOffice } from './testing/office.fixture.js';
import { expectStatus, type Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-16T05:00:00.000Z');

describe('775:22 the way to the EDMS is changed or taken off while packages wait', () => {
  let handOver: HandOver;
  let portal: Portal;
  let edms: TestEdms;
  let waiting: Act;
  let sent: Act;

  beforeAll(async () => {
    handOver = await HandOver.start(clock);
    ({ portal, edms } = handOver);
    await setWay();
    waiting = await actInOffice(portal);
    sent = await actInOffice(portal);
  }, 120_000);

  afterAll(() => handOver?.close());

  const settings = () => handOver.settings();
  const carry = () => handOver.carry();
  const deliveryOf = (act: Act) => handOver.deliveryOf(act);

  const setWay = async () => expectStatus(await handOver.setWay(), 200);

  const revision = async () => (await settings()).way?.revision ?? 0;

  const remove = async (revision: number) =>
    (await handOver.coordinator()).send('DELETE', `${handOver.path}/edms?revision=${revision}`);

  test('how many would stop is told before; a way that was changed meanwhile is not taken off', async () => {
    edms.mood = 'broken';
    await handOver.beginAnew(waiting);
    await carry();
    edms.mood = 'later';
    await handOver.deliver(sent);
    await carry();
    expect([(await deliveryOf(waiting))?.state, (await deliveryOf(sent))?.state]).toEqual([
      'waiting',
      'sent',
    ]);
    expect((await settings()).packages).toEqual({ onTheirWay: 2, stopped: 0 });
    const kept = await revision();
    expect(refusalOf(await remove(kept + 1))).toBe('409 STALE');
    const head = await portal.as('developer.head');
    const byHead = await head.send('DELETE', `${handOver.path}/edms?revision=${kept}`);
    expect(refusalOf(byHead)).toBe('403 FORBIDDEN');
    expect((await settings()).packages).toEqual({ onTheirWay: 2, stopped: 0 });
  });

  test('by a way that was changed they are tried at once, and not after the pause', async () => {
    const attempts = (await deliveryOf(waiting))?.attempts ?? 0;
    edms.mood = 'broken';
    await setWay();
    await carry();
    expect(await deliveryOf(waiting)).toMatchObject({ state: 'waiting', attempts: attempts + 1 });
  });

  test('they stop in plain sight, with what failed last; their initiator is told, and nothing is sent any more', async () => {
    const answer = expectStatus(await remove(await revision()), 200);
    expect(answer.json).toMatchObject({ way: null, packages: { onTheirWay: 0, stopped: 2 } });
    expect(await deliveryOf(waiting)).toMatchObject({
      state: 'stopped',
      nextTryAt: null,
      fault: 'server_error',
      attempts: 2,
    });
    expect(await deliveryOf(sent)).toMatchObject({ state: 'stopped', nextTryAt: null });
    for (const act of [waiting, sent]) {
      expect(await handOver.newsOf(act)).toContain('edms_stopped');
      const last = (await act.history(AUTHOR)).find(({ action }) => action === 'delivery.stop');
      expect(last?.by).toMatchObject({ id: portal.knownAs('developer.colleague').id });
      expect((await act.author.card(act.id)).can.deliver).toBe(false);
      expect(refusalOf(await act.author.post(`${act.path}/delivery`))).toBe('409 EDMS_WAY_MISSING');
    }
    edms.mood = 'well';
    clock.advance({ hours: 2 });
    portal.forgetSessions();
    await carry();
    expect(edms.registered.size).toBe(0);
    expect(refusalOf(await remove(0))).toBe('409 EDMS_WAY_MISSING');
  });

  test('the record has who took it off and how many stopped; what opened the EDMS is kept nowhere', async () => {
    const [entry] = await portal.database.dataSource.query<{ content: string }[]>(
      `SELECT content FROM kernel.audit_entry WHERE action = 'body.edms_way_removed'`,
    );
    expect(JSON.parse(entry?.content ?? '')).toMatchObject({
      data: { way: 'http', url: edms.url, stopped: 2 },
    });
    expect(entry?.content).not.toContain(TOKEN);
    expect(await portal.database.dataSource.query('SELECT FROM agreements.edms_way')).toEqual([]);
  });

  test('once a way is set again they go by it by themselves, with the fourteen days counted anew', async () => {
    await setWay();
    expect((await settings()).packages).toEqual({ onTheirWay: 2, stopped: 0 });
    expect(await deliveryOf(waiting)).toMatchObject({
      state: 'waiting',
      attempts: 0,
      startedAt: clock.now().toISOString(),
    });
    await carry();
    for (const act of [waiting, sent]) expect(await deliveryOf(act)).toMatchObject({ state: 'received' });
    expect(edms.registered.size).toBe(2);
    expect((await settings()).packages).toEqual({ onTheirWay: 0, stopped: 0 });
  });

  test('a form that was opened before it was taken off is stale, also where a way is set again', async () => {
    const opened = await revision();
    expectStatus(await remove(opened), 200);
    expect(refusalOf(await handOver.setWay({ revision: opened }))).toBe('409 STALE');
    await setWay();
    expect(refusalOf(await handOver.setWay({ revision: opened }))).toBe('409 STALE');
    expect(refusalOf(await remove(opened))).toBe('409 STALE');
  });

  test.each([
    ['reached the EDMS', () => edms.release(), 'received'],
    ['came to nothing', () => edms.stop().then(() => edms.start()), 'stopped'],
  ])('an attempt that was under way and %s', async (_, end, state) => {
    if ((await settings()).way === null) await setWay();
    await handOver.beginAnew(waiting, sent);
    edms.mood = 'slow';
    const round = carry();
    await eventually(() => expect(edms.waiting).toBe(1), 10_000);
    expectStatus(await remove(await revision()), 200);
    edms.mood = 'well';
    await end();
    await round;
    const states = [(await deliveryOf(waiting))?.state, (await deliveryOf(sent))?.state];
    expect(states.sort()).toEqual([state, 'stopped'].sort());
  });

  test('an act that is withdrawn takes its package along: it does not go on by a new way', async () => {
    const body = { reason: 'Қажеттілігі жоқ' };
    expectStatus(await sent.author.post(`${sent.path}/withdraw`, body), 200);
    expect(await deliveryOf(sent)).toMatchObject({ state: 'called_off' });
    await setWay();
    expect(await deliveryOf(sent)).toMatchObject({ state: 'called_off' });
  });
});
