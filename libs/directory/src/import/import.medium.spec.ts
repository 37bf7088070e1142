import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import {
  IMPORT_COLUMNS,
  type ImportKind,
  type ImportRow,
  type ImportRows,
  type ImportView,
  importView,
  type Problem,
  sessionView,
} from '#contracts';
import { Audit, CONFIG, type Config, Housekeeping } from '#kernel';
import { SigningModule } from '#signing';
import {
  type Answer,
  eventually,
  makeZip,
  startTestWorker,
  type TestClient,
  type TestWorker,
} from '#testing';
import { DirectoryModule } from '../directory.module.js';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { hasControlFigure } from './columns.js';
import { decodeText, parseCsv } from './sheet/csv.js';
import { writeXlsx } from './sheet/workbook.fixture.js';

const UNIT = 'Бюджет департаменті';
const HEADINGS = [
  'ЖСН',
  'Тегі',
  'Аты',
  'Бөлімше',
  'Лауазымы',
  'Должность (на русском)',
  'Лауазым түрі',
  'Телефон',
];

let portal: DirectoryPortal;
let worker: TestWorker;
let coordinator: TestClient;
let administrator: TestClient;
let bodyId: string;
let otherId: string;
let serial = 300000;

/** A good IIN that nobody has. */
function newIin(birth = '800101'): string {
  for (;;) {
    serial += 1;
    const found = [...'0123456789'].map((figure) => `${birth}${String(serial).slice(1)}${figure}`);
    const good = found.find(hasControlFigure);
    if (good) return good;
  }
}

const person = (iin: string, surname = 'Әлиев', phone = '10-20', unit = UNIT, kind = 'Қызметкер') => [
  iin,
  surname,
  'Болат',
  unit,
  'Сарапшы',
  'Эксперт',
  kind,
  phone,
];

beforeAll(async () => {
  portal = await DirectoryPortal.start();
  const { database, clock } = portal;
  const modules = [
    SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
    DirectoryModule.forRoot({ process: 'worker' }),
  ];
  worker = await startTestWorker({ database, clock, modules });
  bodyId = await portal.body('Қаржы министрлігі', null, '190640000018');
  otherId = await portal.body('Әділет министрлігі');
  const unitId = await portal.unit(bodyId, 'ordinary', UNIT);
  const otherUnit = await portal.unit(otherId, 'ordinary', 'Бөлім');
  const staff = (unit: string, login: string) =>
    portal.employee(unit, { login, name: 'Кәрімов Ержан', postKind: 'specialist', iin: newIin() });
  await portal.writer.putDuty(await staff(unitId, 'coordinator'), 'coordinator');
  await portal.writer.putDuty(await staff(otherUnit, 'administrator'), 'portal_administrator');
  await staff(unitId, 'specialist');
  await portal.employee(await portal.unit(bodyId, 'leadership', 'Басшылық'), {
    login: 'deputy',
    name: 'Ермеков Нұрлан',
    postKind: 'deputy_head',
    iin: newIin(),
  });
  coordinator = await portal.app.signIn('coordinator');
  administrator = await portal.app.signIn('administrator');
}, 60_000);
afterAll(async () => {
  await worker?.close();
  await portal?.close();
});

interface Bringing {
  readonly kind?: ImportKind;
  readonly body?: string | null;
  readonly name?: string;
  readonly by?: TestClient;
}

function bring(bytes: Buffer, { kind = 'people', body = bodyId, name = 'a.xlsx', by }: Bringing = {}) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const query = body === null ? `kind=${kind}` : `kind=${kind}&body=${body}`;
  return (by ?? coordinator).send('POST', `/api/directory/imports?${query}`, form);
}

const sheet = (rows: string[][], headings = HEADINGS): Buffer => writeXlsx([headings, ...rows]);
const csv = (text: string): Buffer => Buffer.from(text);

const viewIn = (answer: Answer): ImportView => importView.parse(answer.json);
const codeIn = ({ json }: Answer): string => (json as Problem).code;

async function checked(bytes: Buffer, bringing: Bringing = {}): Promise<ImportView> {
  const read = viewIn(await bring(bytes, bringing));
  const { mapping } = read;
  return viewIn(
    await (bringing.by ?? coordinator).post(`/api/directory/imports/${read.id}/preview`, { mapping }),
  );
}

