import { type ImportView, importView, keptHistory, type PersonCard, personCard } from '#contracts';
import { Audit } from '#kernel';
import { SigningModule } from '#signing';
import { eventually, startTestWorker, type TestClient, type TestWorker } from '#testing';
import { DirectoryModule } from '../directory.module.js';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { iinOf } from './import-portal.fixture.js';
import { writeCsv } from './sheet/csv.js';

const UNIT = 'Бюджет департаменті';
const OTHER = 'Аудит департаменті';
const PEOPLE = [
  'ЖСН',
  'Тегі',
  'Аты',
  'Бөлімше',
  'Лауазымы',
  'Должность (на русском)',
  'Лауазым түрі',
  'Телефон',
];
const UNITS = ['nameKk', 'nameRu', 'unitKind'];
const IINS = {
  coordinator: iinOf('70010130010'),
  one: iinOf('70010130020'),
  other: iinOf('70010130030'),
} as const;

let portal: DirectoryPortal;
let worker: TestWorker;
let coordinator: TestClient;
let bodyId: string;
const ids = new Map<string, string>();

beforeEach(async () => {
  portal = await DirectoryPortal.start();
  const { database, clock } = portal;
  const modules = [
    SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
    DirectoryModule.forRoot({ process: 'worker' }),
  ];
  worker = await startTestWorker({ database, clock, modules });
  bodyId = await portal.body('Қаржы министрлігі');
  const unit = await portal.unit(bodyId, 'ordinary', UNIT);
  const otherUnit = await portal.unit(bodyId, 'ordinary', OTHER);
  const put = async (login: keyof typeof IINS, unitId: string, postKind: 'specialist' | 'unit_head') =>
    ids.set(
      login,
      await portal.employee(unitId, { login, name: `${login} Ержан`, postKind, iin: IINS[login] }),
    );
  await put('coordinator', unit, 'specialist');
  await put('one', unit, 'unit_head');
  await put('other', otherUnit, 'unit_head');
  await portal.writer.putDuty(idOf('coordinator'), 'coordinator');
  coordinator = await portal.app.signIn('coordinator');
}, 60_000);
afterEach(async () => {
  await worker?.close();
  await portal?.close();
});

const idOf = (login: string): string => ids.get(login) ?? '';
const row = (
  iin: string,
  unit: string,
  kind = 'Бөлімше басшысы',
  phone = '8 (7100) 00-10-01',
  post = 'unit_head',
) => [iin, iin === IINS.one ? 'one' : 'other', 'Ержан', unit, post, `${post} (ru)`, kind, phone];
const path = (id: string, rest = '') => `/api/directory/imports/${id}${rest}`;

async function checked(headings: string[], rows: string[][], kind = 'people'): Promise<ImportView> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(writeCsv([headings, ...rows]))]), 'a.csv');
  const read = await coordinator.send('POST', `/api/directory/imports?kind=${kind}&body=${bodyId}`, form);
  const { id, mapping } = importView.parse(read.json);
  return importView.parse((await coordinator.post(path(id, '/preview'), { mapping })).json);
}

async function entered({ id }: ImportView): Promise<ImportView> {
  expect((await coordinator.post(path(id, '/enter'))).status).toBe(200);
  return eventually(async () => {
    const view = importView.parse((await coordinator.get(path(id))).json);
    expect(view.state).not.toBe('ordered');
    return view;
  });
}

async function cardOf(login: string): Promise<PersonCard> {
  return personCard.parse((await coordinator.get(`/api/directory/people/${idOf(login)}`)).json);
}
async function historyOf(login: string) {
  const answer = await coordinator.get(`/api/directory/people/${idOf(login)}/history`);
  return keptHistory.parse(answer.json).items;
}

test('what a file changed is in the history of the person, with who ordered it and without the IIN', async () => {
  await entered(await checked(PEOPLE, [row(IINS.one, UNIT, 'Қызметкер', '77')]));
  expect(await historyOf('one')).toEqual([
    expect.objectContaining({
      action: 'person.changed',
      about: 'one Ержан',
      by: expect.objectContaining({ id: idOf('coordinator') }),
      changes: [
        { field: 'workPhone', before: '8 (7100) 00-10-01', after: '77' },
        { field: 'kind', before: 'unit_head', after: 'specialist' },
      ],
    }),
  ]);
  const text = JSON.stringify(await portal.query('SELECT content FROM kernel.audit_entry'));
  expect(text).not.toContain(IINS.one);
  expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
});

test('whoever has the card open is told that a file changed it', async () => {
  const { kept } = await cardOf('one');
  await entered(await checked(PEOPLE, [row(IINS.one, UNIT, undefined, '77')]));
  const late = await coordinator.put(`/api/directory/people/${idOf('one')}`, {
    surname: 'one',
    givenName: 'Ержан',
    patronymic: '',
    workPhone: '1',
    office: '801',
    email: '',
    revision: kept?.revision,
  });
  expect(late.json).toMatchObject({ code: 'STALE', params: { fields: ['workPhone'] } });
});

