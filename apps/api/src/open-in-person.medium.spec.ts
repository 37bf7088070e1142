import { actCard, actList } from '#contracts';
import { newId } from '#kernel';
import { FakeClock } from '#testing';
import { Act } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const MONDAY = '2026-03-16T09:00:00.000Z';
const TODAY = '2026-03-16';

describe('775:3 an act for official use, in another’s stead', () => {
  const clock = new FakeClock(MONDAY);
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
  });

  afterAll(() => portal?.close());

  const marked = () => Act.draft(portal, { officialUse: true });
  const idOf = (name: PersonName) => portal.knownAs(name).id;
  const name = async (act: Act, by: Person, whom: PersonName) =>
    by.post(`${act.path}/readers`, { employeeId: idOf(whom) });

  /** Somebody who stands in for another until the end of the test. */
  async function standIn(principal: PersonName, by: PersonName, work: (person: Person) => Promise<void>) {
    const wish = { id: newId(), standInId: idOf(by), rooms: null, from: TODAY, to: TODAY, reason: 'trip' };
    const giver = await portal.as(principal);
    expectStatus(await giver.post('/api/delegations', wish), 201);
    await work(await portal.as(by));
    expectStatus(await giver.post(`/api/delegations/${wish.id}/end`), 200);
  }

  const fileOf = async (act: Act): Promise<string> => {
    const [file] = (await act.author.card(act.id)).version.files;
    if (!file) throw new Error('The act has no file.');
    return `${act.path}/files/${file.id}`;
  };
  const listed = async (person: Person, act: Act) =>
    parsed(actList, await person.get('/api/agreements?limit=100')).items.some(({ id }) => id === act.id);
  const inInbox = async (person: Person, act: Act) => {
    const answers = await Promise.all(
      ['?needs=information&limit=100', '?needs=action&limit=100', '/done?limit=100'].map((query) =>
        person.get(`/api/inbox${query}`),
      ),
    );
    return answers.some(({ text }) => text.includes(act.id));
  };

  test('is closed to who stands in for somebody that was named, until he is named himself', async () => {
    const act = await marked();
    expectStatus(await name(act, act.author, 'developer.lawyer'), 201);
    await standIn('developer.lawyer', 'developer.colleague', async (colleague) => {
      for (const path of [act.path, `${act.path}/history`, await fileOf(act)])
        expect(refusalOf(await colleague.get(path))).toBe('404 NOT_FOUND');
      expect(await listed(colleague, act)).toBe(false);
      expect(await inInbox(colleague, act)).toBe(false);
      expectStatus(await name(act, act.author, 'developer.colleague'), 201);
      expectStatus(await colleague.get(await fileOf(act)), 200);
    });
  });

  test('is open to who stands in for somebody that is asked, for as long as he is, and to who then decided it', async () => {
    const act = await marked();
    await act.send();
    const step = (await act.openSteps()).find(({ assignees }) => assignees.includes('developer.secondHead'));
    if (!step) throw new Error('The unit is not asked.');
    await standIn('developer.secondHead', 'developer.colleague', async (colleague) => {
      expectStatus(await colleague.get(await fileOf(act)), 200);
      const answer = await colleague.post(`/api/agreements/steps/${step.id}/agree`, {});
      expect(parsed(actCard, expectStatus(answer, 200)).id).toBe(act.id);
      expect(await listed(colleague, act)).toBe(true);
    });
    await standIn('developer.secondHead', 'developer.lawyer', async (lawyer) => {
      expect(refusalOf(await lawyer.get(act.path))).toBe('404 NOT_FOUND');
      expect(await listed(lawyer, act)).toBe(false);
    });
    expectStatus(await (await portal.as('developer.secondHead')).get(act.path), 200);
  });

  test('is the initiator’s work from first to last: who stands in for him sends it and takes it back', async () => {
    const act = await marked();
    await standIn('developer.specialist', 'developer.colleague', async (colleague) => {
      const { revision } = await colleague.card(act.id);
      expectStatus(await colleague.post(`${act.path}/send`, { revision }), 200);
      expectStatus(await colleague.post(`${act.path}/recall`), 200);
    });
  });

  test('names nobody: least of all oneself, as the management of the body that one belongs to', async () => {
    const act = await marked();
    await standIn('developer.specialist', 'developer.deputy', async (deputy) => {
      expect((await deputy.card(act.id)).can).toMatchObject({ nameReaders: false, readReadings: false });
      expect(refusalOf(await name(act, deputy, 'developer.deputy'))).toBe('403 FORBIDDEN');
    });
    expect(refusalOf(await (await portal.as('developer.deputy')).get(act.path))).toBe('404 NOT_FOUND');
  });

  describe('leaves the inbox', () => {
    test('of who is named no longer', async () => {
      const act = await marked();
      const lawyer = await portal.as('developer.lawyer');
      expectStatus(await name(act, act.author, 'developer.lawyer'), 201);
      expect(await inInbox(lawyer, act)).toBe(true);
      expectStatus(await act.author.send('DELETE', `${act.path}/readers/${lawyer.id}`), 200);
      expect(await inInbox(lawyer, act)).toBe(false);
    });

    test('of who is asked no longer, and of who only stood by when it was marked', async () => {
      const act = await Act.draft(portal);
      await act.send();
      const thirdHead = await portal.as('developer.thirdHead');
      expectStatus(await act.author.post(`${act.path}/recall`), 200);
      expect(await inInbox(thirdHead, act)).toBe(true);
      const { revision, language, title } = await act.author.card(act.id);
      expectStatus(await act.author.patch(act.path, { language, title, officialUse: true, revision }), 200);
      expect(await inInbox(thirdHead, act)).toBe(false);
    });
  });
});
