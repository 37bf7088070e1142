import { type HandOverSettings, handOverSettings } from '#contracts';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

describe('775:22 a body’s template of the cover letter', () => {
  let portal: Portal;
  let keeper: Person;

  beforeAll(async () => {
    portal = await Portal.start();
    await portal.giveDuty('developer.thirdHead', 'coordinator');
    keeper = await portal.as('developer.thirdHead');
  });

  afterAll(() => portal?.close());

  const path = () => `/api/agreements/hand-over/${portal.known.bodyIds.developer}`;
  const save = (text: string, revision: number, language = 'kk') =>
    keeper.send('PUT', `${path()}/template`, { language, subject: '{{title}}', text, revision });
  async function kept(language = 'kk'): Promise<HandOverSettings['templates'][number] | undefined> {
    const { templates } = parsed(handOverSettings, expectStatus(await keeper.get(path()), 200));
    return templates.find((one) => one.language === language);
  }

  test('is not written over by whoever has not seen what another window saved', async () => {
    expect(await kept()).toMatchObject({ own: false, revision: 0 });
    expectStatus(await save('Бірінші', 0), 200);
    const stale = await save('Көрмеген', 0);
    expect([refusalOf(stale), stale.json]).toMatchObject(['409 STALE', { params: { revision: 1 } }]);
    expect(refusalOf(await save('Болмаған', 7))).toBe('409 STALE');
    expect(await kept()).toMatchObject({ own: true, revision: 1, text: 'Бірінші' });
    expect(refusalOf(await save('Орысша', 3, 'ru'))).toBe('409 STALE');
    expect(await kept('ru')).toMatchObject({ own: false, revision: 0 });
  });

  test('of two that are saved at once the second is told, and only the first is in the record', async () => {
    const revision = (await kept())?.revision ?? 0;
    const answers = await Promise.all(['Бір', 'Екі', 'Үш'].map((text) => save(text, revision)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await kept()).toMatchObject({ revision: revision + 1 });
    const [row] = await portal.database.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int FROM kernel.audit_entry WHERE action = 'body.letter_template'`,
    );
    expect(row?.count).toBe(revision + 1);
  });
});
