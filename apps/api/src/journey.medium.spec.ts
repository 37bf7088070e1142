import type { INestApplicationContext } from '@nestjs/common';
import { Audit } from '#kernel';
import { FakeClock } from '#testing';
import { Act, completeCard, REMARKS } from './testing/act.fixture.js';
import { Portal } from './testing/portal.fixture.js';

/** A Saturday: three working days end on Wednesday the 18th, five on Friday the 20th, one on Monday the 16th. */
const clock = new FakeClock('2026-03-14T05:00:00.000Z');

describe('775:14-20 a draft act on its way through three bodies', () => {
  let portal: Portal;
  let worker: INestApplicationContext;
  let act: Act;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    worker = await portal.startWorker();
  });

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
  });

  afterEach(() => clock.advance({ minutes: 1 }));

  const developerCard = (version?: number) => act.author.card(act.id, version);

  test('775:14 a card waits for nobody until its initiator sends it', async () => {
    act = await Act.draft(portal);
    expect(await act.turns()).toEqual({});
    const card = await developerCard();
    expect(card.version).toMatchObject({
      state: 'draft',
      number: null,
      ordinal: 0,
      reviews: [],
      sheet: 'none',
    });
    expect(card.can).toMatchObject({ edit: true, send: true, discard: true, recall: false });
  });

  test('775:15 sent, it waits for the heads of the interested units, all at once', async () => {
    await act.send();
    expect(await act.turns()).toEqual({
      'developer.secondHead': 'agree_draft 2026-03-18',
      'developer.thirdHead': 'agree_draft 2026-03-18',
    });
    await act.pass('unit_agreement');
    expect(await act.turns()).toEqual({ 'developer.thirdHead': 'agree_draft 2026-03-18' });
  });

  test('775:15 when all units have agreed, it waits for the visa of the legal service', async () => {
    await act.pass('unit_agreement');
    expect(await act.turns()).toEqual({ 'developer.legalHead': 'give_visa 2026-03-18' });
    expect(await act.state()).toBe('legal_visa');
  });

  test('775:15 the visa is given by EDS, and the head of the body is to sign', async () => {
    await act.pass('legal_visa');
    expect(await act.turns()).toEqual({ 'developer.head': 'sign_draft 2026-03-18' });
    const visa = (await developerCard()).version.steps.find((step) => step.kind === 'legal_visa');
    expect(visa).toMatchObject({
      state: 'done',
      outcome: 'agreed',
      decidedBy: { fullName: expect.any(String) },
    });
    expect(visa?.signature?.certificateSerial).toMatch(/^[0-9a-f]{32}$/);
  });

  test('775:16 the head’s signature numbers and dispatches it: both documentation services have it', async () => {
    await act.pass('developer_signature');
    const arrived = 'register_draft 2026-03-16';
    expect(await act.turns()).toEqual({
      'finance.officer': arrived,
      'finance.officer2': arrived,
      'justice.officer': arrived,
      'justice.officer2': arrived,
    });
    expect((await developerCard()).version).toMatchObject({ state: 'at_bodies', number: 'ҮҚ-26-1' });
  });

  test('775:20 one officer registers and sets the term: it leaves his colleague’s inbox and is the management’s', async () => {
    await act.pass('registration', 'finance', 'finance.officer2');
    expect(await act.turns()).toEqual({
      'finance.head': 'assign_units 2026-03-20',
      'finance.deputy': 'assign_units 2026-03-20',
      'justice.officer': 'register_draft 2026-03-16',
      'justice.officer2': 'register_draft 2026-03-16',
    });
    const officer = await portal.as('finance.officer');
    const [own] = (await officer.card(act.id)).version.reviews;
    expect(own).toMatchObject({ state: 'registered', dueAt: '2026-03-20T13:30:00.000Z' });
    expect(own?.term?.counted).toEqual([
      '2026-03-16',
      '2026-03-17',
      '2026-03-18',
      '2026-03-19',
      '2026-03-20',
    ]);
  });

  test('775:20 a superior’s assignment sets a day instead', async () => {
    const officer = await portal.as('justice.officer');
    await act.pass('registration', 'justice', 'justice.officer', {
      term: { until: '2026-03-31' },
      assignmentFileId: (await officer.upload('Тапсырма.pdf')).id,
      basis: 'Премьер-Министрдің тапсырмасы',
      incomingNumber: 'К-12/34',
    });
    const [, own] = (await (await portal.as('justice.head')).card(act.id)).version.reviews;
    expect(own).toMatchObject({
      dueAt: '2026-03-31T13:30:00.000Z',
      term: null,
      incomingNumber: 'К-12/34',
      termBasis: 'Премьер-Министрдің тапсырмасы',
    });
  });

  test('775:16 the management names units and executor: first the interested unit is asked', async () => {
    await act.pass('assignment', 'finance', 'finance.deputy');
    await act.pass('assignment', 'justice', 'justice.head');
    expect(await act.turns()).toEqual({
      'finance.secondHead': 'give_opinion 2026-03-20',
      'justice.secondHead': 'give_opinion 2026-03-31',
    });
  });

  test('775:17 the executor sums up what the units said', async () => {
    await act.pass('opinion', 'finance', undefined, { outcome: 'agreed', reason: 'Пікір жоқ' });
    await act.pass('opinion', 'justice', undefined, REMARKS);
    expect(await act.turns()).toEqual({
      'finance.specialist': 'choose_outcome 2026-03-20',
      'justice.specialist': 'choose_outcome 2026-03-31',
    });
  });

  test('775:18 the heads of the responsible and the interested unit agree his outcome, then the body’s head signs', async () => {
    await act.pass('outcome', 'finance');
    const [fromUnit] = (await act.remarks('justice.specialist')).items;
    expect(fromUnit).toMatchObject({ level: 'unit', state: 'stated', ...REMARKS.remarks?.[0] });
    const remarks = REMARKS.remarks?.map((remark) => ({ ...remark, sources: [fromUnit?.id] }));
    await act.pass('outcome', 'justice', undefined, { ...REMARKS, remarks });
    expect(await act.turns()).toEqual({
      'finance.unitHead': 'agree_outcome 2026-03-20',
      'finance.secondHead': 'agree_outcome 2026-03-20',
      'justice.unitHead': 'agree_outcome 2026-03-31',
      'justice.secondHead': 'agree_outcome 2026-03-31',
    });
    for (const body of ['finance', 'justice'] as const) await act.until('body_signature', body);
    expect(await act.turns()).toEqual({
      'finance.head': 'sign_outcome 2026-03-20',
      'justice.head': 'sign_outcome 2026-03-31',
    });
  });

  test('775:18 the first outcome comes in: the initiator is told, the version still waits', async () => {
    await act.pass('body_signature', 'finance');
    expect(await act.turns('information')).toEqual({ 'developer.specialist': 'body_agreed' });
    expect(await act.turns()).toEqual({ 'justice.head': 'sign_outcome 2026-03-31' });
    const [finance, justice] = (await developerCard()).version.reviews;
    expect(finance).toMatchObject({
      state: 'settled',
      outcome: 'agreed',
      signature: { id: expect.any(String) },
    });
    expect(justice).toMatchObject({ state: 'head_signature', outcome: null, remarks: [], inner: null });
  });

  test('775:19 after the last one, with remarks, the initiator is to place a new version', async () => {
    await act.pass('body_signature', 'justice');
    expect(await act.turns()).toEqual({
      'developer.specialist': 'place_new_version 2026-03-18, answer_remarks 2026-03-20',
    });
    const card = await developerCard();
    expect(card.version).toMatchObject({ state: 'with_remarks', settledAt: expect.any(String) });
    expect(card.version.reviews[1]?.remarks).toEqual([
      { id: expect.any(String), ordinal: 1, kind: 'substance', excerpt: null, ...REMARKS.remarks?.[0] },
    ]);
    expect(card.can).toMatchObject({ placeNewVersion: true, edit: false, send: false });
  });

  test('775:19 the new version has the same number with "/1"; the bodies see the earlier one until it comes', async () => {
    const placed = await act.author.post(`${act.path}/versions`);
    expect(placed.status).toBe(201);
    expect(await act.turns()).toEqual({
      'developer.specialist': 'rework_draft 2026-03-18, answer_remarks 2026-03-20',
    });
    const card = await developerCard();
    expect(card.version).toMatchObject({ state: 'draft', ordinal: 1, number: 'ҮҚ-26-1/1' });
    expect(card.versions.map((one) => one.number)).toEqual(['ҮҚ-26-1/1', 'ҮҚ-26-1']);
    const reader = await (await portal.as('finance.head')).card(act.id);
    expect(reader.versions.map((one) => one.number)).toEqual(['ҮҚ-26-1']);
    expect(reader.version.ordinal).toBe(0);
  });

  test('775:19 all steps run again, and the earlier version is superseded when the new one goes out', async () => {
    const file = await act.author.upload('Жаңа редакция.pdf', '%PDF-1.7\n% second\n%%EOF\n');
    const { revision } = await developerCard();
    const { kind: _kind, ...requisites } = completeCard(portal);
    const edited = { ...requisites, title: 'Ашық деректер туралы', fileIds: [file.id], revision };
    expect((await act.author.patch(act.path, edited)).status).toBe(200);
    await act.send();
    expect(Object.keys(await act.turns())).toEqual(['developer.secondHead', 'developer.thirdHead']);
    await act.until('registration', 'finance');
    expect((await developerCard()).version).toMatchObject({ number: 'ҮҚ-26-1/1', state: 'at_bodies' });
    expect((await developerCard(0)).version.state).toBe('superseded');
  });

  test('775:22 all have agreed: the version is agreed, the initiator is told, nobody is asked anything', async () => {
    await act.toTheEnd();
    expect(await act.turns()).toEqual({});
    expect((await act.turns('information'))['developer.specialist']).toContain('all_agreed');
    expect(await act.state()).toBe('agreed');
  });

  test('775:17.1 the worker makes the agreement sheet, which both bodies download', async () => {
    const deadline = Date.now() + 20_000;
    while ((await developerCard()).version.sheet !== 'ready') {
      if (Date.now() > deadline) throw new Error('The sheet was not made.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const name of ['developer.specialist', 'developer.officer', 'justice.secondHead'] as const) {
      const sheet = await (await portal.as(name)).get(`${act.path}/sheet`);
      expect(sheet.status).toBe(200);
      expect(sheet.text.startsWith('%PDF-')).toBe(true);
      expect(sheet.headers.get('content-disposition')).toContain(
        encodeURIComponent('Келісу парағы ҮҚ-26-1-1.pdf'),
      );
    }
    expect((await (await portal.as('justice.head')).card(act.id)).can.readSheet).toBe(true);
    expect((await act.author.get(`${act.path}/sheet?version=0`)).json).toMatchObject({
      code: 'SHEET_NOT_READY',
    });
  });

  test('775:19 the earlier version stays readable with its file, its outcomes and its signatures', async () => {
    const reader = await portal.as('finance.secondHead');
    const { version } = await reader.card(act.id, 0);
    expect(version.reviews.map((review) => review.outcome)).toEqual(['agreed', 'with_remarks']);
    const [file] = version.files;
    expect((await reader.get(`${act.path}/files/${file?.id}`)).status).toBe(200);
    const signatures = version.steps.flatMap((step) => (step.signature ? [step.signature.id] : []));
    expect(signatures).toHaveLength(2);
    for (const id of signatures) {
      const evidence = await reader.get(`${act.path}/signatures/${id}/signature`);
      expect([evidence.status, evidence.headers.get('content-type')]).toEqual([
        200,
        'application/octet-stream',
      ]);
    }
  });

  test('the record tells it all in order, to each body what concerns it, and its chain holds', async () => {
    const told = (await act.history('developer.head')).map((entry) => entry.action);
    expect(told.slice(0, 8)).toEqual([
      'card.created',
      'version.send',
      'step.decide',
      'step.decide',
      'version.units_agreed',
      'step.decide',
      'version.give_visa',
      'step.decide',
    ]);
    expect(told.slice(-2)).toEqual(['version.settle_agreed', 'sheet.made']);
    const justice = await act.history('justice.head');
    expect(justice.map((entry) => entry.action)).toEqual(
      expect.arrayContaining(['review.register', 'review.sign']),
    );
    const inside = justice
      .filter((entry) => entry.action === 'review.register')
      .map((entry) => entry.body?.id);
    expect(new Set(inside)).toEqual(new Set([portal.known.bodyIds.justice]));
    expect(justice.map((entry) => entry.action)).not.toContain('version.give_visa');
    expect(await portal.app.get(Audit).verify()).toEqual({ entries: expect.any(Number) });
  });
});
