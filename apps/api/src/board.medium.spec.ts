import * as xlsx from '@e965/xlsx';
import { actList, BOARD_COUNTS, BOARD_SIDES, type Board, board, type Counted } from '#contracts';
import { dayOf } from '#kernel';
import { Act, AUTHOR, REFUSAL, REMARKS } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

/** Monday to Friday and one holiday; the acts that were answered took this long by it. */
const DISPATCHED = '2026-03-18T09:00:00+05:00';
const ANSWERED = '2026-03-27T16:00:00+05:00';
const PERIOD = '2026-03-01/2026-03-31';

describe('the board', () => {
  let portal: Portal;
  let agreed: Act;
  let inOffice: Act;

  beforeAll(async () => {
    portal = await Portal.start();
    const { dataSource } = portal.database;
    agreed = await settled({});
    const remarked = await settled({ finance: REMARKS });
    await settled({ finance: REMARKS, justice: REFUSAL });
    await dataSource.query(
      `UPDATE agreements.act_version SET dispatched_at = $1, settled_at = $2 WHERE settled_at IS NOT NULL`,
      [DISPATCHED, ANSWERED],
    );
    await dataSource.query(
      `UPDATE agreements.review SET arrived_at = $1, settled_at = $2 WHERE state = 'settled'`,
      [DISPATCHED, ANSWERED],
    );
    await dataSource.query(
      `INSERT INTO kernel.calendar_day (day, kind, name) VALUES ('2026-03-23', 'holiday', '{"kk":"","ru":"","en":""}')
       ON CONFLICT (day) DO UPDATE SET kind = 'holiday'`,
    );
    // The one with remarks goes round again, and waits there now.
    expectStatus(await remarked.author.post(`${remarked.path}/versions`), 201);
    await remarked.send();
    await remarked.until('registration', 'finance');
    inOffice = await Act.at(portal, 'outcome', 'finance');
    await dataSource.query(
      `UPDATE agreements.review SET due_at = now() - interval '1 day' WHERE state = 'in_work'
         AND version_id IN (SELECT id FROM agreements.act_version WHERE act_id = $1)`,
      [inOffice.id],
    );
    await Act.at(portal, 'unit_agreement');
    await Act.draft(portal);
  });

  afterAll(() => portal?.close());

  async function settled(outcomes: Act['outcomes']): Promise<Act> {
    const act = await Act.draft(portal);
    Object.assign(act.outcomes, outcomes);
    await act.send();
    await act.toTheEnd();
    return act;
  }
  const asked = async (name: PersonName, period = PERIOD) =>
    (await portal.as(name)).get(`/api/agreement-board?period=${encodeURIComponent(period)}`);
  const shown = async (name: PersonName): Promise<Board> =>
    parsed(board, expectStatus(await asked(name), 200));
  async function listed(name: PersonName, counted: Counted, unit?: string): Promise<string[]> {
    const query = new URLSearchParams({ counted, period: PERIOD, limit: '100', ...(unit && { unit }) });
    const answer = await (await portal.as(name)).get(`/api/agreements?${query}`);
    return parsed(actList, expectStatus(answer, 200)).items.map(({ id }) => id);
  }

  test('what a body develops: what runs, what is late, what was answered and how', async () => {
    const { own } = await shown('developer.head');
    expect(own).toMatchObject({ whole: true, body: { id: portal.known.bodyIds.developer } });
    expect(own?.developed.total).toEqual({
      in_work: 5, // the agreed one waits for its letter; a draft that nobody was sent is not counted
      late: 1,
      settled: 3,
      with_remarks: 2,
      refused: 1,
      answers: 3,
      averageDays: 6, // 19, 20, 24, 25, 26 and 27 March: the 23rd is a holiday
      versions: 1.3,
    });
    expect(own?.reviewed.total).toMatchObject({ in_work: 0, settled: 0, averageDays: null, versions: null });
  });

  test('what a body was asked to agree stands by the unit that is responsible for it', async () => {
    const { own } = await shown('finance.officer');
    expect(own?.reviewed.total).toEqual({
      in_work: 2,
      late: 1,
      settled: 3,
      with_remarks: 2,
      refused: 0,
      answers: 3,
      averageDays: 6,
      versions: 1.3,
    });
    const main = portal.known.unitId('finance', 'main');
    expect(
      own?.reviewed.units.map(({ unit, figures }) => [unit?.id ?? null, figures.in_work, figures.settled]),
    ).toEqual([
      [main, 1, 3],
      [null, 1, 0],
    ]);
  });

  test('each figure leads to a list of as many acts, of the body and of each unit', async () => {
    for (const name of ['developer.head', 'finance.officer', 'finance.unitHead'] as const) {
      const { own } = await shown(name);
      let compared = 0;
      for (const side of BOARD_SIDES) {
        for (const count of BOARD_COUNTS) {
          const rows = [
            { unit: undefined, figures: own?.[side].total },
            ...(own?.[side].units ?? []).map(({ unit, figures }) => ({ unit: unit?.id ?? 'none', figures })),
          ];
          for (const { unit, figures } of rows) {
            const acts = await listed(name, `${side}.${count}`, unit);
            expect([name, side, count, unit, new Set(acts).size]).toEqual([
              name,
              side,
              count,
              unit,
              figures?.[count],
            ]);
            compared += acts.length;
          }
        }
      }
      expect([name, compared > 0]).toEqual([name, true]);
    }
  });

  test('the list shows them from the archive too, and with the other filters', async () => {
    await portal.database.dataSource.query(
      'UPDATE agreements.draft_act SET archived_at = now() WHERE id = $1',
      [agreed.id],
    );
    expect(await listed('developer.head', 'developed.settled')).toContain(agreed.id);
    const answer = await (await portal.as('developer.head')).get(
      `/api/agreements?counted=developed.settled&period=${encodeURIComponent(PERIOD)}&archived=true`,
    );
    expect(parsed(actList, expectStatus(answer, 200)).items.map(({ id }) => id)).toEqual([agreed.id]);
    await portal.database.dataSource.query(
      'UPDATE agreements.draft_act SET archived_at = NULL WHERE id = $1',
      [agreed.id],
    );
  });

  test('an answer outside the period is not counted; the usual period ends today', async () => {
    const later = parsed(board, expectStatus(await asked('developer.head', '2026-04-01/2026-04-30'), 200));
    expect(later.own?.developed.total).toMatchObject({ in_work: 5, settled: 0, answers: 0 });
    const usual = await (await portal.as('developer.head')).get('/api/agreement-board');
    expect(parsed(board, usual).period).toMatch(new RegExp(`/${dayOf(new Date())}$`));
    expect(refusalOf(await asked('developer.head', '2026-04-30/2026-04-01'))).toBe('400 VALIDATION_FAILED');
  });

  test('the head of a unit is shown his units alone, and whoever heads nothing is refused', async () => {
    const { own, bodies } = await shown('finance.unitHead');
    expect([own?.whole, bodies]).toEqual([false, null]);
    expect(own?.reviewed.units.map(({ unit }) => unit?.id)).toEqual([portal.known.unitId('finance', 'main')]);
    expect((await shown('finance.secondHead')).own?.reviewed.units).toEqual([]);
    for (const name of [AUTHOR, 'finance.specialist', 'developer.lawyer'] as const) {
      expect([name, refusalOf(await asked(name))]).toEqual([name, '403 FORBIDDEN']);
    }
  });

  test('the officer of the authorised body is shown each body in figures, and none of their acts', async () => {
    await portal.giveDuty('outside.specialist', 'authorised_body_officer');
    portal.forgetSessions();
    const { own, bodies } = await shown('outside.specialist');
    expect(own).toBeNull();
    const finance = bodies?.find(({ body }) => body.id === portal.known.bodyIds.finance);
    expect(finance?.reviewed).toEqual((await shown('finance.head')).own?.reviewed.total);
    expect(bodies?.find(({ body }) => body.id === portal.known.bodyIds.developer)?.developed).toEqual(
      (await shown('developer.head')).own?.developed.total,
    );
    expect(await listed('outside.specialist', 'reviewed.in_work')).toEqual([]);
  });

  test('775:3 an act for official use is counted for those alone who may open it', async () => {
    const before = await shown('developer.head');
    const act = await Act.draft(portal, { officialUse: true });
    await act.send();
    const of = async (name: PersonName) => (await shown(name)).own?.developed.total.in_work;
    expect(await of('developer.head')).toBe(before.own?.developed.total.in_work);
    const bodies = (await shown('outside.specialist')).bodies ?? [];
    expect(bodies.map(({ developed }) => developed.in_work)).toContain(before.own?.developed.total.in_work);
    await act.until('developer_signature');
    expect(await of('developer.head')).toBe((before.own?.developed.total.in_work ?? 0) + 1);
    expect(await listed('developer.head', 'developed.in_work')).toContain(act.id);
    expect(await of('developer.officer')).toBe(before.own?.developed.total.in_work);
  });

  test('it is taken out as a workbook, which is written into the record', async () => {
    const head = await portal.as('finance.head');
    const response = await fetch(`${portal.url}/api/agreement-board/export`, {
      method: 'POST',
      headers: { ...head.client.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'ru', period: PERIOD }),
    });
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toMatch(
      /filename\*=UTF-8''Показатели согласования, \d{4}-\d{2}-\d{2}\.xlsx$/,
    );
    const book = xlsx.read(Buffer.from(await response.arrayBuffer()), { type: 'buffer' });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    const rows = sheet ? xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '' }) : [];
    expect(rows.map((row) => row.slice(2))).toContainEqual([
      'Поступившие на согласование',
      'Всего',
      '2',
      '1',
      '3',
      '3',
      '6',
      '2',
      '67',
      '0',
      '0',
      '1,3',
    ]);
    const written = await portal.database.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM kernel.audit_entry WHERE action = 'board.exported'`,
    );
    expect(written).toEqual([{ count: 1 }]);
    const refused = await (await portal.as(AUTHOR)).post('/api/agreement-board/export', { language: 'kk' });
    expect(refusalOf(refused)).toBe('403 FORBIDDEN');
  });
});
