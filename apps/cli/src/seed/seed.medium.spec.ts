import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificationCentre, openKeyStore } from '#certification-centre';
import { DirectoryModule, directoryPersistence } from '#directory';
import { kernelPersistence } from '#kernel';
import { SigningModule } from '#signing';
import { createTestDatabase, startTestApp, type TestApp, type TestDatabase } from '#testing';
import { centreFolder } from '../context.js';
import { demoBodies } from '../demo/directory.js';
import { demoEmployees } from '../demo/employees.js';
import { DEMO_PASSWORD, seedDirectory } from './seed-directory.js';
import { DEMO_KEY_PASSWORD, keyFilesDirOf, seedKeys } from './seed-keys.js';

let database: TestDatabase;
let app: TestApp;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase([kernelPersistence, directoryPersistence]);
  const signing = SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false });
  app = await startTestApp({ database, modules: [signing, DirectoryModule.forRoot({ process: 'api' })] });
  dataDir = await mkdtemp(join(tmpdir(), 'kelisim-seed-'));
});

afterAll(async () => {
  await app?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function count(table: string): Promise<number> {
  const [row] = await database.dataSource.query(`SELECT count(*)::int AS count FROM ${table}`);
  return row.count;
}

test('the demo is entered once, however often it is seeded, and everyone can sign in', async () => {
  const seed = () => Promise.all([seedDirectory(app), seedKeys(dataDir)]);
  await seed();
  const serials = (await CertificationCentre.open(centreFolder(dataDir))).list();
  await seed();

  expect(await count('directory.state_body')).toBe(demoBodies.length);
  expect(await count('directory.unit')).toBe(demoBodies.flatMap((body) => body.units).length);
  expect(await count('directory.employee')).toBe(demoEmployees.length);
  expect(await count('directory.account')).toBe(demoEmployees.length);
  expect(await count(`kernel.calendar_day WHERE day = '2026-03-24' AND kind = 'day_off'`)).toBe(1);
  expect(await count(`directory.duty_holder WHERE duty = 'portal_administrator'`)).toBe(1);

  const initiator = await app.signIn('n.aliaskarov', DEMO_PASSWORD);
  expect((await initiator.get('/api/session')).json).toMatchObject({
    employee: {
      fullName: 'Әлиасқаров Нұржан Өмірұлы',
      body: { shortName: { kk: 'Цифрлық даму министрлігі' } },
    },
    can: { createAct: true },
  });

  expect((await readdir(keyFilesDirOf(dataDir))).sort()).toEqual(
    demoEmployees.map(({ login }) => `${login}.p12`).sort(),
  );
  const centre = await CertificationCentre.open(centreFolder(dataDir));
  expect(centre.list()).toEqual(serials);
  const roles = new Map(centre.list().map(({ iin, role }) => [iin, role]));
  const roleOf = (login: string) => roles.get(demoEmployees.find((one) => one.login === login)?.iin ?? '');
  expect(['t.sagyndykov', 'a.nurgalieva', 'g.malikova', 'n.aliaskarov'].map(roleOf)).toEqual([
    'head',
    'rightToSign',
    'rightToSign',
    'employee',
  ]);
  const key = openKeyStore(await readFile(join(keyFilesDirOf(dataDir), 'g.malikova.p12')), DEMO_KEY_PASSWORD);
  expect(key.key.type).toBe('private');
}, 60_000);