test('a post that is to end ends when it was to, though a file brings another telephone or name of it', async () => {
  await portal.query(`UPDATE directory.post_holding SET ends_at = '2026-06-01' WHERE employee_id = $1`, [
    idOf('one'),
  ]);
  for (const given of [row(IINS.one, UNIT, undefined, '77'), row(IINS.one, UNIT, undefined, '77', 'Басшы')]) {
    expect(await entered(await checked(PEOPLE, [given]))).toMatchObject({ state: 'done', entered: 1 });
  }
  const posts = (await cardOf('one')).kept?.posts;
  expect(posts).toEqual([expect.objectContaining({ endsAt: '2026-06-01T00:00:00.000Z' })]);
  expect(posts?.[0]?.post.kk).toBe('Басшы');
});

test('two heads change places by one file', async () => {
  const view = await entered(await checked(PEOPLE, [row(IINS.one, OTHER), row(IINS.other, UNIT)]));
  expect(view).toMatchObject({ state: 'done', entered: 2 });
  expect((await cardOf('one')).units.at(-1)?.name.kk).toBe(OTHER);
  expect((await cardOf('other')).units.at(-1)?.name.kk).toBe(UNIT);
});

test('who had left and comes back by a file is leaving no more', async () => {
  const left = await coordinator.post(`/api/directory/people/${idOf('one')}/leave`, {
    on: null,
    handOvers: [],
  });
  expect(left.status).toBe(204);
  portal.clock.advance({ minutes: 1 });
  const again = await checked(PEOPLE, [row(IINS.one, UNIT)]);
  expect(again.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 0 });
  await entered(again);
  expect((await cardOf('one')).kept).toMatchObject({ leavesOn: null });
});

test('a closed unit stays as it was; a file with its name makes another', async () => {
  const closed = await portal.unit(bodyId, 'ordinary', 'Жабық бөлім');
  await portal.query('UPDATE directory.unit SET closed_at = now() WHERE id = $1', [closed]);
  const before = await portal.query('SELECT * FROM directory.unit WHERE id = $1', [closed]);
  await entered(await checked(UNITS, [['Жабық бөлім', 'Новый', 'hr']], 'units'));
  expect(await portal.query('SELECT * FROM directory.unit WHERE id = $1', [closed])).toEqual(before);
  const open = `SELECT kind FROM directory.unit WHERE name->>'kk' = 'Жабық бөлім' AND closed_at IS NULL`;
  expect(await portal.query(open)).toEqual([{ kind: 'hr' }]);
});

test('columns that were told anew in another tab are not entered unseen', async () => {
  const { id, mapping } = await checked(PEOPLE, [row(IINS.one, UNIT, undefined, '77')]);
  const lock = await portal.database.dataSource.createQueryRunner();
  await lock.startTransaction();
  await lock.query('SELECT FROM directory.import WHERE id = $1 FOR UPDATE', [id]);
  // Both wait for the row: the columns are told first, then comes the order of whoever saw the ones before.
  const told = coordinator.post(path(id, '/preview'), { mapping: mapping.with(7, null) });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const ordered = coordinator.post(path(id, '/enter'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await lock.commitTransaction();
  await lock.release();
  expect((await told).status).toBe(200);
  expect((await ordered).json).toMatchObject({ code: 'IMPORT_ORDERED' });
});

describe('what nobody foresaw', () => {
  /** Each change of an employee fails, as on a full disk. */
  const breakDatabase = () =>
    portal.query(`
      CREATE FUNCTION directory.fail() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER fail BEFORE UPDATE ON directory.employee FOR EACH ROW EXECUTE FUNCTION directory.fail()`);
  const mendDatabase = () => portal.query('DROP FUNCTION directory.fail() CASCADE');
  const attempts = async () =>
    (
      await portal.query<{ attempts: number }>('SELECT attempts FROM kernel.outbox ORDER BY id DESC LIMIT 1')
    )[0]?.attempts;

  /** Lets the pauses between the attempts pass. */
  const ended = ({ id }: ImportView) =>
    eventually(async () => {
      portal.clock.advance({ minutes: 1 });
      const view = importView.parse((await coordinator.get(path(id))).json);
      expect(view.state).not.toBe('ordered');
      return view;
    }, 30_000);

  test('ends in the end: the screen says so, nothing was entered, and its owner enters it again', async () => {
    const before = await cardOf('one');
    const given = await checked(PEOPLE, [
      row(IINS.other, OTHER, undefined, '88'),
      row(IINS.one, UNIT, undefined, '77'),
    ]);
    await breakDatabase();
    expect((await coordinator.post(path(given.id, '/enter'))).status).toBe(200);
    expect(await ended(given)).toMatchObject({ state: 'failed', failure: 'IMPORT_BROKEN', entered: 0 });
    expect(await attempts()).toBe(5);
    expect(await cardOf('one')).toEqual(before);
    expect(await historyOf('one')).toEqual([]);
    await mendDatabase();
    expect((await coordinator.post(path(given.id, '/enter'))).status).toBe(200);
    expect(await ended(given)).toMatchObject({ state: 'done', failure: null, entered: 2 });
    expect((await cardOf('one')).workPhone).toBe('77');
  }, 60_000);

  test('that passes while it is tried is not seen at all', async () => {
    const given = await checked(PEOPLE, [row(IINS.one, UNIT, undefined, '77')]);
    await breakDatabase();
    expect((await coordinator.post(path(given.id, '/enter'))).status).toBe(200);
    await eventually(async () => expect(await attempts()).toBe(1));
    await mendDatabase();
    expect(await ended(given)).toMatchObject({ state: 'done', entered: 1 });
  }, 60_000);
});
