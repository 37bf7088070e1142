import { IMPORT_COLUMNS, type ImportKind, sessionView } from '#contracts';
import { Audit, Housekeeping } from '#kernel';
import { eventually, type TestClient } from '#testing';
import {
  type Bringing,
  codeIn,
  HEADINGS,
  ImportPortal,
  person,
  sheet,
  UNIT,
  viewIn,
} from './import-portal.fixture.js';
import { decodeText, parseCsv } from './sheet/csv.js';

let portal: ImportPortal;

beforeAll(async () => {
  portal = await ImportPortal.start();
}, 60_000);
afterAll(() => portal?.close());

describe('a list of staff', () => {
  test('is read, compared, entered whole; the same again changes nothing', async () => {
    const rows = [person(portal.newIin()), person(portal.newIin(), 'Бекова')];
    const first = await portal.checked(sheet(rows));
    expect(first).toMatchObject({
      state: 'checked',
      rows: 2,
      counts: { new: 2, changed: 0, same: 0, wrong: 0 },
    });
    expect(await portal.entered(first)).toMatchObject({ state: 'done', entered: 2 });

    const again = await portal.checked(sheet(rows));
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, wrong: 0 });
    expect(codeIn(await portal.coordinator.post(`/api/directory/imports/${again.id}/enter`))).toBe(
      'IMPORT_EMPTY',
    );

    const other = await portal.checked(sheet([rows[0] ?? [], person(rows[1]?.[0] ?? '', 'Бекова', '77')]));
    expect(other.counts).toEqual({ new: 0, changed: 1, same: 1, wrong: 0 });
    expect(await portal.rowsOf(other, 'changed')).toMatchObject([
      { row: 3, name: 'Бекова Болат', changes: [{ column: 'workPhone', from: '10-20', to: '77' }] },
    ]);
    const before = await portal.everybody();
    expect(await portal.entered(other)).toMatchObject({ state: 'done', entered: 1 });
    expect(await portal.everybody()).toHaveLength(before.length);
    expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
  });

  test('finds people at once, and they are found', async () => {
    await portal.entered(await portal.checked(sheet([person(portal.newIin(), 'Жұмағұлов')])));
    const found = await portal.coordinator.get('/api/directory/people?q=жумагулов');
    expect((found.json as { items: unknown[] }).items).toHaveLength(1);
  });

  test('with a wrong row is not entered at all; the row, the reason and the file to mend are told', async () => {
    const before = await portal.everybody();
    const wrong = await portal.checked(
      sheet([person(portal.newIin()), person('123456789012'), person(portal.newIin(), '', '1', 'Аудит')]),
    );
    expect(wrong.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 2 });
    expect((await portal.rowsOf(wrong, 'wrong')).map(({ row, faults }) => [row, faults])).toEqual([
      [3, [{ column: 'iin', code: 'NOT_IIN' }]],
      [
        4,
        [
          { column: 'surname', code: 'MISSING' },
          { column: 'unit', code: 'UNIT_UNKNOWN' },
        ],
      ],
    ]);
    expect(codeIn(await portal.coordinator.post(`/api/directory/imports/${wrong.id}/enter`))).toBe(
      'IMPORT_ROWS_WRONG',
    );
    const file = await portal.coordinator.get(`/api/directory/imports/${wrong.id}/wrong-rows?language=ru`);
    const [headings, first] = parseCsv(file.text);
    expect(headings?.slice(-2)).toEqual(['Строка', 'Почему неверно']);
    expect(first?.slice(-2)).toEqual(['3', 'ИИН: не ИИН: нужны 12 цифр и верный контрольный разряд']);
    expect(await portal.everybody()).toEqual(before);
  });

  test('is not entered where the directory changed meanwhile, at the order or at the work', async () => {
    const stale = await portal.checked(sheet([person(portal.newIin())]));
    await portal.query(`UPDATE directory.employee SET office = office || '1' WHERE body_id = $1`, [
      portal.bodyId,
    ]);
    expect(codeIn(await portal.coordinator.post(`/api/directory/imports/${stale.id}/enter`))).toBe(
      'IMPORT_STALE',
    );

    const late = await portal.checked(sheet([person(portal.newIin())]));
    const before = await portal.everybody();
    // As if the change had come between the order and the work.
    await portal.query(`UPDATE directory.import SET basis = 'before' WHERE id = $1`, [late.id]);
    await portal.query(`UPDATE directory.import SET state = 'ordered' WHERE id = $1`, [late.id]);
    await portal.query(
      `INSERT INTO kernel.outbox (id, topic, payload, created_at, next_attempt_at)
       VALUES (gen_random_uuid(), 'directory.import', jsonb_build_object('id', $1::text, 'subjectId', $2::text), now(), '2020-01-01')`,
      [late.id, portal.bodyId],
    );
    await eventually(async () => {
      const { json } = await portal.coordinator.get(`/api/directory/imports/${late.id}`);
      expect(json).toMatchObject({ state: 'failed', failure: 'IMPORT_STALE' });
    });
    expect(await portal.everybody()).toEqual(before);
  });

  test('is entered once, however often it is ordered', async () => {
    const view = await portal.checked(sheet([person(portal.newIin())]));
    const orders = await Promise.all(
      [1, 2].map(() => portal.coordinator.post(`/api/directory/imports/${view.id}/enter`)),
    );
    expect(orders.map(({ status }) => status).sort()).toEqual([200, 409]);
    await eventually(async () => {
      const { json } = await portal.coordinator.get(`/api/directory/imports/${view.id}`);
      expect(json).toMatchObject({ state: 'done', entered: 1 });
    });
  });

  test('enters nothing where a seat is held beside the main post of somebody whom the file does not name', async () => {
    await portal.query(
      `INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main, begins_at)
       SELECT gen_random_uuid(), employee_id, body_id, unit_id, post, 'unit_head', false, NULL
       FROM directory.post_holding WHERE body_id = $1 AND main AND ends_at IS NULL LIMIT 1`,
      [portal.bodyId],
    );
    const before = await portal.everybody();
    const rows = [person(portal.newIin()), person(portal.newIin(), 'Бекова', '1', UNIT, 'Бөлімше басшысы')];
    expect(await portal.entered(await portal.checked(sheet(rows)))).toMatchObject({
      state: 'failed',
      failure: 'POST_HELD',
    });
    expect(await portal.everybody()).toEqual(before);
    await portal.query(`DELETE FROM directory.post_holding WHERE kind = 'unit_head' AND NOT main`);
  });

  test('puts who is signed in into his new post at once', async () => {
    const client = await portal.app.signIn('specialist');
    const post = async () => sessionView.parse((await client.get('/api/session')).json).employee.postKind;
    expect(await post()).toBe('specialist');
    const iin = sessionView.parse((await client.get('/api/session')).json).employee.iin;
    await portal.entered(
      await portal.checked(sheet([[...person(iin).slice(0, 6), 'Бөлімше басшысы']], HEADINGS.slice(0, 7))),
    );
    await eventually(async () => expect(await post()).toBe('unit_head'));
  });
});

