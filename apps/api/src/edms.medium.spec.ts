import { Courier } from '#agreements';
import { signDetached } from '#certification-centre';
import type { Delivery, EdmsWayBody } from '#contracts';
import { eventually, FakeClock, TestProgram } from '#testing';
import { type Act, AUTHOR } from './testing/act.fixture.js';
import type { EdmsMood, TestEdms } from './testing/edms.fixture.js';
import { HandOver, TOKEN } from './testing/hand-over.fixture.js';
import { actInOffice, bytesOf, submissionOf, type Worker } from './testing/office.fixture.js';
import { expectStatus, type Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-16T05:00:00.000Z');

describe('775:22 packages on their way to the EDMS of the developer body', () => {
  let handOver: HandOver;
  let portal: Portal;
  let edms: TestEdms;
  let act: Act;

  beforeAll(async () => {
    handOver = await HandOver.start(clock);
    ({ portal, edms } = handOver);
    act = await actInOffice(portal);
  }, 120_000);

  afterAll(() => handOver?.close());

  const coordinator = () => handOver.coordinator();
  const initiator = () => portal.as(AUTHOR);
  const delivered = () => handOver.deliveryOf(act);
  const carry = () => handOver.carry();
  const attempted = (attempts: number) => handOver.attempted(act, attempts);
  const nextAttempt = () => handOver.nextAttempt(act);

  /** The package waits as if it never had been handed over. */
  const ask = (mood: EdmsMood): Promise<void> => {
    edms.mood = mood;
    return handOver.beginAnew(act);
  };

  const begin = async (mood: EdmsMood): Promise<Delivery> => {
    await ask(mood);
    return attempted(1);
  };

  const told = async (): Promise<string[]> =>
    (await act.history(AUTHOR))
      .map(({ action }) => action)
      .filter((action) => action.startsWith('delivery.'));

  test('where the body has set no way nothing is begun, and the Office has the act all the same', async () => {
    expect(await submissionOf(act)).toMatchObject({ state: 'arrived', delivery: null, wayMissing: true });
    // No button that cannot work; the developer alone is told why.
    expect((await (await initiator()).card(act.id)).can.deliver).toBe(false);
    expect((await submissionOf(act, 'outside.officer')).wayMissing).toBe(false);
    expect(refusalOf(await (await initiator()).post(`${act.path}/delivery`))).toBe('409 EDMS_WAY_MISSING');
  });

  describe('its settings', () => {
    test('are the coordinator’s and the administrator’s', async () => {
      const view = expectStatus(await (await coordinator()).get(handOver.path), 200).json;
      expect(view).toMatchObject({
        way: null,
        allowed: { hosts: [edms.host, 'edms.example.kz:443'], folders: false },
        templates: [
          { language: 'kk', own: false },
          { language: 'ru', own: false },
        ],
      });
      for (const name of ['developer.head', 'developer.specialist', 'finance.head'] as const) {
        expect(refusalOf(await (await portal.as(name)).get(handOver.path))).toBe('403 FORBIDDEN');
      }
      const ofOther = `/api/agreements/hand-over/${portal.known.bodyIds.finance}`;
      expect(refusalOf(await (await coordinator()).get(ofOther))).toBe('403 FORBIDDEN');
    });

    test.each<[string, Partial<EdmsWayBody>, string]>([
      ['a server that is not listed', { url: 'http://127.0.0.1:1/in' }, '422 EDMS_ADDRESS_REFUSED'],
      ['the portal’s own metadata service', { url: 'http://169.254.169.254/' }, '422 EDMS_ADDRESS_REFUSED'],
      ['a file', { url: 'file:///etc/passwd' }, '422 EDMS_ADDRESS_REFUSED'],
      ['a folder where none is set', { kind: 'folder', folder: 'mdd' }, '422 EDMS_FOLDER_REFUSED'],
      ['a token that is not there', { token: '' }, '422 EDMS_CREDENTIALS_MISSING'],
      [
        'a certificate that is none',
        { auth: 'certificate', certificate: 'x', key: 'y' },
        '422 EDMS_CERTIFICATE_WRONG',
      ],
    ])('refuse %s', async (_, way, refusal) => {
      expect(refusalOf(await handOver.setWay(way))).toBe(refusal);
    });

    test('keep the token sealed, and never show it again', async () => {
      const answer = expectStatus(await handOver.setWay(), 200);
      expect(answer.json).toMatchObject({ way: { auth: 'bearer', hasToken: true, url: edms.url } });
      const { can, version } = await (await initiator()).card(act.id);
      expect([can.deliver, version.submission?.wayMissing]).toEqual([true, false]);
      expect(answer.text).not.toContain(TOKEN);
      const [row] = await portal.database.dataSource.query('SELECT secret FROM agreements.edms_way');
      expect(row.secret.toString('latin1')).not.toContain(TOKEN);
      const record = await portal.database.dataSource.query(
        `SELECT content FROM kernel.audit_entry WHERE action = 'body.edms_way'`,
      );
      expect(JSON.stringify(record)).not.toContain(TOKEN);
      // left out, it stays
      expect((await handOver.setWay({ token: undefined })).json).toMatchObject({ way: { hasToken: true } });
      expect(refusalOf(await handOver.setWay({ revision: 1 }))).toBe('409 STALE');
    });

    test('begin no package that was built before they were set: it may have been entered by hand', async () => {
      await carry();
      expect(await delivered()).toBeNull();
      expect(edms.registered.size).toBe(0);
      expect((await (await initiator()).card(act.id)).can.deliver).toBe(true);
    });

    test('can be tried: reached, refused, gone', async () => {
      const tried = async () =>
        expectStatus(await (await coordinator()).post(`${handOver.path}/edms/try`), 200).json;
      expect(await tried()).toEqual({ reached: true, fault: null, detail: null });
      edms.token = 'another';
      expect(await tried()).toMatchObject({ reached: false, fault: 'credentials_refused' });
      edms.token = TOKEN;
      await edms.stop();
      expect(await tried()).toMatchObject({ reached: false, fault: 'unreachable', detail: 'ECONNREFUSED' });
      await edms.start();
      expect(edms.registered.size).toBe(0);
    });

    test('keep a template of the letter, and refuse one that names what there is not', async () => {
      const template = { language: 'kk', subject: '{{number}} туралы', text: '{{office}}', revision: 0 };
      expect(
        (await (await coordinator()).send('PUT', `${handOver.path}/template`, template)).json,
      ).toMatchObject({
        templates: [
          { ...template, revision: 1, own: true },
          { revision: 0, own: false },
        ],
      });
      const wrong = await (await coordinator()).send('PUT', `${handOver.path}/template`, {
        ...template,
        revision: 1,
        text: '{{x}}',
      });
      expect(refusalOf(wrong)).toBe('422 TEMPLATE_FIELD_UNKNOWN');
    });
  });

  test('the EDMS registers the package: number and day are on the card, and its initiator is told', async () => {
    expect(await begin('well')).toMatchObject({
      state: 'received',
      nextTryAt: null,
      fault: null,
      receipt: { registrationNumber: '1-12/1', registeredAt: '2026-03-20T06:15:00.000Z', signed: false },
    });
    const { id } = await submissionOf(act);
    const sent = edms.registered.get(id)?.bytes;
    expect(sent?.equals(await bytesOf(portal, await initiator(), `${act.path}/package`))).toBe(true);
    expect(await handOver.newsOf(act)).toContain('handed_to_edms');
    const last = (await act.history(AUTHOR)).find(({ action }) => action === 'delivery.receive');
    expect(last?.details).toMatchObject({ registrationNumber: '1-12/1' });
    expect(refusalOf(await (await initiator()).post(`${act.path}/delivery`))).toBe('409 DELIVERY_NOT_DUE');
  });

  test('down for a day: nothing is lost, nothing is doubled, and the card says when it is tried next', async () => {
    await edms.stop();
    const began = clock.now().getTime();
    const before = await told();
    const first = await begin('well');
    expect(first).toMatchObject({ state: 'waiting', fault: 'unreachable', faultDetail: 'ECONNREFUSED' });
    expect(Date.parse(first.nextTryAt ?? '') - began).toBe(30_000);
    // Every attempt of the day: who looks at the card is asked for nothing meanwhile.
    while (clock.now().getTime() - began < 24 * 3_600_000) {
      const [row] = await portal.database.dataSource.query<{ next: Date }[]>(
        'SELECT next_try_at AS next FROM agreements.delivery',
      );
      clock.set(row?.next.toISOString() ?? '');
      await carry();
    }
    portal.forgetSessions();
    const afterDay = await delivered();
    expect(afterDay).toMatchObject({ state: 'waiting', fault: 'unreachable', receipt: null });
    expect(Date.parse(afterDay?.nextTryAt ?? '') - clock.now().getTime()).toBe(3_600_000);
    expect((await told()).slice(before.length)).toEqual(['delivery.failed']);

    await edms.start();
    // What a worker that ends leaves behind is taken up by the next.
    await handOver.worker.close();
    handOver.worker = await portal.startWorker();
    expect(await nextAttempt()).toMatchObject({ state: 'received', fault: null });
    expect(edms.registered.size).toBe(1);
  }, 120_000);

  describe('whatever the EDMS does', () => {
    beforeAll(() => begin('broken'));

    test.each<[EdmsMood, Partial<Delivery>]>([
      ['broken', { fault: 'server_error', faultDetail: '500 Ішкі қате' }],
      ['locked', { fault: 'credentials_refused' }],
      ['redirecting', { fault: 'redirected' }],
      ['babbling', { fault: 'receipt_malformed', faultDetail: '<html>тіркелді</html>' }],
      ['hanging up', { fault: 'unreachable' }],
      ['of another', { fault: 'receipt_of_another' }],
    ])('%s: it is tried again', async (mood, shown) => {
      edms.mood = mood;
      expect(await nextAttempt()).toMatchObject({ state: 'waiting', ...shown });
    });

    test('an attempt can be brought forward by hand; the one that was planned then does nothing', async () => {
      edms.mood = 'broken';
      const planned = await delivered();
      await handOver.deliver(act);
      const delivery = await attempted((planned?.attempts ?? 0) + 1);
      expect(Date.parse(delivery.nextTryAt ?? '')).toBeGreaterThan(Date.parse(planned?.nextTryAt ?? ''));
    });

    test('its answer was lost: it comes again with the same id, and is answered with the receipt of the first time', async () => {
      edms.mood = 'forgetful';
      await nextAttempt();
      expect(edms.registered.size).toBe(1);
      edms.mood = 'well';
      const delivery = await nextAttempt();
      const { id } = await submissionOf(act);
      expect(delivery).toMatchObject({
        state: 'received',
        receipt: { registrationNumber: edms.registered.get(id)?.number },
      });
      expect(edms.registered.size).toBe(1);
    });
  });

  test('what the portal itself stumbles over is told as its own fault, and tried again', async () => {
    const { dataSource } = portal.database;
    const [way] = await dataSource.query<{ secret: Buffer }[]>('SELECT secret FROM agreements.edms_way');
    // Sealed by a key that the portal has no more.
    await dataSource.query('UPDATE agreements.edms_way SET secret = $1', [Buffer.alloc(60, 1)]);
    expect(await begin('well')).toMatchObject({
      state: 'waiting',
      fault: 'portal_failed',
      faultDetail: null,
    });
    await dataSource.query('UPDATE agreements.edms_way SET secret = $1', [way?.secret]);
    expect(await nextAttempt()).toMatchObject({ state: 'received', fault: null });
  });

  test('an EDMS that registers later is asked again', async () => {
    expect(await begin('later')).toMatchObject({ state: 'sent', fault: null });
    edms.mood = 'well';
    expect(await nextAttempt()).toMatchObject({ state: 'received' });
  });

  test('where signed receipts are asked for, only one by the body’s own key counts', async () => {
    expectStatus(await handOver.setWay({ signedReceipts: true }), 200);
    expect(await begin('well')).toMatchObject({ state: 'waiting', fault: 'receipt_unsigned' });
    edms.mood = 'signed';
    edms.sign = (receipt) => signDetached(receipt, portal.identityOf('finance.head'), clock.now());
    expect(await nextAttempt()).toMatchObject({
      fault: 'receipt_signature_wrong',
      faultDetail: 'BIN_MISMATCH',
    });
    edms.sign = () => signDetached(Buffer.from('{}'), portal.identityOf('developer.head'), clock.now());
    expect(await nextAttempt()).toMatchObject({ fault: 'receipt_signature_wrong' });
    edms.sign = (receipt) => signDetached(receipt, portal.identityOf('developer.head'), clock.now());
    expect(await nextAttempt()).toMatchObject({ state: 'received', receipt: { signed: true } });
    expectStatus(await handOver.setWay(), 200);
  });

  test('after fourteen days it is given up in plain sight, and can be begun anew', async () => {
    await begin('broken');
    await portal.database.dataSource.query(
      `UPDATE agreements.delivery SET started_at = started_at - interval '14 days'`,
    );
    expect(await nextAttempt()).toMatchObject({ state: 'given_up', nextTryAt: null, fault: 'server_error' });
    expect(await handOver.newsOf(act)).toContain('edms_given_up');
    edms.mood = 'well';
    await handOver.deliver(act);
    expect(await attempted(1)).toMatchObject({ state: 'received' });
  });

  describe('while an attempt is under way', () => {
    const others: Worker[] = [];
    const programs: TestProgram[] = [];

    afterEach(async () => {
      edms.release();
      await Promise.all(others.splice(0).map((one) => one.close()));
      await Promise.all(programs.splice(0).map((one) => one.kill()));
    });

    const another = async (): Promise<Worker> => {
      const made = await portal.startWorker();
      others.push(made);
      return made;
    };

    const held = async () => {
      const [row] = await portal.database.dataSource.query<{ claimed: boolean; attempts: number }[]>(
        'SELECT claimed_until IS NOT NULL AS claimed, attempts FROM agreements.delivery',
      );
      return row;
    };

    test('no transaction is open, and no second worker begins another', async () => {
      await ask('slow');
      const second = await another();
      const rounds = [carry(), second.get(Courier).round()];
      await eventually(() => expect(edms.waiting).toBe(1), 10_000);
      // One that is opened while the worker begins ends at once.
      await eventually(async () => {
        const open = await portal.database.dataSource.query(
          `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
        );
        expect(open).toEqual([]);
      });
      expect(edms.waiting).toBe(1);
      await second.get(Courier).round();
      expect(edms.waiting).toBe(1);
      edms.release();
      await Promise.all(rounds);
      expect(await delivered()).toMatchObject({ state: 'received', attempts: 1 });
    });

    test('a worker that is told to end breaks it off and gives it back: the next carries it at once', async () => {
      await ask('slow');
      const ending = await another();
      ending.get(Courier).start();
      await eventually(() => expect(edms.waiting).toBe(1), 10_000);
      others.pop();
      const begun = Date.now();
      await ending.close();
      // Sooner than the attempt would end by itself.
      expect(Date.now() - begun).toBeLessThan(20_000);
      expect(await held()).toEqual({ claimed: false, attempts: 0 });
      edms.release();
      edms.mood = 'well';
      expect(await attempted(1)).toMatchObject({ state: 'received' });
      expect(edms.registered.size).toBe(1);
    });

    test('a claim that ran out: another carries the package, and what the first brings late does not count', async () => {
      await ask('slow');
      const round = carry();
      await eventually(() => expect(edms.waiting).toBe(1), 10_000);
      clock.advance({ minutes: 12 });
      portal.forgetSessions();
      edms.mood = 'broken';
      await (await another()).get(Courier).round();
      const kept = { state: 'waiting', attempts: 2, fault: 'server_error' };
      expect(await delivered()).toMatchObject(kept);
      // The first is cut off at last.
      await edms.stop();
      await edms.start();
      await round;
      expect(await delivered()).toMatchObject(kept);
      edms.mood = 'well';
      expect(await nextAttempt()).toMatchObject({ state: 'received', attempts: 3 });
    });

    test('a worker that is killed: its claim runs out, another carries it again, and the EDMS has it once', async () => {
      clock.set(new Date().toISOString()); // the program lives by the real time
      portal.forgetSessions();
      await ask('slow');
      const victim = TestProgram.start('apps/api/src/testing/courier.fixture.ts', {
        NODE_ENV: 'test',
        DATABASE_URL: portal.database.url,
        DATA_DIR: portal.config.dataDir,
        EDMS_HOSTS: edms.host,
      });
      programs.push(victim);
      await eventually(() => expect([edms.waiting, victim.log]).toEqual([1, '']), 30_000);
      await victim.kill();
      expect(await held()).toEqual({ claimed: true, attempts: 0 });
      // It reached the EDMS, which registers it and finds nobody to answer.
      edms.release();
      await eventually(() => expect(edms.registered.size).toBe(1));
      edms.mood = 'well';
      const delivery = await eventually(async () => {
        clock.set(new Date().toISOString());
        await carry();
        const found = await delivered();
        expect(found?.state).toBe('received');
        return found;
      }, 10_000);
      expect(delivery).toMatchObject({ attempts: 2, receipt: { registrationNumber: '1-12/1' } });
      expect(edms.registered.size).toBe(1);
    });
  });

  test('an act that is withdrawn while an attempt is under way tells the truth: the EDMS has it', async () => {
    await begin('broken');
    edms.mood = 'slow';
    clock.set((await delivered())?.nextTryAt ?? '');
    const round = carry();
    await eventually(() => expect(edms.waiting).toBe(1), 10_000);
    expectStatus(await (await initiator()).post(`${act.path}/withdraw`, { reason: 'Қажеттілігі жоқ' }), 200);
    expect(await delivered()).toMatchObject({ state: 'called_off', nextTryAt: null });
    edms.release();
    await round;
    expect(await delivered()).toMatchObject({ state: 'received' });
    expect(refusalOf(await (await initiator()).post(`${act.path}/delivery`))).toBe('409 PACKAGE_NOT_READY');
  });
});
