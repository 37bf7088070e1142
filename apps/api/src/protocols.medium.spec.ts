import type { INestApplicationContext } from '@nestjs/common';
import { signedStatement } from '#contracts';
import { newId } from '#kernel';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import {
  documented,
  drawUp,
  drawUpFixed,
  EXECUTOR,
  insistOn,
  moveProtocol,
  protocolOf,
  protocolsOf,
  signProtocol,
} from './testing/dispute.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

let portal: Portal;
let worker: INestApplicationContext;

beforeAll(async () => {
  portal = await Portal.start();
  worker = await portal.startWorker();
});

afterAll(async () => {
  await worker?.close();
  await portal?.close();
});

/** Finance placed a remark that the developer did not accept, and insists. */
async function disputed(card: Parameters<typeof Act.draft>[1] = {}): Promise<Act> {
  const act = await Act.draft(portal, card);
  act.outcomes.finance = REMARKS;
  await act.send();
  await act.toTheEnd();
  await insistOn(act);
  return act;
}

async function write(act: Act, as: PersonName, position: string) {
  const { id, revision, rows } = await protocolOf(act, as);
  const given = rows.map(({ remarkId }) => ({ remarkId, position, reasons: 'Негіз' }));
  return (await portal.as(as)).send('PUT', `/api/agreements/protocols/${id}/positions`, {
    revision,
    rows: given,
  });
}