describe('who may', () => {
  const imports = (by: TestClient, bringing: Bringing) =>
    portal.bring(sheet([person(portal.newIin())]), { ...bringing, by });

  test('a coordinator in his own body, the administrator everywhere, others nowhere', async () => {
    const other = await portal.app.signIn('specialist');
    expect((await imports(portal.coordinator, { body: portal.bodyId })).status).toBe(200);
    expect((await imports(portal.administrator, { body: portal.otherId })).status).toBe(200);
    const codes = [
      await imports(portal.coordinator, { body: portal.otherId }),
      await imports(portal.coordinator, { kind: 'bodies', body: null }),
      await imports(portal.coordinator, { body: null }),
      await imports(other, { body: portal.bodyId }),
      await other.get(`/api/directory/export?kind=people&format=csv&body=${portal.bodyId}`),
      await portal.coordinator.get(`/api/directory/export?kind=people&format=csv&body=${portal.otherId}`),
      await portal.coordinator.get('/api/directory/export?kind=bodies&format=csv'),
    ].map(codeIn);
    expect(codes).toEqual(Array(7).fill('FORBIDDEN'));
  });

  test('nobody finds another’s import', async () => {
    const { id } = viewIn(await imports(portal.coordinator, { body: portal.bodyId }));
    for (const path of ['', '/rows?outcome=new', '/wrong-rows']) {
      expect((await portal.administrator.get(`/api/directory/imports/${id}${path}`)).status).toBe(404);
    }
    for (const path of ['preview', 'enter']) {
      const answer = await portal.administrator.post(`/api/directory/imports/${id}/${path}`, { mapping: [] });
      expect(answer.status).toBe(404);
    }
  });

  test('whose duty was taken sees nothing more of what he brought, and enters nothing', async () => {
    const { id } = await portal.checked(sheet([person(portal.newIin())]));
    const [holder] = await portal.query<{ id: string }>(
      `SELECT employee_id AS id FROM directory.account WHERE login = 'coordinator'`,
    );
    await portal.query('DELETE FROM directory.duty_holder WHERE employee_id = $1', [holder?.id]);
    portal.clock.advance({ minutes: 1 });
    try {
      for (const address of ['', '/rows?outcome=new', '/wrong-rows?language=kk']) {
        const answer = await portal.coordinator.get(`/api/directory/imports/${id}${address}`);
        expect([address, answer.status]).toEqual([address, 403]);
      }
      expect((await portal.coordinator.post(`/api/directory/imports/${id}/enter`)).status).toBe(403);
    } finally {
      await portal.writer.putDuty(holder?.id ?? '', 'coordinator');
      portal.clock.advance({ minutes: 1 });
    }
  });

  test('a person of another body is nobody’s to take', async () => {
    const [foreign] = await portal.query<{ iin: string }>(
      'SELECT iin FROM directory.employee WHERE body_id = $1 LIMIT 1',
      [portal.otherId],
    );
    const view = await portal.checked(sheet([person(foreign?.iin ?? '')]));
    expect(await portal.rowsOf(view, 'wrong')).toMatchObject([
      { faults: [{ column: 'iin', code: 'OTHER_BODY' }] },
    ]);
  });

  test('what was brought is gone after a day', async () => {
    await imports(portal.coordinator, { body: portal.bodyId });
    portal.clock.advance({ minutes: 24 * 60 + 1 });
    await portal.app.get(Housekeeping).run();
    expect(await portal.query(`SELECT id FROM directory.import WHERE state <> 'ordered'`)).toEqual([]);
    await portal.signInAgain();
  });
});

