import * as xlsx from '@e965/xlsx';
import {
  DEFAULT_WORKING_HOURS,
  type RecordEntry,
  type RecordOverview,
  recordOverview,
  recordPage,
} from '#contracts';
import { dayOf, newId } from '#kernel';
import { Act, AUTHOR, usualAssignment } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const ADMINISTRATOR: PersonName = 'outside.specialist';
/** One who reads no draft of his body by his post. */
const COORDINATOR: PersonName = 'developer.colleague';
const OTHER_COORDINATOR: PersonName = 'finance.colleague';

describe('reading the record', () => {
  let portal: Portal;
  let act: Act;
  let administrator: Person;
  let coordinator: Person;
  let otherCoordinator: Person;

  beforeAll(async () => {
    portal = await Portal.start();
    await portal.giveDuty(ADMINISTRATOR, 'portal_administrator');
    await portal.giveDuty(COORDINATOR, 'coordinator');
    await portal.giveDuty(OTHER_COORDINATOR, 'coordinator');
    administrator = await portal.as(ADMINISTRATOR);
    coordinator = await portal.as(COORDINATOR);
    otherCoordinator = await portal.as(OTHER_COORDINATOR);
    act = await Act.at(portal, 'assignment', 'finance');
  });

  afterAll(() => portal?.close());

  /** All entries that answer to a question, page after page. */
  async function read(reader: Person, question: Record<string, string> = {}): Promise<RecordEntry[]> {
    const items: RecordEntry[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const search = new URLSearchParams({ limit: '7', ...question, ...(cursor ? { cursor } : {}) });
      const page = parsed(recordPage, expectStatus(await reader.get(`/api/record?${search}`), 200));
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }
  const bodiesOf = (entries: RecordEntry[]) => [...new Set(entries.map(({ body }) => body?.id ?? null))];
  const actionsOf = (entries: RecordEntry[]) => entries.map(({ action }) => action);
  const overview = async (reader: Person): Promise<RecordOverview> =>
    parsed(recordOverview, expectStatus(await reader.get('/api/record/overview'), 200));

  test('is for coordinators and the administrator: the heads of a body have no door to it either', async () => {
    for (const name of ['developer.head', 'developer.officer', 'finance.legalHead', AUTHOR] as PersonName[]) {
      const reader = await portal.as(name);
      expect(refusalOf(await reader.get('/api/record'))).toBe('403 FORBIDDEN');
      expect(refusalOf(await reader.get('/api/record/overview'))).toBe('403 FORBIDDEN');
      expect(refusalOf(await reader.post('/api/record/export', { format: 'csv', language: 'kk' }))).toBe(
        '403 FORBIDDEN',
      );
      expect((await reader.get('/api/session')).json).toMatchObject({ can: { readRecord: false } });
    }
    expect((await coordinator.get('/api/session')).json).toMatchObject({ can: { readRecord: true } });
  });

  test('the administrator reads all bodies’, newest first, each entry once', async () => {
    const entries = await read(administrator);
    const { developer, finance } = portal.known.bodyIds;
    expect(bodiesOf(entries)).toEqual(expect.arrayContaining([developer, finance, null]));
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(new Set(entries.map(({ thing, seq }) => `${thing.id} ${seq}`)).size).toBe(entries.length);
    const [{ count }] = await portal.database.dataSource.query(
      'SELECT count(*)::int AS count FROM kernel.audit_entry',
    );
    expect(entries).toHaveLength(count);
  });

  test('a coordinator reads what his own body’s people did, and the portal with their documents', async () => {
    const [own, others] = [await read(coordinator), await read(otherCoordinator)];
    const { developer, finance } = portal.known.bodyIds;
    expect(bodiesOf(own).sort()).toEqual([developer, null].sort());
    expect(bodiesOf(others)).toEqual([finance]);
    expect(actionsOf(own)).toEqual(
      expect.arrayContaining(['card.created', 'version.sign', 'version.units_agreed', 'account.signed_in']),
    );
    expect(actionsOf(own)).not.toContain('review.register');
    expect(actionsOf(others)).toContain('review.register');
    const all = (await read(administrator)).length;
    expect(own.length + others.length).toBeLessThan(all);
  });

  test('what the portal does in a body’s part of the route is that body’s affair, not the developer’s', async () => {
    const returned = await Act.at(portal, 'outcome', 'finance');
    await returned.pass('outcome', 'finance');
    await returned.sendBack('outcome_agreement', 'finance', 'Қайта қарау');
    const byPortal = async (reader: Person) =>
      (await read(reader, { thing: returned.id }))
        .filter(({ by }) => by === null)
        .map(({ action }) => action);
    expect(await byPortal(otherCoordinator)).toContain('step.cancel');
    expect(await byPortal(coordinator)).not.toContain('step.cancel');
    expect(await byPortal(coordinator)).toContain('version.units_agreed');
    expect((await byPortal(coordinator)).filter((action) => action.startsWith('review.'))).toEqual([]);
  });

  test('a title that was not dispatched is known to no coordinator of another body', async () => {
    const again = await Act.draft(portal);
    again.outcomes.finance = { outcome: 'refused', reason: 'Негіз' };
    await again.send();
    await again.toTheEnd();
    expectStatus(await again.author.post(`${again.path}/versions`), 201);
    const { revision, language, title } = await again.author.card(again.id);
    const edit = { language, title: 'Әлі жіберілмеген атау', officialUse: false, revision };
    expectStatus(await again.author.patch(again.path, edit), 200);
    await portal.database.dataSource.query(
      'UPDATE agreements.draft_act SET scopes = scopes || $2::uuid WHERE id = $1',
      [again.id, portal.knownAs(OTHER_COORDINATOR).id],
    );
    const names = (await read(otherCoordinator, { thing: again.id })).map(({ thing }) => thing.name);
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => typeof name !== 'string' || !name.endsWith(title))).toEqual([]);
  });

  test('a coordinator asks for no other body', async () => {
    const { finance, developer } = portal.known.bodyIds;
    expect(refusalOf(await coordinator.get(`/api/record?body=${finance}`))).toBe('403 FORBIDDEN');
    expect(
      refusalOf(
        await coordinator.post('/api/record/export', { format: 'csv', language: 'kk', body: finance }),
      ),
    ).toBe('403 FORBIDDEN');
    expect(await read(coordinator, { body: developer })).toEqual(await read(coordinator));
  });

  test('what a document says is in no entry; its title is for those who read it', async () => {
    const card = await act.author.card(act.id);
    const draft = await Act.draft(portal, { title: 'Құпия жоба туралы' });
    const ofCoordinator = await read(coordinator, { thing: draft.id });
    expect(ofCoordinator.map(({ thing, action }) => [action, thing.name, thing.linkId])).toEqual([
      ['card.created', null, null],
    ]);
    const whole = await coordinator.get('/api/record?limit=100');
    expect(whole.text).not.toContain('Құпия жоба');
    expect(whole.text).not.toContain(card.title);
    await portal.database.dataSource.query(
      'UPDATE agreements.draft_act SET scopes = scopes || $2::uuid WHERE id = $1',
      [draft.id, portal.knownAs(COORDINATOR).id],
    );
    expect((await read(coordinator, { thing: draft.id }))[0]?.thing).toMatchObject({
      kind: 'draft_act',
      name: 'Құпия жоба туралы',
      linkId: draft.id,
    });
  });

  test('an entry names who did it, in his post, and whose account it was', async () => {
    const { id } = portal.knownAs(AUTHOR);
    const [signedIn] = await read(administrator, { person: id, action: 'account.signed_in' });
    expect(signedIn).toMatchObject({
      action: 'account.signed_in',
      by: { id, fullName: expect.stringContaining('specialist of developer') },
      thing: { kind: 'account', name: signedIn?.by?.fullName, linkId: id },
      body: { id: portal.known.bodyIds.developer },
    });
  });

  describe('is narrowed', () => {
    test('by person, deed, kind of thing, thing and body', async () => {
      const all = await read(administrator);
      const head = portal.knownAs('developer.head').id;
      const cases: [Record<string, string>, (entry: RecordEntry) => boolean][] = [
        [{ person: head }, ({ by }) => by?.id === head],
        [{ action: 'step.decide' }, ({ action }) => action === 'step.decide'],
        [{ kind: 'draft_act' }, ({ thing }) => thing.kind === 'draft_act'],
        [{ thing: act.id }, ({ thing }) => thing.id === act.id],
        [
          { thing: act.id, action: 'step.decide', person: head },
          ({ thing, action, by }) => thing.id === act.id && action === 'step.decide' && by?.id === head,
        ],
      ];
      for (const [question, fits] of cases) {
        const wanted = all.filter(fits);
        expect(wanted.length).toBeGreaterThan(0);
        expect(await read(administrator, question)).toEqual(wanted);
      }
      expect(await read(administrator, { body: portal.known.bodyIds.developer })).toEqual(
        (await read(coordinator)).map(({ thing, ...entry }) => ({
          ...entry,
          thing: expect.objectContaining({ id: thing.id }),
        })),
      );
    });

    test('by days of Astana, the last one included', async () => {
      const { dataSource } = portal.database;
      // 00:30 and 23:30 of 20 May in Astana, behind the portal's back
      const [early, late] = [newId(), newId()];
      await dataSource.query(
        `INSERT INTO kernel.audit_entry (subject_id, seq, subject_type, at, action, content, hash)
         VALUES ($1, 1, 'draft_act', '2025-05-19T19:30:00Z', 'card.edited', '{}', ''),
                ($2, 1, 'draft_act', '2025-05-20T18:30:00Z', 'card.edited', '{}', '')`,
        [early, late],
      );
      const things = async (question: Record<string, string>) =>
        (await read(administrator, question)).map(({ thing }) => thing.id);
      expect(await things({ from: '2025-05-20', until: '2025-05-20' })).toEqual([late, early]);
      expect(await things({ from: '2025-05-21', until: '2025-05-22' })).toEqual([]);
      expect(await things({ until: '2025-05-19' })).toEqual([]);
      await dataSource.query('DELETE FROM kernel.audit_entry WHERE subject_id = ANY($1::uuid[])', [
        [early, late],
      ]);
    });

    test.each(['person=1', 'from=2026-02-30', 'action=DROP%20TABLE', 'kind=a.b', 'cursor=W10', 'limit=1000'])(
      'never by nonsense: %s',
      async (question) => {
        expect(refusalOf(await administrator.get(`/api/record?${question}`))).toBe('400 VALIDATION_FAILED');
      },
    );
  });

  test('is taken out as a table, and that is itself in the record', async () => {
    const answer = await coordinator.post('/api/record/export', {
      format: 'csv',
      language: 'ru',
      thing: act.id,
    });
    expectStatus(answer, 200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const lines = answer.text.trim().split('\r\n');
    const entries = await read(coordinator, { thing: act.id });
    expect(lines).toHaveLength(entries.length + 1);
    expect(lines[0]).toContain('"Что произошло"');
    expect(lines.at(-1)).toContain('"Карточка создана","card.created"');
    const [taken] = await read(coordinator, { action: 'record.exported' });
    expect(taken).toMatchObject({
      by: { id: coordinator.id },
      thing: { kind: 'account', linkId: coordinator.id },
    });
  });

  test('is taken out as a workbook that says the same', async () => {
    const asked = { language: 'ru', thing: act.id };
    const csv = await coordinator.post('/api/record/export', { ...asked, format: 'csv' });
    const response = await fetch(`${portal.url}/api/record/export`, {
      method: 'POST',
      headers: { ...coordinator.client.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ ...asked, format: 'xlsx' }),
    });
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toMatch(
      /filename\*=UTF-8''Журнал действий, \d{4}-\d{2}-\d{2}\.xlsx$/,
    );
    const book = xlsx.read(Buffer.from(await response.arrayBuffer()), { type: 'buffer' });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    const rows = sheet ? xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '' }) : [];
    const lines = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    expect(`${lines.join('\r\n')}\r\n`).toBe(csv.text);
    const [taken] = await read(coordinator, { action: 'record.exported' });
    expect(taken?.by?.id).toBe(coordinator.id);
  });

  test('says in whose stead somebody acted, and names what the directory and the accounts room are about', async () => {
    const [standIn, principal] = [portal.knownAs('finance.lawyer').id, portal.knownAs('finance.deputy').id];
    const today = dayOf(new Date());
    const delegation = {
      id: newId(),
      standInId: standIn,
      rooms: null,
      from: today,
      to: today,
      reason: 'trip',
    };
    expectStatus(await (await portal.as('finance.deputy')).post('/api/delegations', delegation), 201);
    const [step] = (await act.openSteps()).filter(({ assignees }) => assignees.includes('finance.deputy'));
    const person = await portal.as('finance.lawyer');
    await person.post(`/api/agreements/steps/${step?.id}/opened`);
    expectStatus(
      await person.post(`/api/agreements/steps/${step?.id}/assign`, usualAssignment(portal, 'finance')),
      200,
    );
    const [deed] = await read(otherCoordinator, { thing: act.id, person: standIn });
    expect(deed).toMatchObject({ by: { id: standIn }, onBehalfOf: { id: principal } });
    const [made] = await read(otherCoordinator, { kind: 'delegation' });
    expect(made).toMatchObject({ action: 'delegation.made', onBehalfOf: null });
    expect(made?.thing.name).toContain(' ⇢ ');
    const table = await otherCoordinator.post('/api/record/export', {
      format: 'csv',
      language: 'en',
      thing: act.id,
    });
    expect(table.text).toContain(`"${deed?.onBehalfOf?.fullName}"`);
    const hours = { revision: 0, hours: DEFAULT_WORKING_HOURS };
    expectStatus(await otherCoordinator.send('PUT', '/api/working-hours', hours), 200);
    const [changed] = await read(otherCoordinator, { action: 'body.hours_changed' });
    expect(changed?.thing.name).toMatchObject({ ru: 'finance (ru)', en: 'finance (en)' });
    const bodies = await otherCoordinator.post('/api/record/export', {
      format: 'csv',
      language: 'ru',
      action: 'body.hours_changed',
    });
    expect(bodies.text).toContain('"finance (ru)"');
  });

  test('only the administrator is told how it stands with the record itself', async () => {
    expect(await overview(coordinator)).toEqual({ reach: 'body', proof: null });
    const at = '2026-11-20T21:00:00.000Z';
    await portal.database.dataSource.query(
      `INSERT INTO kernel.audit_check (at, entries, documents, anchors, fault, seconds)
       VALUES ($1, 7, 2, 1, '{"fault": "cut_off", "subjectId": "${act.id}", "seq": 8}', 0.1)`,
      [at],
    );
    expect(await overview(administrator)).toEqual({
      reach: 'all',
      proof: {
        anchor: null,
        check: { at, entries: 7, anchors: 1, fault: { fault: 'cut_off', subjectId: act.id, seq: 8 } },
      },
    });
  });
});
