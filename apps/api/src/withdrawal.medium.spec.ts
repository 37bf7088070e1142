import type { VersionState } from '#contracts';
import { docxOf, eventually, FakeClock } from '#testing';
import { Act, REMARKS } from './testing/act.fixture.js';
import { expectStatus, type Person, Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-16T05:00:00.000Z');
const REASON = { reason: 'Қажеттілігі жоқ' };

describe('the initiator takes an act back for good', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
  });

  afterAll(() => portal?.close());

  const withdraw = (act: Act, as: Person = act.author) => as.post(`${act.path}/withdraw`, REASON);

  test.each<[VersionState, () => Promise<Act>]>([
    ['units', () => Act.at(portal, 'unit_agreement')],
    ['legal_visa', () => Act.at(portal, 'legal_visa')],
    ['head_signature', () => Act.at(portal, 'developer_signature')],
    ['at_bodies', () => Act.at(portal, 'assignment', 'finance')],
  ])('from %s: nothing is asked of anybody any more', async (state, begin) => {
    const act = await begin();
    expect(await act.state()).toBe(state);
    const [open] = await act.openSteps();
    const card = expectStatus(await withdraw(act), 200).json;
    expect(card).toMatchObject({
      version: { state: 'withdrawn' },
      withdrawn: { reason: REASON.reason, by: { id: act.author.id } },
    });
    expect(await act.turns()).toEqual({});
    expect(await act.openSteps()).toEqual([]);
    const asked = await portal.as(open?.assignees[0] ?? 'developer.head');
    const late = await asked.post(`/api/agreements/steps/${open?.id}/return`, REASON);
    expect(refusalOf(late)).toBe('409 ACT_WITHDRAWN');
    expect(refusalOf(await withdraw(act))).toBe('409 WITHDRAWAL_NOT_DUE');
  });

  test('bodies are told, see why, and what was signed stays', async () => {
    const act = await Act.at(portal, 'outcome', 'finance');
    await act.toTheEnd('justice');
    expectStatus(await withdraw(act), 200);
    const told = await act.turns('information');
    for (const name of [
      'finance.officer',
      'finance.specialist',
      'justice.head',
      'developer.legalHead',
    ] as const) {
      expect([name, told[name]]).toEqual([name, expect.stringContaining('act_withdrawn')]);
    }
    const card = await (await portal.as('finance.head')).card(act.id);
    expect(card).toMatchObject({ withdrawn: REASON, version: { state: 'withdrawn' } });
    expect(card.version.reviews.map(({ state }) => state)).toEqual(['withdrawn', 'settled']);
    expect(card.version.steps.filter(({ signature }) => signature)).toHaveLength(2);
    expect(card.can.exportContainer).toBe(true);
    expect((await act.history('justice.head')).map(({ action }) => action)).toContain('version.withdraw');
  });

  test('while a new version is prepared, the one that the bodies have is withdrawn too', async () => {
    const act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.toTheEnd();
    expectStatus(await act.author.post(`${act.path}/versions`), 201);
    expectStatus(await withdraw(act), 200);
    expect((await act.author.card(act.id, 1)).version.state).toBe('withdrawn');
    expect((await (await portal.as('finance.head')).card(act.id)).version).toMatchObject({
      ordinal: 0,
      state: 'withdrawn',
    });
    // A draft that was being reworked has no signatures that count.
    expect(refusalOf(await act.author.get(`${act.path}/container?version=1`))).toBe('409 NOT_SIGNED');
  });

  test('nobody but its initiator may, and what was never sent is discarded instead', async () => {
    const act = await Act.at(portal, 'registration', 'finance');
    expect(refusalOf(await withdraw(act, await portal.as('developer.head')))).toBe('403 FORBIDDEN');
    expect(refusalOf(await withdraw(act, await portal.as('outside.head')))).toBe('404 NOT_FOUND');
    const draft = await Act.draft(portal);
    expect(refusalOf(await withdraw(draft))).toBe('409 WITHDRAWAL_NOT_DUE');
    expect(refusalOf(await act.author.post(`${act.path}/withdraw`, { reason: '  ' }))).toBe(
      '400 VALIDATION_FAILED',
    );
  });

  test('withdrawn while a head is signing: one of the two is told', async () => {
    const act = await Act.at(portal, 'body_signature', 'finance');
    const head = await portal.as('finance.head');
    const { id } = await act.step('body_signature', 'finance');
    const prepared = await head.prepare(id);
    const [signed, withdrawn] = await Promise.all([
      head.sendSignature(id, prepared, head.cmsOf(prepared)),
      withdraw(act),
    ]);
    expect(withdrawn.status).toBe(200);
    expect(['200', '409 ACT_WITHDRAWN']).toContain(refusalOf(signed));
    expect(await act.turns()).toEqual({});
  });

  test('by hand it goes to the archive, and search by any requisite finds it there', async () => {
    const act = await Act.draft(portal, { title: 'Архив ісі туралы', description: 'Қоймалар мен сөрелер' });
    await act.send();
    await act.until('registration', 'finance');
    expect(refusalOf(await act.author.post(`${act.path}/archive`))).toBe('409 ARCHIVE_NOT_DUE');
    expectStatus(await withdraw(act), 200);
    expectStatus(await act.author.post(`${act.path}/archive`), 200);
    const found = async (as: Person, q: string) => {
      const { items } = (await as.get(`/api/agreements?q=${encodeURIComponent(q)}`)).json as {
        items: { id: string; archived: boolean }[];
      };
      return items.find(({ id }) => id === act.id)?.archived;
    };
    for (const q of ['архив', 'arhiv isi', 'койма', 'fh[bd', 'justice', 'legalHead', 'Жоба.pdf']) {
      expect([q, await found(act.author, q)]).toEqual([q, true]);
    }
    expect(await found(act.author, 'кітапхана')).toBeUndefined();
    expect(await found(await portal.as('finance.officer'), 'архив')).toBe(true);
    expect(await found(await portal.as('outside.officer'), 'архив')).toBeUndefined();
  });

  test('words in the text of a file find the acts that hold it', async () => {
    const worker = await portal.startWorker();
    const author = await portal.as('developer.specialist');
    const form = new FormData();
    const bytes = docxOf(
      '1. Құжаттарды цифрлық нысанға көшіру.',
      '2. Осы қаулы қол қойылған күнінен бастап күшіне енеді.',
    );
    form.append('file', new Blob([new Uint8Array(bytes)]), 'Жоба.docx');
    const { id } = expectStatus(await author.post('/api/files', form), 201).json as { id: string };
    await Act.draft(portal, { fileIds: [id] });
    await eventually(async () => expect(await countOf(author, 'цифрлык нысанга')).toBe(1), 20_000);
    expect(await countOf(await portal.as('finance.head'), 'цифрлық')).toBe(0);
    await worker.close();
  });

  test('what only the developer body has is found by nobody else', async () => {
    const act = await Act.draft(portal, { title: 'Бірінші нұсқа' });
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.toTheEnd();
    const card = await act.author.card(act.id);
    expectStatus(await act.author.post(`${act.path}/versions`), 201);
    const edit = { ...completeEdit(await act.author.card(act.id)), title: 'Құпия атау' };
    expectStatus(await act.author.patch(act.path, edit), 200);
    expect(card.can.placeNewVersion).toBe(true);
    expect(await countOf(act.author, 'құпия')).toBe(1);
    expect(await countOf(await portal.as('finance.head'), 'құпия')).toBe(0);
  });
});

function completeEdit({ language, description, revision, version }: Awaited<ReturnType<Person['card']>>) {
  return {
    language,
    description,
    revision,
    fileIds: version.files.map(({ id }) => id),
    interestedUnitIds: version.interestedUnits.map(({ id }) => id),
    legalHeadId: version.legalHead?.id ?? null,
    bodyHeadId: version.bodyHead?.id ?? null,
    approvingBodyIds: version.approvingBodies.map(({ id }) => id),
    internalTermDays: version.internalTermDays,
  };
}

async function countOf(as: Person, q: string): Promise<number> {
  const answer = await as.get(`/api/agreements?q=${encodeURIComponent(q)}`);
  return (expectStatus(answer, 200).json as { items: unknown[] }).items.length;
}