describe('units and bodies', () => {
  test('a tree of units is entered in whatever order it stands', async () => {
    const rows = [
      ['Ұлт бөлімі', 'Отдел', '', 'ordinary', 'Ұлт басқармасы', ''],
      ['Ұлт басқармасы', 'Управление', '', 'Кадр қызметі', '', 'Ермеков Нұрлан'],
    ];
    const headings = IMPORT_COLUMNS.units.map(({ name }) => name.ru);
    expect(
      await portal.entered(await portal.checked(sheet(rows, headings), { kind: 'units' })),
    ).toMatchObject({
      entered: 2,
    });
    expect((await portal.checked(sheet(rows, headings), { kind: 'units' })).counts).toMatchObject({
      same: 2,
    });
    const [overseen] = await portal.query<{ surname: string }>(
      `SELECT surname FROM directory.unit JOIN directory.employee ON employee.id = overseer_id
       WHERE unit.name->>'kk' = 'Ұлт басқармасы'`,
    );
    expect(overseen).toEqual({ surname: 'Ермеков' });
    const others = rows.map((row) => [...row.slice(0, 5), 'Жоқ Адам']);
    expect((await portal.checked(sheet(others, headings), { kind: 'units' })).counts).toMatchObject({
      wrong: 2,
    });
  });

  test('bodies by the administrator', async () => {
    const rows = [
      ['000140001239', 'Агенттік', 'Агентство', '', 'А', 'А', '', 'Central body', '190640000018'],
    ];
    const headings = IMPORT_COLUMNS.bodies.map(({ name }) => name.en);
    const view = await portal.checked(sheet(rows, headings), {
      kind: 'bodies',
      body: null,
      by: portal.administrator,
    });
    expect(view.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 0 });
    expect(await portal.entered(view, portal.administrator)).toMatchObject({ state: 'done' });
  });
});

describe('an export', () => {
  const kinds: readonly ImportKind[] = ['people', 'units', 'bodies'];
  const cases = kinds.flatMap((kind) =>
    (['xlsx', 'csv'] as const).flatMap((format) =>
      (['kk', 'ru', 'en'] as const).map((language) => ({ kind, format, language })),
    ),
  );

  test.each(cases)(
    'of $kind as $format in $language imports back unchanged',
    async ({ kind, format, language }) => {
      const body = kind === 'bodies' ? null : portal.bodyId;
      const query = `kind=${kind}&format=${format}&language=${language}${body === null ? '' : `&body=${body}`}`;
      const response = await fetch(`${portal.app.url}/api/directory/export?${query}`, {
        headers: portal.administrator.headers,
      });
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment; filename=[\w-]+\.(xlsx|csv)$/,
      );
      const bytes = Buffer.from(await response.arrayBuffer());
      const { counts } = await portal.checked(bytes, { kind, body, by: portal.administrator });
      expect(counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
      expect(counts?.same).toBeGreaterThan(0);
    },
  );

  test('runs nothing in a spreadsheet, and imports back all the same', async () => {
    const iin = portal.newIin();
    await portal.entered(await portal.checked(sheet([person(iin, '=1+1', '+7 7172 10')])));
    const path = `/api/directory/export?kind=people&format=csv&body=${portal.bodyId}`;
    const response = await fetch(`${portal.app.url}${path}`, { headers: portal.coordinator.headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    const row = parseCsv(decodeText(bytes)).find((cells) => cells[0] === iin);
    expect(row).toEqual(expect.arrayContaining(["'=1+1", "'+7 7172 10"]));
    expect((await portal.checked(bytes)).counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
  });
});
