import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { openKeyStore, Responders, type Role, type SigningIdentity } from '#certification-centre';
import { type PendingSignature, signaturesReport } from '#contracts';
import { Clock } from '#kernel';
import { Act, AUTHOR } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { cardOf, expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

/** The responder and the time-stamp authority are openssl's, and they go down and come up. */

const PASSWORD = 'Kelisim-2026';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Goes on as time does, and further where the test lets it. */
class LeapingClock extends Clock {
  private ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  leap(ms: number): void {
    this.ahead += ms;
  }
}

describe('775:61-65 signatures that nobody can vouch for yet', () => {
  const clock = new LeapingClock();
  let portal: Portal;
  let port: number;
  let worker: INestApplicationContext;
  let responders: Responders | undefined;
  let legalHead: Person;

  beforeAll(async () => {
    port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    portal = await Portal.start(clock, { OCSP_URL: `${url}/ocsp`, TSA_URL: `${url}/tsa` });
    // only the responder knows of employees; the issuing centre is on its root's list
    await rm(join(portal.pki.centre.files.crls, 'issuing.crl'));
    worker = await portal.startWorker();
    legalHead = await portal.as('developer.legalHead');
  });
  afterAll(async () => {
    await responders?.close();
    await worker?.close();
    await portal?.close();
  });
  beforeEach(down);

  async function up(): Promise<void> {
    responders ??= await Responders.start(portal.pki.centre, port);
  }
  async function down(): Promise<void> {
    await responders?.close();
    responders = undefined;
  }

  /** A key file of the centre, opened with its password as the browser opens it; the register knows it. */
  async function keyOf(name: PersonName, role: Role = 'employee'): Promise<SigningIdentity> {
    const { surname, iin, bin } = portal.knownAs(name);
    const request = {
      surname,
      given: 'Әлихан',
      iin,
      bin,
      organisation: 'Министрлік',
      role,
      password: PASSWORD,
    };
    const { p12 } = await portal.pki.centre.issueEmployee(request);
    return openKeyStore(p12, PASSWORD);
  }

  /** A failure is remembered for five seconds; all leaps together stay within the minute that clocks may be apart. */
  const forgotten = () => clock.leap(5_100);

  /** Time goes on: what would be asked in a while is asked now. */
  async function later(): Promise<void> {
    forgotten();
    await portal.database.dataSource.query(
      "UPDATE kernel.outbox SET next_attempt_at = now() WHERE topic = 'signature.waiting' AND done_at IS NULL",
    );
  }

  const waitingRows = () =>
    portal.database.dataSource.query<{ attempts: number }[]>(
      'SELECT attempts FROM signing.waiting_signature',
    );

  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(100)) {
      if (await holds()) return;
    }
    throw new Error(`In 20 s it did not happen: ${what}.`);
  }

  async function pendingOf(act: Act): Promise<PendingSignature | null | undefined> {
    const { version } = await act.author.card(act.id);
    return version.steps.find(({ kind }) => kind === 'legal_visa')?.pendingSignature;
  }

  const actionsOf = async (act: Act) => (await act.history(AUTHOR)).map(({ action }) => action);

  test('the step stays open and says what for; once the centre answers it is decided', async () => {
    const act = await Act.at(portal, 'legal_visa');
    const step = await act.step('legal_visa');
    const before = await act.state();
    const answer = await legalHead.sign(step.id, await keyOf('developer.legalHead'));
    const shown = cardOf(answer).version.steps.find(({ id }) => id === step.id);
    expect(shown).toMatchObject({
      state: 'open',
      signature: null,
      pendingSignature: { state: 'waiting', code: 'STAMP_UNREACHABLE', by: { id: legalHead.id } },
    });
    expect(await act.state()).toBe(before);
    expect(await actionsOf(act)).toContain('signature.waiting');

    // asked again in vain: it waits on
    await later();
    await until('it was asked again', async () =>
      (await waitingRows()).some(({ attempts }) => attempts === 1),
    );
    expect((await pendingOf(act))?.state).toBe('waiting');

    await up();
    await later();
    await until('the visa is given', async () => (await act.state()) !== before);
    expect(await waitingRows()).toEqual([]);
    const [kept] = await portal.database.dataSource.query<Record<string, unknown>[]>(
      `SELECT time_source, cardinality(ocsp_answers) AS answers, cardinality(crls) AS crls, cardinality(chain) > 2 AS chain
       FROM signing.signature WHERE step_id = $1`,
      [step.id],
    );
    expect(kept).toEqual({ time_source: 'stamp', answers: 1, crls: 1, chain: true });
  });

  test('a certificate that turns out to be revoked: the signer is told, and signs anew', async () => {
    const act = await Act.at(portal, 'legal_visa');
    const step = await act.step('legal_visa');
    const taken = await keyOf('developer.legalHead');
    expectStatus(await legalHead.sign(step.id, taken), 200);
    await portal.pki.centre.revoke(taken.serial.toString('hex'), new Date(Date.now() - 60_000));
    await up();
    await later();
    await until('it is refused', async () => (await pendingOf(act))?.state === 'refused');
    expect(await pendingOf(act)).toMatchObject({ code: 'CERTIFICATE_REVOKED', by: { id: legalHead.id } });
    const [last] = (await act.history(AUTHOR)).slice(-1);
    expect(last).toMatchObject({ action: 'signature.refused', details: { code: 'CERTIFICATE_REVOKED' } });

    forgotten();
    expectStatus(await legalHead.sign(step.id, await keyOf('developer.legalHead')), 200);
    expect(await act.state()).toBe('head_signature');
  });

  test('an act that was recalled meanwhile: the signature is dropped, and the record says so', async () => {
    const act = await Act.at(portal, 'legal_visa');
    const step = await act.step('legal_visa');
    expectStatus(await legalHead.sign(step.id, await keyOf('developer.legalHead')), 200);
    expectStatus(await act.author.post(`${act.path}/recall`), 200);
    await up();
    await later();
    await until('it is dropped', async () => (await waitingRows()).length === 0);
    expect(await actionsOf(act)).toContain('signature.dropped');
    const kept = await portal.database.dataSource.query('SELECT FROM signing.signature WHERE step_id = $1', [
      step.id,
    ]);
    expect(kept).toEqual([]);
  });

  test('signed once more meanwhile: one signature waits, and one is kept', async () => {
    const act = await Act.at(portal, 'legal_visa');
    const step = await act.step('legal_visa');
    const before = await act.state();
    const keys = [await keyOf('developer.legalHead'), await keyOf('developer.legalHead')];
    const signed = await Promise.all(keys.map((key) => legalHead.sign(step.id, key)));
    for (const answer of signed) expectStatus(answer, 200);
    expect(await waitingRows()).toHaveLength(1);
    expect(await actionsOf(act)).toContain('signature.dropped');
    await up();
    await later();
    await until('the visa is given', async () => (await act.state()) !== before);
    const kept = await portal.database.dataSource.query('SELECT FROM signing.signature WHERE step_id = $1', [
      step.id,
    ]);
    expect(kept).toHaveLength(1);
  });

  test('signed once more with the same key: told that it waits already, and the first waits on', async () => {
    const act = await Act.at(portal, 'legal_visa');
    const step = await act.step('legal_visa');
    const key = await keyOf('developer.legalHead');
    expectStatus(await legalHead.sign(step.id, key), 200);
    const pending = await pendingOf(act);
    const again = await legalHead.sign(step.id, key);
    expect(refusalOf(again)).toBe('409 SIGNATURE_WAITS');
    expect(again.json).toMatchObject({ params: { since: pending?.since } });
    expect(await pendingOf(act)).toEqual(pending);
    expect(await actionsOf(act)).not.toContain('signature.dropped');
    expectStatus(await act.author.post(`${act.path}/recall`), 200);
  });

  test('what was kept stays VALID after its certificate is revoked, with nobody there to ask', async () => {
    await up();
    forgotten();
    const act = await Act.at(portal, 'legal_visa');
    const step = await act.step('legal_visa');
    const key = await keyOf('developer.legalHead');
    expectStatus(await legalHead.sign(step.id, key), 200);
    await portal.pki.centre.revoke(key.serial.toString('hex'));
    await portal.pki.centre.writeCrls();
    await rm(join(portal.pki.centre.files.crls, 'issuing.crl'));
    await down();
    const report = parsed(
      signaturesReport,
      expectStatus(await act.author.get(`${act.path}/signatures`), 200),
    );
    expect(report.signatures.map(({ verdict, code }) => ({ verdict, code }))).toEqual([
      { verdict: 'VALID', code: null },
    ]);
  });
});