async function rowsOf({ id }: ImportView, outcome: string): Promise<ImportRow[]> {
  const answer = await coordinator.get(`/api/directory/imports/${id}/rows?outcome=${outcome}`);
  return (answer.json as ImportRows).items;
}

async function entered({ id }: ImportView, by = coordinator): Promise<ImportView> {
  const ordered = await by.post(`/api/directory/imports/${id}/enter`);
  expect(ordered).toMatchObject({ status: 200, json: { state: 'ordered' } });
  return eventually(async () => {
    const view = viewIn(await by.get(`/api/directory/imports/${id}`));
    expect(view.state).not.toBe('ordered');
    return view;
  });
}

const everybody = () => portal.query<object>('SELECT * FROM directory.employee ORDER BY iin');

describe('a list of staff', () => {
  test('is read, compared, entered whole; the same again changes nothing', async () => {
    const rows = [person(newIin()), person(newIin(), 'Бекова')];
    const first = await checked(sheet(rows));
    expect(first).toMatchObject({
      state: 'checked',
      rows: 2,
      counts: { new: 2, changed: 0, same: 0, wrong: 0 },
    });
    expect(await entered(first)).toMatchObject({ state: 'done', entered: 2 });

    const again = await checked(sheet(rows));
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, wrong: 0 });
    expect(codeIn(await coordinator.post(`/api/directory/imports/${again.id}/enter`))).toBe('IMPORT_EMPTY');

    const other = await checked(sheet([rows[0] ?? [], person(rows[1]?.[0] ?? '', 'Бекова', '77')]));
    expect(other.counts).toEqual({ new: 0, changed: 1, same: 1, wrong: 0 });
    expect(await rowsOf(other, 'changed')).toMatchObject([
      { row: 3, name: 'Бекова Болат', changes: [{ column: 'workPhone', from: '10-20', to: '77' }] },
    ]);
    const before = await everybody();
    expect(await entered(other)).toMatchObject({ state: 'done', entered: 1 });
    expect(await everybody()).toHaveLength(before.length);
    expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
  });

  test('finds people at once, and they are found', async () => {
    await entered(await checked(sheet([person(newIin(), 'Жұмағұлов')])));
    const found = await coordinator.get('/api/directory/people?q=жумагулов');
    expect((found.json as { items: unknown[] }).items).toHaveLength(1);
  });

  test('with a wrong row is not entered at all; the row, the reason and the file to mend are told', async () => {
    const before = await everybody();
    const wrong = await checked(
      sheet([person(newIin()), person('123456789012'), person(newIin(), '', '1', 'Аудит')]),
    );
    expect(wrong.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 2 });
    expect((await rowsOf(wrong, 'wrong')).map(({ row, faults }) => [row, faults])).toEqual([
      [3, [{ column: 'iin', code: 'NOT_IIN' }]],
      [
        4,
        [
          { column: 'surname', code: 'MISSING' },
          { column: 'unit', code: 'UNIT_UNKNOWN' },
        ],
      ],
    ]);
    expect(codeIn(await coordinator.post(`/api/directory/imports/${wrong.id}/enter`))).toBe(
      'IMPORT_ROWS_WRONG',
    );
    const file = await coordinator.get(`/api/directory/imports/${wrong.id}/wrong-rows?language=ru`);
    const [headings, first] = parseCsv(file.text);
    expect(headings?.slice(-2)).toEqual(['Строка', 'Почему неверно']);
    expect(first?.slice(-2)).toEqual(['3', 'ИИН: не ИИН: нужны 12 цифр и верный контрольный разряд']);
    expect(await everybody()).toEqual(before);
  });

  test('is not entered where the directory changed meanwhile, at the order or at the work', async () => {
    const stale = await checked(sheet([person(newIin())]));
    await portal.query(`UPDATE directory.employee SET office = office || '1' WHERE body_id = $1`, [bodyId]);
    expect(codeIn(await coordinator.post(`/api/directory/imports/${stale.id}/enter`))).toBe('IMPORT_STALE');

    const late = await checked(sheet([person(newIin())]));
    const before = await everybody();
    // As if the change had come between the order and the work.
    await portal.query(`UPDATE directory.import SET basis = 'before' WHERE id = $1`, [late.id]);
    await portal.query(`UPDATE directory.import SET state = 'ordered' WHERE id = $1`, [late.id]);
    await portal.query(
      `INSERT INTO kernel.outbox (id, topic, payload, created_at, next_attempt_at)
       VALUES (gen_random_uuid(), 'directory.import', jsonb_build_object('id', $1::text, 'subjectId', $2::text), now(), '2020-01-01')`,
      [late.id, bodyId],
    );
    await eventually(async () => {
      const { json } = await coordinator.get(`/api/directory/imports/${late.id}`);
      expect(json).toMatchObject({ state: 'failed', failure: 'IMPORT_STALE' });
    });
    expect(await everybody()).toEqual(before);
  });

  test('is entered once, however often it is ordered', async () => {
    const view = await checked(sheet([person(newIin())]));
    const orders = await Promise.all(
      [1, 2].map(() => coordinator.post(`/api/directory/imports/${view.id}/enter`)),
    );
    expect(orders.map(({ status }) => status).sort()).toEqual([200, 409]);
    await eventually(async () => {
      const { json } = await coordinator.get(`/api/directory/imports/${view.id}`);
      expect(json).toMatchObject({ state: 'done', entered: 1 });
    });
  });

  test('enters nothing where a seat is held beside the main post of somebody whom the file does not name', async () => {
    await portal.query(
      `INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main, begins_at)
       SELECT gen_random_uuid(), employee_id, body_id, unit_id, post, 'unit_head', false, NULL
       FROM directory.post_holding WHERE body_id = $1 AND main AND ends_at IS NULL LIMIT 1`,
      [bodyId],
    );
    const before = await everybody();
    const rows = [person(newIin()), person(newIin(), 'Бекова', '1', UNIT, 'Бөлімше басшысы')];
    expect(await entered(await checked(sheet(rows)))).toMatchObject({
      state: 'failed',
      failure: 'POST_HELD',
    });
    expect(await everybody()).toEqual(before);
    await portal.query(`DELETE FROM directory.post_holding WHERE kind = 'unit_head' AND NOT main`);
  });

  test('puts who is signed in into his new post at once', async () => {
    const client = await portal.app.signIn('specialist');
    const post = async () => sessionView.parse((await client.get('/api/session')).json).employee.postKind;
    expect(await post()).toBe('specialist');
    const iin = sessionView.parse((await client.get('/api/session')).json).employee.iin;
    await entered(
      await checked(sheet([[...person(iin).slice(0, 6), 'Бөлімше басшысы']], HEADINGS.slice(0, 7))),
    );
    await eventually(async () => expect(await post()).toBe('unit_head'));
  });
});

