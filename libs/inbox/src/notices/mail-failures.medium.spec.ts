import { tmpdir } from 'node:os';
import { eventually, type TestEmployee, TestProgram } from '#testing';
import { MailPortal } from './mail-portal.fixture.js';
import { TestMailServer } from './mail-server.fixture.js';

describe('letters and a mail server that fails', () => {
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

  test('down: nothing is lost, nothing comes twice, and it is not asked again and again', async () => {
    const postman = await portal.postman();
    await portal.server.stop();
    for (const number of ['1/1', '1/2', '1/3', '1/4', '1/5', '1/6']) {
      await portal.put({ employeeIds: [reader.id], number });
    }
    await postman.round();
    await postman.round();
    const waiting = await portal.letters();
    expect(waiting.map(({ state }) => state)).toEqual(Array(6).fill('waiting'));
    expect(waiting.filter(({ fault }) => fault?.includes('ECONNREFUSED')).length).toBeGreaterThan(0);
    await portal.server.start();
    await postman.round();
    expect(portal.server.sessions).toBe(0); // left alone for a minute
    portal.clock.advance({ minutes: 1 });
    await postman.round();
    await postman.round();
    expect(portal.server.taken.map(({ subject }) => subject?.slice(-3)).sort()).toEqual([
      '1/1',
      '1/2',
      '1/3',
      '1/4',
      '1/5',
      '1/6',
    ]);
    expect((await portal.letters()).map(({ state }) => state)).toEqual(Array(6).fill('sent'));
  });

  test('puts a letter off (4yz): tried again after one minute, two, four; given up after five days', async () => {
    const postman = await portal.postman();
    await portal.choose(reader, { quietHours: false });
    portal.server.onRecipient = () => ({ code: 450, text: 'Mailbox busy' });
    await portal.put({ employeeIds: [reader.id] });
    const pauses: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      await postman.round();
      const [letter] = await portal.letters();
      const pause = (letter?.send_at.getTime() ?? 0) - portal.clock.now().getTime();
      pauses.push(pause / 60_000);
      portal.clock.advance({ seconds: pause / 1000 });
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    portal.clock.advance({ days: 5 });
    await postman.round();
    await postman.round();
    expect(await portal.letters()).toMatchObject([
      { state: 'failed', fault: expect.stringContaining('Mailbox busy'), attempts: 8 },
    ]);
    expect(portal.server.sessions).toBe(9);
  });

  test('that is put off once comes in the end, and once', async () => {
    const postman = await portal.postman();
    let refusals = 1;
    portal.server.onLetter = () => (refusals-- > 0 ? { code: 451, text: 'Try later' } : undefined);
    await portal.put({ employeeIds: [reader.id] });
    await postman.round();
    expect(await portal.letters()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    portal.clock.advance({ minutes: 1 });
    await postman.round();
    expect(portal.server.taken).toHaveLength(1);
    expect(await portal.letters()).toMatchObject([{ state: 'sent', fault: null }]);
  });

  test.each([
    ['the address', (wrong: MailPortal) => (wrong.server.onRecipient = () => REFUSAL)],
    ['the letter', (wrong: MailPortal) => (wrong.server.onLetter = () => REFUSAL)],
  ])(
    'refuses %s for good (5yz): it is not tried again, and who keeps the portal is told',
    async (_what, refuse) => {
      const postman = await portal.postman();
      refuse(portal);
      await portal.put({ employeeIds: [reader.id] });
      await postman.round();
      portal.clock.advance({ hours: 2 });
      await postman.round();
      expect(portal.server.sessions).toBe(1);
      const administrator = await portal.employee();
      await portal.population.writer.putDuty(administrator.id, 'portal_administrator');
      expect(await (await portal.signIn(administrator)).get('/api/notices/mail')).toMatchObject({
        status: 200,
        json: {
          waiting: 0,
          failed: 1,
          can: { mend: true },
          failures: [
            {
              kinds: ['agreement_needed'],
              address: expect.stringContaining('@body.test'),
              fault: expect.stringContaining('No such mailbox'),
            },
          ],
        },
      });
      expect(await (await portal.signIn(reader)).get('/api/notices/mail')).toMatchObject({
        status: 403,
        json: { code: 'FORBIDDEN' },
      });
    },
  );

  test('refuses the sender: that is no fault of the letters, which wait', async () => {
    const postman = await portal.postman();
    portal.server.onSender = () => ({ code: 550, text: 'Not from here' });
    await portal.put({ employeeIds: [reader.id] });
    await postman.round();
    expect(await portal.letters()).toMatchObject([
      { state: 'waiting', attempts: 0, fault: expect.stringContaining('Not from here') },
    ]);
    portal.server.reset();
    portal.clock.advance({ minutes: 1 });
    await postman.round();
    expect(portal.server.taken).toHaveLength(1);
  });

  test('offers no TLS where TLS is required: nothing is said to it', async () => {
    const postman = await portal.postman({ SMTP_TLS: 'required' });
    await portal.put({ employeeIds: [reader.id] });
    await postman.round();
    expect(portal.server.taken).toHaveLength(0);
    expect(await portal.letters()).toMatchObject([{ state: 'waiting', fault: expect.any(String) }]);
  });

  test('shows a certificate that nobody vouches for where TLS is required: nothing is said to it', async () => {
    const server = await new TestMailServer({ tls: true }).start();
    const postman = await portal.postman({ SMTP_URL: server.url, SMTP_TLS: 'required' });
    await portal.put({ employeeIds: [reader.id] });
    await postman.round();
    await server.stop();
    expect(server.sessions).toBe(1);
    expect(server.taken).toHaveLength(0);
    expect(await portal.letters()).toMatchObject([
      { state: 'waiting', fault: expect.stringMatching(/certificate/) },
    ]);
  });

  test('asks for a password: with a wrong one all letters wait, and it is told to nobody; with the right one they go', async () => {
    const server = await new TestMailServer({ password: 'qupiya' }).start();
    await portal.put({ employeeIds: [reader.id] });
    const wrong = await portal.postman({ SMTP_URL: server.url.replace('qupiya', 'zhanylys') });
    await wrong.round();
    const [letter] = await portal.letters();
    expect(letter).toMatchObject({
      state: 'waiting',
      attempts: 0,
      fault: expect.stringContaining('Who are you?'),
    });
    expect(letter?.fault).not.toContain('zhanylys');
    await (await portal.postman({ SMTP_URL: server.url })).round();
    await server.stop();
    expect(server.taken).toHaveLength(1);
  });

  test.each(['not an address', 'a@b.test, c@d.test', 'a@b.test\r\nBcc: c@d.test', '<a@b.test>'])(
    'an address that is none is never shown to a server: %j',
    async (email) => {
      const wrong = await portal.employee({ email });
      await portal.put({ employeeIds: [wrong.id] });
      await (await portal.postman()).round();
      expect(portal.server.sessions).toBe(0);
      expect(await portal.letters()).toMatchObject([{ state: 'failed', address: email }]);
    },
  );

  test('slow: the letter comes once, though other rounds and workers go on meanwhile', async () => {
    const [one, two] = [await portal.postman(), await portal.postman()];
    let answer: () => void = () => undefined;
    portal.server.onLetter = () =>
      new Promise((resolve) => {
        answer = () => resolve(undefined);
      });
    await portal.put({ employeeIds: [reader.id] });
    const sending = one.round();
    await eventually(() => expect(portal.server.sessions).toBe(1));
    portal.clock.advance({ minutes: 10 });
    await two.round();
    await eventually(() => expect(answer.length).toBe(0));
    await eventually(async () => {
      answer();
      await Promise.race([sending, new Promise((_, reject) => setTimeout(reject, 10))]);
    });
    await two.round();
    expect(portal.server.sessions).toBe(1);
    expect(portal.server.taken).toHaveLength(1);
  });

  test('two workers at once send each of a hundred letters once', async () => {
    const workers = [await portal.postman(), await portal.postman()];
    const readers = await Promise.all(Array.from({ length: 4 }, () => portal.employee()));
    for (let number = 0; number < 25; number += 1) {
      await portal.put({ employeeIds: readers.map(({ id }) => id), number: `1/${number}` });
    }
    await Promise.all(workers.map((worker) => worker.round()));
    await Promise.all(workers.map((worker) => worker.round()));
    const ids = portal.server.taken.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(100);
    expect(new Set(ids).size).toBe(100);
  });

  test('a worker that is killed between sending and the mark: the letter comes again under the same Message-ID', async () => {
    await portal.put({ employeeIds: [reader.id] });
    const program = TestProgram.start('libs/inbox/src/notices/postman.fixture.ts', {
      DATABASE_URL: portal.database.url,
      DATA_DIR: tmpdir(),
      NOW: portal.clock.now().toISOString(),
      ...portal.env(),
    });
    // The letter is wholly here; the worker dies before it can note that.
    portal.server.onLetter = async () => {
      await program.kill();
      return undefined;
    };
    await eventually(() => expect(portal.server.taken).toHaveLength(1), 20_000).catch((error: Error) => {
      throw new Error(`${error.message}\n${program.log}`);
    });
    portal.server.onLetter = () => undefined;
    const postman = await portal.postman();
    await postman.round();
    expect(portal.server.taken).toHaveLength(1); // still in the dead one's hand
    portal.clock.advance({ minutes: 16 });
    await postman.round();
    await postman.round();
    const ids = portal.server.taken.map(({ messageId }) => messageId);
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(await portal.letters()).toMatchObject([{ state: 'sent' }]);
  });
});

const REFUSAL = { code: 550, text: 'No such mailbox' };
