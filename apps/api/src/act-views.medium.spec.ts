import * as xlsx from '@e965/xlsx';
import { type ActView, actList, actViewCounts, MOST_LISTED, type VersionState } from '#contracts';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

describe('the views of the list', () => {
  let portal: Portal;
  let draft: Act;
  let inUnits: Act;
  let atFinance: Act;
  let remarked: Act;

  beforeAll(async () => {
    portal = await Portal.start();
    draft = await Act.draft(portal);
    inUnits = await Act.draft(portal);
    await inUnits.send();
    atFinance = await Act.at(portal, 'assignment', 'finance');
    remarked = await Act.draft(portal);
    remarked.outcomes.finance = REMARKS;
    await remarked.send();
    await remarked.toTheEnd();
  });

  afterAll(() => portal?.close());

  async function seen(name: PersonName, view: ActView): Promise<string[]> {
    const answer = await (await portal.as(name)).get(`/api/agreements?limit=50&view=${view}`);
    return parsed(actList, expectStatus(answer, 200)).items.map(({ id }) => id);
  }
  const ids = (...acts: Act[]) => acts.map(({ id }) => id).reverse();
  const counted = async (name: PersonName) =>
    parsed(actViewCounts, expectStatus(await (await portal.as(name)).get('/api/agreement-views'), 200));

  test('mine are those that I began, my body’s those that it develops', async () => {
    expect((await seen(AUTHOR, 'mine')).sort()).toEqual(ids(draft, inUnits, atFinance, remarked).sort());
    expect(await seen('developer.head', 'mine')).toEqual([]);
    expect((await seen('developer.head', 'my_body')).length).toBeGreaterThan(0);
    expect(await seen('finance.head', 'my_body')).toEqual([]);
  });

  test('for a body wait those on which one of its own people is asked for something', async () => {
    expect(await seen(AUTHOR, 'waiting')).toEqual(ids(inUnits, remarked));
    expect(await seen('finance.head', 'waiting')).toEqual(ids(atFinance));
    expect(await seen('justice.head', 'waiting')).toEqual(ids(atFinance));
  });

  test('with remarks are those on which a body placed some', async () => {
    expect(await seen(AUTHOR, 'with_remarks')).toEqual(ids(remarked));
    expect(await seen('justice.head', 'with_remarks')).toEqual(ids(remarked));
  });

  test('late is what is past a term: that of a body or of the talk for all, one inside a body for its own people', async () => {
    expect(await seen(AUTHOR, 'late')).toEqual([]);
    for (const table of ['review', 'route_step', 'remark_term']) {
      await portal.database.dataSource.query(
        `UPDATE agreements.${table} SET due_at = due_at - interval '90 days'`,
      );
    }
    expect((await seen(AUTHOR, 'late')).sort()).toEqual(ids(inUnits, atFinance, remarked).sort());
    expect(await seen('finance.head', 'late')).toEqual(ids(atFinance, remarked));
  });

  test('a row has the nearest term that its reader knows of, so what is late is past it', async () => {
    const terms = new Map<string, (string | null)[]>();
    for (const name of [AUTHOR, 'finance.head', 'justice.officer', 'developer.secondHead'] as const) {
      const { items } = parsed(actList, await (await portal.as(name)).get('/api/agreements?limit=50'));
      const past = items.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < Date.now());
      expect([name, past.map(({ id }) => id)]).toEqual([name, await seen(name, 'late')]);
      terms.set(
        name,
        [inUnits, atFinance, draft, remarked].map(
          ({ id }) => items.find((one) => one.id === id)?.dueAt ?? null,
        ),
      );
    }
    const [inside, outside, none, talk] = terms.get(AUTHOR) ?? [];
    expect([inside, outside, none, talk]).toEqual([
      expect.any(String),
      expect.any(String),
      null,
      expect.any(String),
    ]);
    expect(terms.get('finance.head')).toEqual([null, outside, null, talk]);
  });

  test('a count is what its view holds', async () => {
    for (const name of [AUTHOR, 'finance.head', 'justice.officer'] as const) {
      const [mine, waiting, late] = await Promise.all(
        (['mine', 'waiting', 'late'] as const).map(async (view) => (await seen(name, view)).length),
      );
      expect([name, await counted(name)]).toEqual([name, { mine, waiting, late }]);
    }
  });

  test('it is taken out as a workbook, narrowed as it is and in the reader’s language; the record has it', async () => {
    const author = await portal.as(AUTHOR);
    const response = await fetch(`${portal.url}/api/agreement-views/export`, {
      method: 'POST',
      headers: { ...author.client.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'ru', view: 'with_remarks' }),
    });
    // RFC 6266, RFC 5987: what is not Latin is named by `filename*`.
    const [, named = ''] =
      /filename\*=UTF-8''(\S+)$/.exec(response.headers.get('content-disposition') ?? '') ?? [];
    expect(decodeURIComponent(named)).toMatch(
      /^Согласование проектов, с замечаниями, \d{4}-\d{2}-\d{2}\.xlsx$/,
    );
    const book = xlsx.read(Buffer.from(await response.arrayBuffer()), { type: 'buffer' });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    const rows = sheet ? xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '' }) : [];
    const [item] = parsed(actList, await author.get('/api/agreements?view=with_remarks&limit=5')).items;
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['Номер', 'Название', 'Вид', 'Состояние'],
      [item?.number, item?.title, 'Проект постановления Правительства', 'Согласован с замечаниями'],
    ]);
    const written = await portal.database.dataSource.query<object[]>(
      `SELECT subject_type AS "of", subject_id AS "id" FROM kernel.audit_entry WHERE action = 'acts.exported'`,
    );
    expect(written).toEqual([{ of: 'account', id: expect.any(String) }]);
  });

  test('775:19 narrowed to a state, each is shown what stands there for him', async () => {
    expectStatus(await remarked.author.post(`${remarked.path}/versions`), 201);
    const inState = async (name: PersonName, state: VersionState, view = '') => {
      const path = `/api/agreements?limit=50&state=${state}${view}`;
      const { items } = parsed(actList, expectStatus(await (await portal.as(name)).get(path), 200));
      return items.map(({ id }) => id);
    };
    // The developer has gone on with a new version, which nobody else knows of.
    expect(await inState(AUTHOR, 'draft')).toEqual(ids(draft, remarked));
    expect(await inState(AUTHOR, 'draft', '&view=mine')).toEqual(ids(draft, remarked));
    expect(await inState(AUTHOR, 'draft', '&view=waiting')).toEqual([remarked.id]);
    expect(await inState(AUTHOR, 'with_remarks')).toEqual([]);
    expect(await inState('justice.head', 'with_remarks')).toEqual([remarked.id]);
    expect(await inState('justice.head', 'draft')).toEqual([]);
    for (const name of [AUTHOR, 'justice.head'] as const) {
      expect(await inState(name, 'at_bodies')).toEqual([atFinance.id]);
      expect(await inState(name, 'at_bodies', '&archived=true')).toEqual([]);
    }
  });

  test('a list longer than a table has room for is refused, and nothing is taken', async () => {
    await portal.database.dataSource.query(
      `INSERT INTO agreements.draft_act (id, kind, created_at, updated_at, revision, developer_body_id, developer_body,
         initiator_id, initiator, scopes, ordinal, state, title, language)
       SELECT gen_random_uuid(), kind, created_at, updated_at, 1, developer_body_id, developer_body, initiator_id,
         initiator, scopes, 0, 'draft', title, language FROM agreements.draft_act, generate_series(1, $2::int) n WHERE id = $1`,
      [draft.id, MOST_LISTED],
    );
    const author = await portal.as(AUTHOR);
    const answer = await author.post('/api/agreement-views/export', { language: 'kk', view: 'mine' });
    expect(refusalOf(answer)).toBe('422 LIST_TOO_LONG');
    const [written] = await portal.database.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM kernel.audit_entry WHERE action = 'acts.exported'`,
    );
    expect(written?.count).toBe(1);
  });
});