describe('files as they come', () => {
  const early = newIin('010203');

  test.each<[string, () => Buffer]>([
    [
      'CSV of UTF-8 with a mark and semicolons',
      () => csv(`\uFEFF${HEADINGS.join(';')}\r\n${person(early).join(';')}\r\n`),
    ],
    ['CSV with commas', () => csv(`${HEADINGS.join(',')}\n${person(early).join(',')}`)],
    [
      'CSV with tabs in UTF-16',
      () => Buffer.from(`\uFEFF${HEADINGS.join('\t')}\n${person(early).join('\t')}`, 'utf16le'),
    ],
    ['titles above the headings', () => writeXlsx([['Штат'], [], HEADINGS, person(early)])],
    [
      'an IIN that is a number, without its zero',
      () => {
        const page = xlsx.utils.aoa_to_sheet([HEADINGS, [Number(early), ...person(early).slice(1)]]);
        return xlsx.write(xlsx.utils.book_new(page), { type: 'buffer', bookType: 'xlsx' });
      },
    ],
  ])('%s', async (_, bytes) => {
    const view = await checked(bytes(), { name: 'staff.csv' });
    expect(view.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 0 });
    expect((await rowsOf(view, 'new'))[0]).toMatchObject({ key: early, name: 'Әлиев Болат' });
  });

  test('signs that no text holds are passed over', async () => {
    const text = [
      HEADINGS.join(';').replace('Тегі', '\0Тегі'),
      person(early, 'Әли\0ев\uD800').join(';'),
    ].join('\n');
    const view = await checked(Buffer.from(`\uFEFF${text}`, 'utf16le'), { name: 'staff.csv' });
    expect(view.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 0 });
  });

  test('windows-1251, as older programs write Russian', async () => {
    const russian = 'ИИН;Фамилия;Имя';
    const bytes = Buffer.from(
      [...russian, '\n', ...early, ';x;y']
        .join('')
        .split('')
        .map((sign) => {
          const code = sign.charCodeAt(0);
          return code < 128 ? code : code - 0x410 + 0xc0;
        }),
    );
    expect(viewIn(await bring(bytes)).mapping).toEqual(['iin', 'surname', 'givenName']);
  });

  test('joined cells stand in all their rows', async () => {
    const page = xlsx.utils.aoa_to_sheet([HEADINGS, person(newIin()), person(newIin(), 'Бекова', '1', '')]);
    page['!merges'] = [{ s: { r: 1, c: 3 }, e: { r: 2, c: 3 } }];
    const bytes = xlsx.write(xlsx.utils.book_new(page), { type: 'buffer', bookType: 'xlsx' });
    expect((await checked(bytes)).counts).toMatchObject({ new: 2, wrong: 0 });
  });

  test('what a formula came to counts, the formula never', async () => {
    const page = xlsx.utils.aoa_to_sheet([HEADINGS, person(newIin())]);
    page['H2'] = { t: 's', v: '33', f: 'HYPERLINK("http://evil.example","33")' };
    const bytes = xlsx.write(xlsx.utils.book_new(page), { type: 'buffer', bookType: 'xlsx' });
    expect(viewIn(await bring(bytes)).sample[0]?.[7]).toBe('33');
  });

  test.each([
    ['that name a file', '<!ENTITY x SYSTEM "file:///etc/hostname">'],
    [
      'that grow a thousandfold each',
      [...Array(11).keys()].map((at) => `<!ENTITY x${at || ''} "${`&x${at + 1};`.repeat(1000)}">`).join(''),
    ],
  ])('entities %s stay what they are', async (_, entities) => {
    const own = 'http://schemas.openxmlformats.org';
    const part = (name: string, xml: string) => ({ name, content: `<?xml version="1.0"?>${xml}` });
    const bytes = makeZip([
      part(
        '[Content_Types].xml',
        `<Types xmlns="${own}/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
      ),
      part(
        '_rels/.rels',
        `<Relationships xmlns="${own}/package/2006/relationships"><Relationship Id="a" Type="${own}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      part(
        'xl/workbook.xml',
        `<workbook xmlns="${own}/spreadsheetml/2006/main" xmlns:r="${own}/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${own}/package/2006/relationships"><Relationship Id="a" Type="${own}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      part(
        'xl/worksheets/sheet1.xml',
        `<!DOCTYPE worksheet [${entities}]><worksheet xmlns="${own}/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ЖСН</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>[&x;]</t></is></c></row></sheetData></worksheet>`,
      ),
    ]);
    expect(viewIn(await bring(bytes)).sample).toEqual([['[&x;]']]);
  });

  test('columns told by hand are remembered', async () => {
    const headings = ['Нөмір', 'Кім'];
    const read = viewIn(await bring(sheet([[newIin(), 'x']], headings)));
    expect(read.mapping).toEqual([null, null]);
    const path = `/api/directory/imports/${read.id}/preview`;
    const refused = await coordinator.post(path, { mapping: [null, 'surname'] });
    expect(refused.json).toMatchObject({ code: 'IMPORT_COLUMNS_WRONG', params: { column: 'iin' } });
    const twice = await coordinator.post(path, { mapping: ['iin', 'iin'] });
    expect(twice.json).toMatchObject({ code: 'IMPORT_COLUMNS_WRONG', params: { column: 'iin' } });
    expect(codeIn(await coordinator.post(path, { mapping: ['iin', 'bin'] }))).toBe('IMPORT_COLUMNS_WRONG');
    expect((await coordinator.post(path, { mapping: ['iin', 'surname'] })).status).toBe(200);
    expect(viewIn(await bring(sheet([[newIin(), 'x']], headings))).mapping).toEqual(['iin', 'surname']);
  });

  const book = () => xlsx.utils.book_new(xlsx.utils.aoa_to_sheet([HEADINGS, person(early)]));
  const withMacros = () => {
    const made = book();
    made.vbaraw = Buffer.from('macros');
    return xlsx.write(made, { type: 'buffer', bookType: 'xlsm', bookVBA: true });
  };
  const bomb = () => {
    const page = xlsx.utils.aoa_to_sheet([HEADINGS, person(early, 'x'.repeat(32_000))]);
    const bytes: Buffer = xlsx.write(xlsx.utils.book_new(page), {
      type: 'buffer',
      bookType: 'xlsx',
      compression: true,
    });
    return bytes;
  };

  test.each<[string, string, () => Buffer]>([
    ['a workbook with macros', 'FILE_FORMAT_REFUSED', withMacros],
    ['a damaged workbook', 'FILE_FORMAT_REFUSED', () => bomb().subarray(0, 900)],
    [
      'an old workbook',
      'IMPORT_FORMAT_REFUSED',
      () => xlsx.write(book(), { type: 'buffer', bookType: 'xls' }),
    ],
    ['a program', 'IMPORT_FORMAT_REFUSED', () => Buffer.from('4d5a90000300000004000000', 'hex')],
    ['nothing', 'IMPORT_EMPTY', () => Buffer.alloc(0)],
    ['headings alone', 'IMPORT_EMPTY', () => sheet([])],
    ['too many rows', 'IMPORT_TOO_LONG', () => csv(`ЖСН;Тегі\n${'1;2\n'.repeat(100_001)}`)],
  ])('%s is refused with %s', async (_, code, bytes) => {
    expect(codeIn(await bring(bytes()))).toBe(code);
  });

  test('a file that is too large is refused, and nothing stays on the disk', async () => {
    expect(codeIn(await bring(Buffer.alloc(20_971_521, 'a')))).toBe('FILE_TOO_LARGE');
    const { dataDir } = portal.app.get<Config>(CONFIG);
    expect(await readdir(join(dataDir, 'imports'))).toEqual([]);
  });
});