describe('775:62.3 the server’s clock beside the time-stamp authority’s', () => {
  /** Three minutes slow. */
  class SlowClock extends Clock {
    override now(): Date {
      return new Date(Date.now() - 3 * 60_000);
    }
  }

  async function signedBy(clock: Clock): Promise<string[]> {
    const port = await freePort();
    const portal = await Portal.start(clock, { TSA_URL: `http://127.0.0.1:${port}/tsa` });
    const responders = await Responders.start(portal.pki.centre, port);
    try {
      const act = await Act.at(portal, 'legal_visa');
      const legalHead = await portal.as('developer.legalHead');
      expectStatus(await legalHead.sign((await act.step('legal_visa')).id), 200);
      expect(await act.state()).toBe('head_signature');
      const rows = await portal.database.dataSource.query<{ action: string }[]>(
        'SELECT action FROM kernel.audit_entry WHERE subject_id = $1',
        [act.id],
      );
      return rows.map(({ action }) => action);
    } finally {
      await responders?.close();
      await portal.close();
    }
  }

  test('over a minute apart raises an alarm in the record', async () => {
    expect(await signedBy(new SlowClock())).toContain('clock.alarm');
  });

  test('the same time raises none', async () => {
    expect(await signedBy(new Clock())).not.toContain('clock.alarm');
  });
});