describe('775:21 a disagreement', () => {
  let act: Act;

  beforeAll(async () => {
    act = await disputed();
  });

  test('the protocol is built of what is not accepted, with what both have said', async () => {
    const none = { id: newId(), bodyId: portal.known.bodyIds.justice };
    expect(refusalOf(await act.author.post(`${act.path}/protocols`, none))).toBe('422 NOTHING_DISPUTED');
    const protocol = await drawUp(act);
    expect(protocol).toMatchObject({ state: 'with_developer', version: 0, can: { write: true, fix: false } });
    expect(protocol.rows).toEqual([
      {
        remarkId: expect.any(String),
        kind: 'substance',
        point: '7',
        excerpt: null,
        remark: 'Мерзім көрсетілмеген',
        developer: { position: 'Бюджетте қаражат жоқ', reasons: '' },
        body: { position: 'Мерзімді көрсету', reasons: 'Заң талабы' },
      },
    ]);
    expect((await act.turns())[AUTHOR]).toMatch(/write_positions/);
    const second = { id: newId(), bodyId: portal.known.bodyIds.finance };
    expect(refusalOf(await act.author.post(`${act.path}/protocols`, second))).toBe('409 CONFLICT');
  });

  test('each side writes its own column, in its turn alone', async () => {
    expect(refusalOf(await write(act, EXECUTOR, 'Ерте'))).toBe('409 NOT_YOUR_TURN');
    const stale = await protocolOf(act, AUTHOR);
    expectStatus(await write(act, AUTHOR, 'Қабылданбайды'), 204);
    const late = { revision: stale.revision, rows: [] };
    const refused = await act.author.send('PUT', `/api/agreements/protocols/${stale.id}/positions`, late);
    expect(refusalOf(refused)).toBe('409 STALE');
    const { id, revision, rows } = await protocolOf(act, AUTHOR);
    const twice = ['Бірі', 'Екіншісі'].map((position) => ({ remarkId: rows[0]?.remarkId, position }));
    const doubled = { revision, rows: twice };
    expect(
      refusalOf(await act.author.send('PUT', `/api/agreements/protocols/${id}/positions`, doubled)),
    ).toBe('400 VALIDATION_FAILED');
    expect(refusalOf(await moveProtocol(act, AUTHOR, 'fix'))).toBe('409 PROTOCOL_CHANGED');
    expectStatus(await moveProtocol(act, AUTHOR, 'pass'), 204);
    expect(refusalOf(await write(act, AUTHOR, 'Кеш'))).toBe('409 NOT_YOUR_TURN');
    expect((await act.turns())[EXECUTOR]).toMatch(/write_positions/);
    expectStatus(await write(act, EXECUTOR, 'Көрсету міндетті'), 204);
    const [row] = (await protocolOf(act, AUTHOR)).rows;
    expect([row?.developer.position, row?.body.position]).toEqual(['Қабылданбайды', 'Көрсету міндетті']);
  });

  test('until it is signed others do not see it', async () => {
    expect(await protocolsOf(act, 'justice.head')).toEqual([]);
    const { id } = await protocolOf(act, AUTHOR);
    const other = await portal.as('justice.head');
    expect(refusalOf(await other.post(`/api/agreements/protocols/${id}/prepare`))).toBe('404 NOT_FOUND');
  });

  test('a conciliation meeting is written down with its result', async () => {
    const { id, revision } = await protocolOf(act, EXECUTOR);
    const meeting = { on: '2026-03-20', participants: 'Екі министрлік', result: 'Келісімге келмеді' };
    const executor = await portal.as(EXECUTOR);
    expectStatus(
      await executor.send('PUT', `/api/agreements/protocols/${id}/meeting`, { ...meeting, revision }),
      204,
    );
    expect((await protocolOf(act, AUTHOR)).meeting).toEqual(meeting);
  });

  test('when the other side leaves the text as it is, it is fixed, and both heads are asked', async () => {
    expectStatus(await moveProtocol(act, EXECUTOR, 'pass'), 204);
    expectStatus(await moveProtocol(act, AUTHOR, 'fix'), 204);
    const protocol = await documented(act);
    expect(protocol.file?.name).toMatch(/^Келіспеушілік хаттамасы .*\.pdf$/);
    const turns = await act.turns();
    expect([turns['developer.head'], turns['finance.head']]).toEqual(['sign_protocol', 'sign_protocol']);
    const file = await act.author.get(`/api/agreements/protocols/${protocol.id}/file`);
    expect(file.status).toBe(200);
    expect(file.text.slice(0, 5)).toBe('%PDF-');
  });

  test('a head sends it back with a reason: it is written anew', async () => {
    const { id } = await protocolOf(act, AUTHOR);
    const head = await portal.as('finance.head');
    const { answer } = await signProtocol(head, await protocolOf(act, 'finance.head'));
    expectStatus(answer, 204);
    const developerHead = await portal.as('developer.head');
    const reason = 'Негіздеме толық емес';
    expectStatus(await developerHead.post(`/api/agreements/protocols/${id}/reopen`, { reason }), 204);
    const protocol = await protocolOf(act, AUTHOR);
    expect(protocol).toMatchObject({ state: 'with_developer', file: null, returned: { reason } });
    expect(protocol.signatures).toEqual({ developer: null, body: null });
    expectStatus(await moveProtocol(act, AUTHOR, 'pass'), 204);
    expectStatus(await moveProtocol(act, EXECUTOR, 'fix'), 204);
  });

  test('both heads sign the document with their keys; nobody else does, and none twice', async () => {
    const protocol = await documented(act);
    const deputy = await portal.as('finance.deputy');
    expect(refusalOf(await deputy.post(`/api/agreements/protocols/${protocol.id}/prepare`))).toBe(
      '409 NOT_YOUR_TURN',
    );
    const head = await portal.as('finance.head');
    const wrong = await signProtocol(head, protocol, portal.identityOf('finance.deputy'));
    expect(refusalOf(wrong.answer)).toMatch(/^422 SIGNATURE_REFUSED|^4\d\d SIGNATURE_REFUSED/);
    const { prepared, answer } = await signProtocol(head, protocol);
    expectStatus(answer, 204);
    const statement: unknown = JSON.parse(Buffer.from(prepared.statement, 'base64').toString());
    expect(signedStatement.safeParse(statement).success).toBe(true);
    expect(statement).toMatchObject({
      step: { kind: 'disagreement_protocol' },
      decision: {
        rows: [{ developer: { position: 'Қабылданбайды' }, body: { position: 'Көрсету міндетті' } }],
      },
      files: [{ sha256: protocol.file?.sha256 }],
    });
    expect((await protocolOf(act, AUTHOR)).state).toBe('half_signed');
    expect(refusalOf(await head.post(`/api/agreements/protocols/${protocol.id}/prepare`))).toBe(
      '409 NOT_YOUR_TURN',
    );
    expectStatus((await signProtocol(await portal.as('developer.head'), protocol)).answer, 204);
    const done = await protocolOf(act, AUTHOR);
    expect(done.state).toBe('signed');
    expect(done.signatures.developer?.by.id).toBe(portal.knownAs('developer.head').id);
  });

  test('then its remarks are settled, everybody reads it, and it can be checked without the portal', async () => {
    expect((await act.remarks(EXECUTOR)).items).toMatchObject([{ state: 'settled' }]);
    const { id } = await protocolOf(act, 'justice.head');
    const container = await (await portal.as('justice.head')).get(
      `/api/agreements/protocols/${id}/container`,
    );
    expect(container.status).toBe(200);
    const deeds = (await act.history('justice.head')).map(({ action }) => action);
    expect(deeds.filter((deed) => deed === 'protocol.sign')).toHaveLength(3);
    expect(Object.values(await act.turns()).join(' ')).not.toMatch(/protocol|positions/);
  });
});

test('775:21 one that is not needed any more is given up by the developer, while nobody has signed', async () => {
  const act = await disputed();
  const insisted = async () => (await act.author.card(act.id)).remarkTerms.map((one) => one.insisted);
  expect(await insisted()).toEqual([1]);
  await drawUp(act);
  // What stands in a protocol is answered there: nothing else is asked for.
  expect(await insisted()).toEqual([]);
  expect((await act.turns())[AUTHOR]).not.toMatch(/answer_/);
  expectStatus(await moveProtocol(act, AUTHOR, 'drop'), 204);
  expect(await insisted()).toEqual([1]);
  expect((await act.turns())[AUTHOR]).toMatch(/answer_insisted/);
  expect((await protocolOf(act, AUTHOR)).state).toBe('dropped');
  // and another may be drawn up
  expect((await drawUp(act)).state).toBe('with_developer');
});

test('775:3 of an act for official use no browser keeps the protocol', async () => {
  const act = await disputed({ officialUse: true });
  const { id } = await drawUpFixed(act);
  const { headers } = expectStatus(await act.author.get(`/api/agreements/protocols/${id}/file`), 200);
  expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
});
