import { tmpdir } from 'node:os';
import { Tx } from '#kernel';
import { eventually, type TestEmployee, TestProgram } from '#testing';
import { Inbox } from '../index.js';
import { LetterBox } from './letter-box.js';
import { LetterPlanner } from './letter-planner.js';
import { MailPortal } from './mail-portal.fixture.js';

/** Letters under way at the same time in one worker. */
const IN_HAND = 4;

describe('letters under attack', () => {
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

  const at = (instant: string) => portal.clock.set(instant);
  const subjects = () => portal.server.taken.map(({ subject }) => subject);
  const ids = () => portal.server.taken.map(({ messageId }) => messageId);
  const states = async () => (await portal.letters()).map(({ state }) => state);
  async function putMany(count: number): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      await portal.put({ employeeIds: [reader.id], number: `1/${made}` });
    }
  }
  /** A worker process of its own, which goes one round. */
  const process = () =>
    TestProgram.start('libs/inbox/src/notices/postman.fixture.ts', {
      DATABASE_URL: portal.database.url,
      DATA_DIR: tmpdir(),
      NOW: portal.clock.now().toISOString(),
      ...portal.env(),
    });

  describe('by a server', () => {
    test('that hangs up after every third letter of a session: all come, once, without a pause', async () => {
      const postman = await portal.postman();
      portal.server.mostInSession = 3;
      await putMany(20);
      await postman.round();
      expect(new Set(ids()).size).toBe(20);
      expect(ids()).toHaveLength(20);
      expect(portal.server.sessions).toBeGreaterThanOrEqual(7);
    });

    test('that hangs up in the middle of a letter: it waits, and comes once in the end', async () => {
      const postman = await portal.postman();
      let hangUps = 1;
      portal.server.onLetter = () => {
        if (hangUps-- <= 0) return undefined;
        portal.server.hangUp();
        // It has the letter whole, and does not take it.
        return { code: 451, text: 'Gone' };
      };
      await putMany(1);
      await postman.round();
      expect(await portal.letters()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
      expect(ids()).toEqual([]);
      portal.clock.advance({ minutes: 1 });
      await postman.round();
      expect(ids()).toHaveLength(1);
      expect(await states()).toEqual(['sent']);
    });

    test('that takes a letter and hangs up before it says so: it comes again, under the same Message-ID', async () => {
      const postman = await portal.postman();
      let hangUps = 1;
      portal.server.onLetter = () => {
        if (hangUps-- > 0) portal.server.hangUp();
        return undefined;
      };
      await putMany(1);
      await postman.round();
      portal.clock.advance({ minutes: 1 });
      await postman.round();
      await postman.round();
      expect(ids()).toEqual([ids()[0], ids()[0]]);
      expect(await states()).toEqual(['sent']);
    });

    test('that is away for two days: then all comes that is still true, once', async () => {
      const postman = await portal.postman();
      await portal.choose(reader, { quietHours: false });
      await portal.server.stop();
      await putMany(8);
      const done = await portal.put({ employeeIds: [reader.id], number: 'done' });
      for (let minutes = 0; minutes < 48 * 60; minutes += 20) {
        await postman.round();
        portal.clock.advance({ minutes: 20 });
      }
      await portal.close(done);
      await portal.server.start();
      portal.clock.advance({ hours: 1 });
      await postman.round();
      await postman.round();
      expect(subjects().sort()).toEqual(Array.from({ length: 8 }, (_, made) => `Виза қою: № 1/${made}`));
      expect((await states()).sort()).toEqual(['needless', ...Array(8).fill('sent')]);
    }, 60_000);
  });

  test('many letters keep none about the safety of an account waiting', async () => {
    const postman = await portal.postman();
    await putMany(40);
    portal.server.onLetter = async () => {
      if (portal.server.taken.length !== 10) return undefined;
      portal.server.onLetter = () => undefined;
      await portal.put({
        employeeIds: [reader.id],
        needs: 'information',
        verb: 'password_reset',
        room: 'account',
        subjectKind: 'account',
        number: null,
      });
      return undefined;
    };
    await postman.round();
    expect(ids()).toHaveLength(41);
    const place = subjects().indexOf('Құпиясөзіңіз жойылды · «Келісім» порталы');
    expect(place).toBeLessThan(10 + 3 * IN_HAND);
  });

  test('a worker takes no more letters in hand than it can send at once, though the database expects one', async () => {
    const worker = await portal.worker();
    await putMany(1);
    await worker.get(LetterPlanner).plan();
    // It plans a nested loop then, which would take the next ones in hand again for each row.
    await portal.query('ANALYZE inbox.letter');
    await putMany(11);
    await worker.get(LetterPlanner).plan();
    expect(await worker.get(LetterBox).claim(IN_HAND)).toHaveLength(IN_HAND);
  });

  test('a database that is away when a letter has gone is waited for: the letter is marked, and goes once', async () => {
    const postman = await portal.postman();
    portal.server.onLetter = async () => {
      await portal.query('ALTER TABLE inbox.letter RENAME TO letter_away');
      setTimeout(() => void portal.query('ALTER TABLE inbox.letter_away RENAME TO letter'), 1_200);
      return undefined;
    };
    await putMany(1);
    await postman.round();
    portal.clock.advance({ hours: 1 });
    portal.server.onLetter = () => undefined;
    await postman.round();
    expect(await states()).toEqual(['sent']);
    expect(ids()).toHaveLength(1);
  });

  test('two worker processes, one of them killed in the middle: all letters come, and of those in its hand some twice', async () => {
    await putMany(60);
    const victim = process();
    let heir: TestProgram | undefined;
    portal.server.onLetter = async () => {
      if (portal.server.taken.length === 20) await victim.kill();
      return undefined;
    };
    await eventually(() => expect(ids().length).toBeGreaterThan(4), 30_000);
    try {
      heir = process();
      await eventually(async () => {
        const waiting = (await states()).filter((state) => state === 'waiting');
        expect(waiting.length).toBeLessThanOrEqual(IN_HAND);
      }, 30_000);
      // What the dead one had in hand is left to the living when it can be out of no hand any more.
      portal.clock.advance({ minutes: 16 });
      await (await portal.postman()).round();
    } finally {
      await victim.kill();
      await heir?.kill();
    }
    expect(await states()).toEqual(Array(60).fill('sent'));
    expect(new Set(ids()).size).toBe(60);
    expect(ids().length - 60).toBeLessThanOrEqual(IN_HAND);
  }, 90_000);

  describe('by what is written', () => {
    const CONTROLS = ['\u202E', '\u0007'];
    const EVIL = 'Құпия\r\nBcc: c@evil.test\r\n\r\n<script>alert(1)</script>\u202E\u0007';
    const HEADERS = [
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'list-id',
      'list-unsubscribe',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-auto-response-suppress',
    ];

    test('a title, a number and a name with line breaks make no header, no addressee, no markup', async () => {
      const postman = await portal.postman();
      const bodyName = { kk: EVIL, ru: EVIL, en: EVIL };
      await portal.put({ employeeIds: [reader.id], title: EVIL, number: null, bodyName });
      await portal.put({ employeeIds: [reader.id], number: EVIL, bodyName });
      await portal.put({
        employeeIds: [reader.id],
        needs: 'information',
        verb: 'account_blocked',
        room: 'account',
        subjectKind: 'account',
        number: null,
        title: EVIL,
      });
      await postman.round();
      expect(portal.server.taken).toHaveLength(3);
      for (const { headers, recipients, subject, text, html } of portal.server.taken) {
        expect(headers.map(({ key }) => key).sort()).toEqual(HEADERS);
        expect(recipients).toHaveLength(1);
        expect(recipients.join()).not.toContain('evil');
        for (const sign of ['\r', '\n', ...CONTROLS]) expect(subject).not.toContain(sign);
        expect(html).not.toContain('<script>');
        for (const sign of CONTROLS) expect(`${text}${html}`).not.toContain(sign);
      }
    });
  });

  describe('by the clock and the calendar', () => {
    test('a digest at midnight: nothing falls between two days, and none goes on a day off', async () => {
      const postman = await portal.postman();
      await portal.choose(reader, { mail: 'digest', digestHour: 0 });
      const putAt = async (instant: string, number: string) => {
        at(instant);
        await portal.put({ employeeIds: [reader.id], number });
        await postman.round();
      };
      await putAt('2026-03-19T18:59:59.999Z', 'before'); // Thursday, 23:59:59.999
      expect(subjects()).toEqual([]);
      await putAt('2026-03-19T19:00:00.000Z', 'at'); // Friday, 00:00
      expect(subjects()).toEqual(['Хабарламалар: 1 · «Келісім» порталы']);
      await putAt('2026-03-19T19:00:00.001Z', 'after');
      for (const instant of ['2026-03-20T19:00:00Z', '2026-03-21T19:00:00Z', '2026-03-22T18:59:00Z']) {
        await putAt(instant, instant);
      }
      expect(subjects()).toHaveLength(1);
      at('2026-03-22T19:00:00Z'); // Monday, 00:00
      await postman.round();
      expect(subjects()).toEqual([
        'Хабарламалар: 1 · «Келісім» порталы',
        'Хабарламалар: 5 · «Келісім» порталы',
      ]);
    });

    test('a digest that a worker missed goes in the next working hours, and the one after it in its own', async () => {
      await portal.choose(reader, { mail: 'digest', digestHour: 23 });
      await portal.put({ employeeIds: [reader.id], number: '1/1' });
      await (await portal.postman()).round();
      at('2026-03-18T19:30:00Z'); // half an hour past midnight
      const postman = await portal.postman();
      await postman.round();
      expect(subjects()).toEqual([]);
      at('2026-03-19T04:00:00Z');
      await portal.put({ employeeIds: [reader.id], number: '1/2' });
      await postman.round();
      expect(subjects()).toEqual(['Хабарламалар: 1 · «Келісім» порталы']);
      at('2026-03-19T18:00:00Z');
      await postman.round();
      expect(subjects()).toHaveLength(2);
    });

    test.each([
      ['a letter that waits for the morning', {}],
      ['a digest', { mail: 'digest', digestHour: 16 } as const],
    ])('%s goes at once where a change of the calendar ends its term before', async (_what, settings) => {
      await portal.choose(reader, settings);
      const postman = await portal.postman();
      at('2026-03-18T14:00:00Z'); // 19:00
      const key = await portal.put({ employeeIds: [reader.id], dueAt: new Date('2026-04-10T13:00:00Z') });
      await portal.put({
        employeeIds: [reader.id],
        number: 'other',
        dueAt: new Date('2026-04-10T13:00:00Z'),
      });
      await postman.round();
      expect(subjects()).toEqual([]);
      await portal.api
        .get(Tx)
        .run(() => portal.api.get(Inbox).moveTerms([{ key, dueAt: new Date('2026-03-18T16:00:00Z') }]));
      await postman.round();
      expect(portal.server.taken).toHaveLength(1);
      expect(portal.server.taken[0]?.text).toContain('№ 12/2026-1');
    });
  });

  describe('while it waits', () => {
    beforeEach(async () => {
      at('2026-03-18T18:00:00Z'); // 23:00
      await portal.put({ employeeIds: [reader.id] });
      await (await portal.postman()).round();
      expect(await states()).toEqual(['waiting']);
    });
    const morning = async () => {
      at('2026-03-19T05:00:00Z');
      await (await portal.postman()).round();
    };

    test('the address is changed: it goes to the new one', async () => {
      await portal.query(`UPDATE directory.employee SET email = 'new@body.test' WHERE id = $1`, [reader.id]);
      await morning();
      expect(portal.server.taken.map(({ recipients }) => recipients)).toEqual([['new@body.test']]);
    });

    test.each([
      ['the address is taken away', `UPDATE directory.employee SET email = '' WHERE id = $1`],
      ['its reader is blocked', 'UPDATE directory.account SET disabled_at = now() WHERE employee_id = $1'],
      ['the document is closed to him', 'DELETE FROM inbox.task WHERE employee_id = $1'],
    ])('%s: it goes nowhere', async (_what, change) => {
      await portal.query(change, [reader.id]);
      await morning();
      expect(ids()).toEqual([]);
      expect(await states()).toEqual(['needless']);
    });
  });
});
