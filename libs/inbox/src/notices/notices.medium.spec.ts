import { Housekeeping } from '#kernel';
import { startTestApp, type TestEmployee } from '#testing';
import { Postman } from '../index.js';
import { MailPortal, modulesOf } from './mail-portal.fixture.js';

describe('775:59.8 a notice by e-mail', () => {
  let portal: MailPortal;
  let reader: TestEmployee;

  beforeAll(async () => {
    portal = await MailPortal.start();
  });
  afterAll(() => portal?.stop());
  beforeEach(async () => {
    await portal.clear();
    reader = await portal.employee();
  });

  const subjects = () => portal.server.taken.map(({ subject }) => subject);
  const at = (instant: string) => portal.clock.set(instant);

  test('goes out at once in working hours, in plain text and HTML, with a link and no more than it may tell', async () => {
    const postman = await portal.postman();
    await portal.put({ employeeIds: [reader.id], dueAt: new Date('2026-03-20T13:00:00Z') });
    await postman.round();
    const [letter] = portal.server.taken;
    expect(portal.server.taken).toHaveLength(1);
    expect(letter?.subject).toBe('Виза қою: № 12/2026-1');
    expect(letter?.from).toMatchObject({ name: 'Kelisim', address: 'portal@gov.test' });
    const [{ id, address } = { id: '', address: '' }] = await portal.database.dataSource.query<
      { id: string; address: string }[]
    >('SELECT id, address FROM inbox.letter');
    expect(letter?.recipients).toEqual([address]);
    expect(letter?.messageId).toBe(`<${id}@gov.test>`);
    const headers = Object.fromEntries((letter?.headers ?? []).map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'list-id': '<notices.gov.test>',
      'content-language': 'kk',
    });
    for (const body of [letter?.text, letter?.html]) {
      expect(body).toContain('Ашық деректер туралы');
      expect(body).toContain('Ministry (kk)');
      expect(body).toContain('2026 ж. 20 наурыз, 18:00');
      expect(body).toMatch(/https:\/\/portal\.gov\.test\/agreements\/[0-9a-f-]{36}/);
      expect(body).toContain('https://portal.gov.test/account/notices');
    }
    await postman.round();
    expect(portal.server.taken).toHaveLength(1);
  });

  test.each([
    ['kk', 'Виза қою: № 12/2026-1', 'Ministry (kk)'],
    ['ru', 'Завизировать: № 12/2026-1', 'Ministry (ru)'],
    ['en', 'Give a visa: No. 12/2026-1', 'Ministry (en)'],
  ] as const)('is written in %s where its reader has chosen that', async (language, subject, body) => {
    await portal.choose(reader, { language });
    await portal.put({ employeeIds: [reader.id] });
    await (await portal.postman()).round();
    expect(portal.server.taken[0]).toMatchObject({ subject, text: expect.stringContaining(body) });
    expect(portal.server.taken[0]?.html).toContain(`<html lang="${language}">`);
  });

  test('leaves the title out where it stays inside the portal', async () => {
    await portal.put({
      employeeIds: [reader.id],
      titleHidden: true,
      number: null,
      title: 'Құпия құрылыс туралы',
    });
    await (await portal.postman()).round();
    const [letter] = portal.server.taken;
    expect(letter?.subject).toBe('Виза қою · «Келісім» порталы');
    expect(`${letter?.text} ${letter?.html}`).not.toMatch(/Құпия/);
  });

  test('is not sent when the work was done, or given and waits for its check, before it went', async () => {
    const postman = await portal.postman();
    await portal.close(await portal.put({ employeeIds: [reader.id] }));
    at('2026-03-18T18:00:00Z'); // 23:00
    const [done, given] = [
      await portal.put({ employeeIds: [reader.id] }),
      await portal.put({ employeeIds: [reader.id] }),
    ];
    await postman.round();
    expect(await portal.letters()).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    await portal.close(done);
    await portal.waits(given);
    at('2026-03-19T05:00:00Z');
    await postman.round();
    expect(await portal.letters()).toMatchObject([{ state: 'needless' }, { state: 'needless' }]);
    expect(portal.server.taken).toHaveLength(0);
  });

  test('comes again where a step asks again, or for something else; not where it asks for the same', async () => {
    const postman = await portal.postman();
    const task = { employeeIds: [reader.id], verb: 'answer_remarks' as const };
    const key = await portal.put(task);
    await postman.round();
    await portal.askAgain({ ...task, key });
    await postman.round();
    expect(portal.server.taken).toHaveLength(1);
    await portal.askAgain({ ...task, key, verb: 'answer_insisted' });
    await postman.round();
    await portal.close(key);
    await portal.askAgain({ ...task, key });
    await postman.round();
    expect(portal.server.taken.map(({ subject }) => subject)).toEqual([
      'Ескертулерге жауап беру: № 12/2026-1',
      'Табандап отырған ескертулер: хаттама, жаңа нұсқа немесе басқа жауап: № 12/2026-1',
      'Ескертулерге жауап беру: № 12/2026-1',
    ]);
    at('2026-03-18T18:00:00Z'); // 23:00: the letter waits for the morning, and tells of what is asked by then
    await portal.close(key);
    await portal.askAgain({ ...task, key });
    await postman.round();
    await portal.close(key);
    await portal.askAgain({ ...task, key, verb: 'answer_insisted' });
    await postman.round();
    at('2026-03-19T05:00:00Z');
    await postman.round();
    expect(portal.server.taken.slice(3)).toMatchObject([{ subject: expect.stringContaining('Табандап') }]);
  });

  test('is not written without a mail server, and the settings say so; the inbox goes on', async () => {
    const silent = await startTestApp({
      database: portal.database,
      modules: modulesOf('api'),
      clock: portal.clock,
    });
    await portal.put({ employeeIds: [reader.id] }, silent);
    const { json } = await (await silent.signIn(reader.login)).get('/api/notices/settings');
    await silent.close();
    expect(json).toMatchObject({ mailServer: false });
    expect(await portal.database.dataSource.query('SELECT FROM inbox.notice')).toEqual([]);
    expect(await portal.database.dataSource.query('SELECT verb FROM inbox.task')).toEqual([
      { verb: 'give_visa' },
    ]);
  });

  test('goes to nobody of whom no address is known, or whose account is closed', async () => {
    const silent = await portal.employee({ email: '' });
    await portal.database.dataSource.query(
      'UPDATE directory.account SET disabled_at = now() WHERE employee_id = $1',
      [reader.id],
    );
    await portal.put({ employeeIds: [silent.id, reader.id] });
    await (await portal.postman()).round();
    expect(portal.server.sessions).toBe(0);
    expect(await portal.letters()).toEqual([]);
  });

  test('is forgotten ninety days after; not while its work is open', async () => {
    const worker = await portal.worker();
    const done = await portal.put({ employeeIds: [reader.id] });
    await portal.put({ employeeIds: [reader.id] });
    await worker.get(Postman).round();
    await portal.close(done);
    portal.clock.advance({ days: 89 });
    await worker.get(Housekeeping).run();
    expect(await portal.letters()).toHaveLength(2);
    portal.clock.advance({ days: 2 });
    await worker.get(Housekeeping).run();
    expect(await portal.letters()).toHaveLength(1);
  });

  describe('at night and on days off', () => {
    test.each([
      ['in the evening', '2026-03-18T13:30:00Z', '2026-03-19T04:00:00.000Z'],
      ['before the morning', '2026-03-18T22:00:00Z', '2026-03-19T04:00:00.000Z'],
      ['on Friday night', '2026-03-20T18:00:00Z', '2026-03-26T04:00:00.000Z'],
    ])('waits for the next working morning: %s', async (_when, put, sent) => {
      // Nauryz: 23 to 25 March are off after the weekend.
      await portal.database.dataSource.query(
        `INSERT INTO kernel.calendar_day (day, kind, name) SELECT day, 'holiday', '{"kk": "", "ru": "", "en": ""}'
         FROM unnest(ARRAY['2026-03-23', '2026-03-24', '2026-03-25']::date[]) AS day`,
      );
      const postman = await portal.postman();
      at(put);
      await portal.put({ employeeIds: [reader.id], dueAt: new Date('2026-04-10T13:00:00Z') });
      await postman.round();
      expect(portal.server.taken).toHaveLength(0);
      expect((await portal.letters())[0]?.send_at.toISOString()).toBe(sent);
      portal.clock.set(new Date(Date.parse(sent) - 1).toISOString());
      await postman.round();
      expect(portal.server.taken).toHaveLength(0);
      at(sent);
      await postman.round();
      expect(portal.server.taken).toHaveLength(1);
    });

    test('goes out all the same where its term ends before the next morning', async () => {
      at('2026-03-20T14:00:00Z'); // Friday, 19:00
      await portal.put({
        employeeIds: [reader.id],
        number: '1/1',
        dueAt: new Date('2026-03-22T13:00:00Z'),
      });
      await portal.put({
        employeeIds: [reader.id],
        number: '1/2',
        dueAt: new Date('2026-03-23T13:00:00Z'),
      });
      await (await portal.postman()).round();
      expect(subjects()).toEqual(['Виза қою: № 1/1']);
    });

    test('goes by the hours of the body, as its coordinator has set them', async () => {
      const unitId = await portal.population.makeUnit();
      const early = await portal.employee({ unitId });
      const coordinator = await portal.employee({ unitId });
      await portal.population.writer.putDuty(coordinator.id, 'coordinator');
      const hours = { opens: '08:00', lunchFrom: '12:00', lunchTo: '13:00', closes: '17:00' };
      const client = await portal.signIn(coordinator);
      expect(await client.send('PUT', '/api/working-hours', { revision: 0, hours })).toMatchObject({
        status: 200,
      });
      at('2026-03-18T03:30:00Z'); // 8:30
      await portal.put({ employeeIds: [early.id, reader.id] });
      await (await portal.postman()).round();
      expect(portal.server.taken).toHaveLength(1);
      expect(await portal.letters()).toContainEqual(
        expect.objectContaining({ state: 'waiting', send_at: new Date('2026-03-18T04:00:00Z') }),
      );
    });

    test('goes out at once to whoever wants no quiet hours', async () => {
      await portal.choose(reader, { quietHours: false });
      at('2026-03-18T20:00:00Z');
      await portal.put({ employeeIds: [reader.id] });
      await (await portal.postman()).round();
      expect(portal.server.taken).toHaveLength(1);
    });

    test('waits on where the day has become a day off meanwhile', async () => {
      const postman = await portal.postman();
      at('2026-03-18T18:00:00Z');
      await portal.put({ employeeIds: [reader.id] });
      await postman.round();
      await portal.database.dataSource.query(
        `INSERT INTO kernel.calendar_day (day, kind, name) VALUES ('2026-03-19', 'day_off', '{"kk": "", "ru": "", "en": ""}')`,
      );
      at('2026-03-19T05:00:00Z');
      await postman.round();
      expect(portal.server.taken).toHaveLength(0);
      expect((await portal.letters())[0]?.send_at.toISOString()).toBe('2026-03-20T04:00:00.000Z');
    });
  });

  describe('in a digest', () => {
    beforeEach(() => portal.choose(reader, { mail: 'digest', digestHour: 16 }));

    test('comes with all others of the day in one letter, the nearest term first, without what was done', async () => {
      const postman = await portal.postman();
      await portal.put({ employeeIds: [reader.id], number: '1/3' });
      await portal.put({
        employeeIds: [reader.id],
        number: '1/2',
        dueAt: new Date('2026-03-25T13:00:00Z'),
      });
      const done = await portal.put({ employeeIds: [reader.id], number: '1/4' });
      await postman.round();
      portal.clock.advance({ hours: 1 });
      await portal.put({
        employeeIds: [reader.id],
        number: '1/1',
        dueAt: new Date('2026-03-20T13:00:00Z'),
      });
      await postman.round();
      await portal.close(done);
      expect(portal.server.taken).toHaveLength(0);
      at('2026-03-18T11:00:00Z'); // 16:00
      await postman.round();
      expect(subjects()).toEqual(['Хабарламалар: 3 · «Келісім» порталы']);
      const order = [...(portal.server.taken[0]?.text ?? '').matchAll(/№ (1\/\d)/g)].map(([, n]) => n);
      expect(order).toEqual(['1/1', '1/2', '1/3']);
      await portal.put({ employeeIds: [reader.id], number: '1/5' });
      await postman.round();
      expect(portal.server.taken).toHaveLength(1);
      expect((await portal.letters()).at(-1)?.send_at.toISOString()).toBe('2026-03-19T11:00:00.000Z');
    });

    test('but comes at once where its term ends before the digest', async () => {
      await portal.put({ employeeIds: [reader.id], dueAt: new Date('2026-03-18T10:00:00Z') });
      await (await portal.postman()).round();
      expect(portal.server.taken).toHaveLength(1);
    });
  });

  describe('as its reader wishes', () => {
    test('does not come of a kind that he has muted, nor at all where he wants none', async () => {
      const other = await portal.employee();
      await portal.choose(reader, { muted: ['agreement_needed'] });
      await portal.choose(other, { mail: 'none' });
      await portal.put({ employeeIds: [reader.id, other.id] });
      const postman = await portal.postman();
      await postman.round();
      expect(portal.server.sessions).toBe(0);
      // The portal's own business is of no kind of 775:59.8.
      await portal.put({ employeeIds: [reader.id, other.id], verb: 'confirm_directory', room: 'directory' });
      await postman.round();
      expect(portal.server.taken).toHaveLength(1);
    });

    test('is planned anew when he changes his mind before it goes', async () => {
      const postman = await portal.postman();
      at('2026-03-18T18:00:00Z');
      await portal.put({ employeeIds: [reader.id] });
      await postman.round();
      await portal.choose(reader, { quietHours: false, language: 'en' });
      await postman.round();
      expect(subjects()).toEqual(['Give a visa: No. 12/2026-1']);
      expect(await portal.letters()).toHaveLength(1);
    });

    test('his choice is in the record, and wrong ones are refused', async () => {
      await portal.choose(reader, { mail: 'digest', digestHour: 7 });
      const client = await portal.signIn(reader);
      const { json } = await client.get('/api/notices/settings');
      expect(json).toMatchObject({
        settings: { mail: 'digest', digestHour: 7, muted: [], language: 'kk', quietHours: true },
        mailServer: true,
        hours: { opens: '09:00', closes: '18:30' },
        can: { watchMail: false },
      });
      const [entry] = await portal.database.dataSource.query<{ content: string }[]>(
        `SELECT content FROM kernel.audit_entry WHERE action = 'account.notices_changed' AND employee_id = $1`,
        [reader.id],
      );
      expect(JSON.parse(entry?.content ?? '{}')).toMatchObject({
        data: { before: { mail: 'at_once' }, after: { mail: 'digest', digestHour: 7 } },
      });
      const good = { mail: 'none', digestHour: 7, muted: [], language: 'kk', quietHours: true };
      for (const wrong of [
        { digestHour: 24 },
        { digestHour: 1.5 },
        { mail: 'sms' },
        { muted: ['agreement_needed', 'agreement_needed'] },
        { language: 'de' },
        { extra: 1 },
      ]) {
        expect(await client.send('PUT', '/api/notices/settings', { ...good, ...wrong })).toMatchObject({
          status: 400,
          json: { code: 'VALIDATION_FAILED' },
        });
      }
    });
  });
});