describe('who may', () => {
  const imports = (by: TestClient, bringing: Bringing) =>
    bring(sheet([person(newIin())]), { ...bringing, by });

  test('a coordinator in his own body, the administrator everywhere, others nowhere', async () => {
    const other = await portal.app.signIn('specialist');
    expect((await imports(coordinator, { body: bodyId })).status).toBe(200);
    expect((await imports(administrator, { body: otherId })).status).toBe(200);
    const codes = [
      await imports(coordinator, { body: otherId }),
      await imports(coordinator, { kind: 'bodies', body: null }),
      await imports(coordinator, { body: null }),
      await imports(other, { body: bodyId }),
      await other.get(`/api/directory/export?kind=people&format=csv&body=${bodyId}`),
      await coordinator.get(`/api/directory/export?kind=people&format=csv&body=${otherId}`),
      await coordinator.get('/api/directory/export?kind=bodies&format=csv'),
    ].map(codeIn);
    expect(codes).toEqual(Array(7).fill('FORBIDDEN'));
  });

  test('nobody finds another’s import', async () => {
    const { id } = viewIn(await imports(coordinator, { body: bodyId }));
    for (const path of ['', '/rows?outcome=new', '/wrong-rows']) {
      expect((await administrator.get(`/api/directory/imports/${id}${path}`)).status).toBe(404);
    }
    for (const path of ['preview', 'enter']) {
      const answer = await administrator.post(`/api/directory/imports/${id}/${path}`, { mapping: [] });
      expect(answer.status).toBe(404);
    }
  });

  test('whose duty was taken sees nothing more of what he brought, and enters nothing', async () => {
    const { id } = await checked(sheet([person(newIin())]));
    const [holder] = await portal.query<{ id: string }>(
      `SELECT employee_id AS id FROM directory.account WHERE login = 'coordinator'`,
    );
    await portal.query('DELETE FROM directory.duty_holder WHERE employee_id = $1', [holder?.id]);
    portal.clock.advance({ minutes: 1 });
    try {
      for (const address of ['', '/rows?outcome=new', '/wrong-rows?language=kk']) {
        const answer = await coordinator.get(`/api/directory/imports/${id}${address}`);
        expect([address, answer.status]).toEqual([address, 403]);
      }
      expect((await coordinator.post(`/api/directory/imports/${id}/enter`)).status).toBe(403);
    } finally {
      await portal.writer.putDuty(holder?.id ?? '', 'coordinator');
      portal.clock.advance({ minutes: 1 });
    }
  });

  test('a person of another body is nobody’s to take', async () => {
    const [foreign] = await portal.query<{ iin: string }>(
      'SELECT iin FROM directory.employee WHERE body_id = $1 LIMIT 1',
      [otherId],
    );
    const view = await checked(sheet([person(foreign?.iin ?? '')]));
    expect(await rowsOf(view, 'wrong')).toMatchObject([{ faults: [{ column: 'iin', code: 'OTHER_BODY' }] }]);
  });

  test('what was brought is gone after a day', async () => {
    await imports(coordinator, { body: bodyId });
    portal.clock.advance({ minutes: 24 * 60 + 1 });
    await portal.app.get(Housekeeping).run();
    expect(await portal.query(`SELECT id FROM directory.import WHERE state <> 'ordered'`)).toEqual([]);
    [coordinator, administrator] = [
      await portal.app.signIn('coordinator'),
      await portal.app.signIn('administrator'),
    ];
  });
});

