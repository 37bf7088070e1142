import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { openKeyStore, Responders, type SigningIdentity } from '#certification-centre';
import { inboxPage, type Protocol } from '#contracts';
import { Clock } from '#kernel';
import { eventually } from '#testing';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import {
  documented,
  drawUpFixed,
  EXECUTOR,
  insistOn,
  moveProtocol,
  protocolOf,
  signProtocol,
} from './testing/dispute.fixture.js';
import type { Worker } from './testing/office.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const PASSWORD = 'Kelisim-2026';

/** Stands before the time-stamp authority, which is openssl's: lets questions through, drops them, or holds them. */
class Gate {
  mood: 'open' | 'shut' | 'held' = 'open';
  asked = 0;
  authority = '';
  private readonly released: (() => void)[] = [];
  private readonly server = createServer((request, response) => void this.pass(request, response));

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsa`;
  }

  release(): void {
    for (const go of this.released.splice(0)) go();
  }

  async stop(): Promise<void> {
    this.release();
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    this.asked += 1;
    if (this.mood === 'held') await new Promise<void>((go) => this.released.push(go));
    if (this.mood === 'shut') return void response.destroy();
    const headers = { 'content-type': String(request.headers['content-type']) };
    const answer = await fetch(this.authority, { method: 'POST', headers, body: new Uint8Array(body) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }
}

describe('775:21, 61-65 a protocol of disagreement whose signature nobody can vouch for yet', () => {
  const gate = new Gate();
  let portal: Portal;
  let worker: Worker;
  let responders: Responders | undefined;
  let act: Act;
  let head: Person;

  beforeAll(async () => {
    portal = await Portal.start(new Clock(), { TSA_URL: await gate.start() });
    responders = await Responders.start(portal.pki.centre);
    gate.authority = responders?.url('tsa') ?? '';
    worker = await portal.startWorker();
    head = await portal.as('finance.head');
    act = await Act.draft(portal, { approvingBodyIds: [portal.known.bodyIds.finance] });
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.toTheEnd();
    await insistOn(act);
    await drawUpFixed(act);
  }, 120_000);

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
    await responders?.close();
    await gate.stop();
  });

  beforeEach(() => {
    gate.mood = 'open';
  });

  /** A key file of the centre for the head of finance; the register knows it. */
  async function newKey(): Promise<SigningIdentity> {
    const { surname, iin, bin } = portal.knownAs('finance.head');
    const person = { surname, given: 'Әлихан', iin, bin, organisation: 'Министрлік' };
    const { p12 } = await portal.pki.centre.issueEmployee({ ...person, role: 'head', password: PASSWORD });
    return openKeyStore(p12, PASSWORD);
  }

  /** What would be asked in a while is asked now. */
  async function later(): Promise<void> {
    await portal.database.dataSource.query(
      "UPDATE kernel.outbox SET next_attempt_at = now() WHERE topic = 'signature.waiting' AND done_at IS NULL",
    );
  }

  const until = (holds: (protocol: Protocol) => void) =>
    eventually(async () => holds(await protocolOf(act)), 20_000);

  async function waitsIn(name: PersonName): Promise<boolean[]> {
    const answer = await (await portal.as(name)).get('/api/inbox?limit=100&needs=action');
    const own = parsed(inboxPage, answer).items.filter(({ verb }) => verb === 'sign_protocol');
    return own.map(({ waitsSince }) => waitsSince !== null);
  }

  const deeds = async () => (await act.history('finance.head')).map(({ action }) => action);

  test('one that was fixed anew while the signature over its old text was checked is not signed by it', async () => {
    const protocol = await protocolOf(act);
    gate.mood = 'held';
    gate.asked = 0;
    const signing = signProtocol(head, protocol);
    await eventually(() => expect(gate.asked).toBe(1), 20_000);
    // Sent back, written and fixed once more: another document, and the same head is asked.
    const put = (id: unknown) =>
      portal.database.dataSource.query(`UPDATE agreements.protocol SET file = jsonb_set(file, '{id}', $1)`, [
        JSON.stringify(id),
      ]);
    const { version } = await act.author.card(act.id);
    await put(version.files[0]?.id);
    gate.mood = 'open';
    gate.release();
    expect(refusalOf((await signing).answer)).toBe('409 PROTOCOL_CHANGED');
    await put(protocol.file?.id);
    expect(await protocolOf(act)).toMatchObject({
      state: 'to_sign',
      signatures: { developer: null, body: null },
      pending: { developer: null, body: null },
    });
  });

  test('one that cannot be judged is kept waiting: both sides see what for, the other head is asked as before', async () => {
    gate.mood = 'shut';
    const { answer } = await signProtocol(head, await protocolOf(act));
    expectStatus(answer, 204);
    expect(await protocolOf(act)).toMatchObject({
      state: 'to_sign',
      signatures: { body: null },
      pending: {
        developer: null,
        body: { state: 'waiting', code: 'STAMP_UNREACHABLE', by: { id: head.id } },
      },
    });
    expect([await waitsIn('finance.head'), await waitsIn('developer.head')]).toEqual([[true], [false]]);
    const again = await signProtocol(head, await protocolOf(act));
    expect(refusalOf(again.answer)).toBe('409 SIGNATURE_WAITS');
    expect(await deeds()).toContain('signature.waiting');
  });

  test('the other head sends it back meanwhile: the signature is dropped, and the record says so', async () => {
    const { id } = await protocolOf(act);
    const other = await portal.as('developer.head');
    expectStatus(await other.post(`/api/agreements/protocols/${id}/reopen`, { reason: 'Толық емес' }), 204);
    expect(await protocolOf(act)).toMatchObject({ pending: { developer: null, body: null } });
    expectStatus(await moveProtocol(act, AUTHOR, 'pass'), 204);
    expectStatus(await moveProtocol(act, EXECUTOR, 'fix'), 204);
    await documented(act);
    await later();
    await eventually(async () => expect(await deeds()).toContain('signature.dropped'), 20_000);
    // It is asked for anew, and nothing of the old text counts.
    expect(await protocolOf(act)).toMatchObject({ state: 'to_sign', signatures: { body: null } });
    expect(await waitsIn('finance.head')).toEqual([false]);
  });

  test('a certificate that turns out to be revoked: the head is told, and signs anew', async () => {
    gate.mood = 'shut';
    const taken = await newKey();
    expectStatus((await signProtocol(head, await protocolOf(act), taken)).answer, 204);
    await portal.pki.centre.revoke(taken.serial.toString('hex'), new Date(Date.now() - 60_000));
    await portal.pki.centre.writeCrls();
    gate.mood = 'open';
    await later();
    await until(({ pending }) =>
      expect(pending.body).toMatchObject({ state: 'refused', code: 'CERTIFICATE_REVOKED' }),
    );
    expect(await waitsIn('finance.head')).toEqual([false]);
    expect(await deeds()).toContain('signature.refused');
    expectStatus((await signProtocol(head, await protocolOf(act))).answer, 204);
    expect(await protocolOf(act)).toMatchObject({ state: 'half_signed', pending: { body: null } });
  });

  test('once somebody vouches for it, it counts: with the second one the remarks are settled', async () => {
    gate.mood = 'shut';
    expectStatus((await signProtocol(await portal.as('developer.head'), await protocolOf(act))).answer, 204);
    expect((await protocolOf(act)).state).toBe('half_signed');
    gate.mood = 'open';
    await later();
    await until(({ state, pending }) => expect([state, pending.developer]).toEqual(['signed', null]));
    expect((await act.remarks(EXECUTOR)).items).toMatchObject([{ state: 'settled' }]);
    expect((await act.turns())['developer.head'] ?? '').not.toMatch(/protocol/);
  });
});