describe('units and bodies', () => {
  test('a tree of units is entered in whatever order it stands', async () => {
    const rows = [
      ['Ұлт бөлімі', 'Отдел', '', 'ordinary', 'Ұлт басқармасы', ''],
      ['Ұлт басқармасы', 'Управление', '', 'Кадр қызметі', '', 'Ермеков Нұрлан'],
    ];
    const headings = IMPORT_COLUMNS.units.map(({ name }) => name.ru);
    expect(await entered(await checked(sheet(rows, headings), { kind: 'units' }))).toMatchObject({
      entered: 2,
    });
    expect((await checked(sheet(rows, headings), { kind: 'units' })).counts).toMatchObject({ same: 2 });
    const [overseen] = await portal.query<{ surname: string }>(
      `SELECT surname FROM directory.unit JOIN directory.employee ON employee.id = overseer_id
       WHERE unit.name->>'kk' = 'Ұлт басқармасы'`,
    );
    expect(overseen).toEqual({ surname: 'Ермеков' });
    const others = rows.map((row) => [...row.slice(0, 5), 'Жоқ Адам']);
    expect((await checked(sheet(others, headings), { kind: 'units' })).counts).toMatchObject({ wrong: 2 });
  });

  test('bodies by the administrator', async () => {
    const rows = [
      ['000140001239', 'Агенттік', 'Агентство', '', 'А', 'А', '', 'Central body', '190640000018'],
    ];
    const headings = IMPORT_COLUMNS.bodies.map(({ name }) => name.en);
    const view = await checked(sheet(rows, headings), { kind: 'bodies', body: null, by: administrator });
    expect(view.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 0 });
    expect(await entered(view, administrator)).toMatchObject({ state: 'done' });
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
      const body = kind === 'bodies' ? null : bodyId;
      const query = `kind=${kind}&format=${format}&language=${language}${body === null ? '' : `&body=${body}`}`;
      const response = await fetch(`${portal.app.url}/api/directory/export?${query}`, {
        headers: administrator.headers,
      });
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment; filename=[\w-]+\.(xlsx|csv)$/,
      );
      const bytes = Buffer.from(await response.arrayBuffer());
      const { counts } = await checked(bytes, { kind, body, by: administrator });
      expect(counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
      expect(counts?.same).toBeGreaterThan(0);
    },
  );

  test('runs nothing in a spreadsheet, and imports back all the same', async () => {
    const iin = newIin();
    await entered(await checked(sheet([person(iin, '=1+1', '+7 7172 10')])));
    const path = `/api/directory/export?kind=people&format=csv&body=${bodyId}`;
    const response = await fetch(`${portal.app.url}${path}`, { headers: coordinator.headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    const row = parseCsv(decodeText(bytes)).find((cells) => cells[0] === iin);
    expect(row).toEqual(expect.arrayContaining(["'=1+1", "'+7 7172 10"]));
    expect((await checked(bytes)).counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
  });
});
