import { readFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { type ActCard, actCard, actList, actReadings, inboxPage, type Reading } from '#contracts';
import { Audit, personalScope } from '#kernel';
import { Act } from './testing/act.fixture.js';
import { ALL_PEOPLE, type PersonName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const TITLE = 'Құпия емес, бірақ қызметтік жоспар туралы';

describe('775:3 an act for official use', () => {
  let portal: Portal;
  let pdf: Buffer;

  beforeAll(async () => {
    portal = await Portal.start();
    const document = await PDFDocument.create();
    for (const size of [
      [595, 842],
      [842, 595],
    ] as [number, number][])
      document.addPage(size);
    pdf = Buffer.from(await document.save());
  });

  afterAll(() => portal?.close());

  async function marked(): Promise<Act> {
    const author = await portal.as('developer.specialist');
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(pdf)]), 'Жоспар.pdf');
    const { id } = expectStatus(await author.post('/api/files', form), 201).json as { id: string };
    return Act.draft(portal, { officialUse: true, title: TITLE, fileIds: [id] });
  }

  async function markedAtBodies(): Promise<Act> {
    const act = await marked();
    await act.send();
    await act.until('assignment', 'finance');
    return act;
  }

  const fileOf = async (act: Act) => {
    const [file] = (await act.author.card(act.id)).version.files;
    if (!file) throw new Error('The act has no file.');
    return file;
  };

  /** Who of the whole population opens the card. */
  async function openTo(act: Act): Promise<PersonName[]> {
    const found = await Promise.all(
      ALL_PEOPLE.map(async (name) => {
        const { status } = await (await portal.as(name)).get(act.path);
        expect([200, 404]).toContain(status);
        return status === 200 ? [name] : [];
      }),
    );
    return found.flat();
  }

  const named = async (act: Act, by: Person, name: PersonName) =>
    by.post(`${act.path}/readers`, { employeeId: portal.knownAs(name).id });

  async function readingsOf(act: Act, person: Person): Promise<Reading[]> {
    return parsed(actReadings, expectStatus(await person.get(`${act.path}/readings`), 200)).items;
  }

  describe('is open', () => {
    test('to its initiator alone, then to those whose turn comes, and never to a unit or a body as such', async () => {
      const act = await marked();
      expect(await openTo(act)).toEqual(['developer.specialist']);
      await act.send();
      expect(await openTo(act)).toEqual([
        'developer.specialist',
        'developer.secondHead',
        'developer.thirdHead',
      ]);
      await act.until('assignment', 'finance');
      // The deputy and the officers of the developer see any other act of their body; this one not.
      expect(await openTo(act)).toEqual([
        'developer.head',
        'developer.legalHead',
        'developer.specialist',
        'developer.secondHead',
        'developer.thirdHead',
        'finance.head',
        'finance.deputy',
        'finance.officer',
        'finance.officer2',
        'justice.officer',
        'justice.officer2',
      ]);
    });

    test('no more to those whose step was called off', async () => {
      const act = await marked();
      await act.send();
      expectStatus(await act.author.post(`${act.path}/recall`), 200);
      expect(await openTo(act)).toEqual(['developer.specialist']);
    });

    test('to those whom the initiator names, until he takes it back', async () => {
      const act = await marked();
      expectStatus(await named(act, act.author, 'developer.lawyer'), 201);
      expectStatus(await named(act, act.author, 'developer.lawyer'), 201);
      expect(await openTo(act)).toEqual(['developer.lawyer', 'developer.specialist']);
      expect(await act.turns('information')).toEqual({ 'developer.lawyer': 'reader_named' });
      const lawyer = await portal.as('developer.lawyer');
      expectStatus(await lawyer.get(`${act.path}/files/${(await fileOf(act)).id}`), 200);
      expect(refusalOf(await named(act, lawyer, 'developer.colleague'))).toBe('403 FORBIDDEN');
      expect(refusalOf(await named(act, act.author, 'finance.head'))).toBe('422 PERSON_OF_OTHER_BODY');
      expectStatus(await act.author.send('DELETE', `${act.path}/readers/${lawyer.id}`), 200);
      expect(refusalOf(await lawyer.get(`${act.path}/files/${(await fileOf(act)).id}`))).toBe(
        '404 NOT_FOUND',
      );
      expect((await act.history('developer.specialist')).map(({ action }) => action)).toEqual([
        'card.created',
        'card.marked',
        'card.reader_named',
        'card.reader_removed',
      ]);
    });

    test('in an approving body to those whom its management or its executor names', async () => {
      const act = await markedAtBodies();
      const head = await portal.as('finance.head');
      const officer = await portal.as('finance.officer');
      expect(refusalOf(await named(act, officer, 'finance.lawyer'))).toBe('403 FORBIDDEN');
      expectStatus(await named(act, head, 'finance.lawyer'), 201);
      expect(refusalOf(await named(act, head, 'justice.head'))).toBe('422 PERSON_OF_OTHER_BODY');
      await act.pass('assignment', 'finance', 'finance.head');
      expectStatus(await named(act, await portal.as('finance.specialist'), 'finance.colleague'), 201);
      const open = await openTo(act);
      expect(open.filter((name) => name.startsWith('finance.'))).toEqual([
        'finance.head',
        'finance.deputy',
        'finance.lawyer',
        'finance.officer',
        'finance.officer2',
        'finance.unitHead',
        'finance.specialist',
        'finance.colleague',
        'finance.secondHead',
      ]);
      // Who is named in a body is that body's affair, and the developer's.
      const names = (card: ActCard) => card.readers.map(({ person }) => portal.nameOf(person.id));
      expect(names(await head.card(act.id))).toEqual(['finance.lawyer', 'finance.colleague']);
      expect(names(await (await portal.as('justice.officer')).card(act.id))).toEqual([]);
      expect(names(await act.author.card(act.id))).toEqual(['finance.lawyer', 'finance.colleague']);
    });
  });

  describe('lets nothing of itself out', () => {
    let act: Act;
    let fileId: string;
    /** He sees every other act of his body. */
    let deputy: Person;

    beforeAll(async () => {
      act = await marked();
      await act.send();
      await act.toTheEnd();
      const worker = await portal.startWorker();
      try {
        for (
          let most = 200;
          (await act.author.card(act.id)).version.sheet !== 'ready' && most > 0;
          most -= 1
        ) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      } finally {
        await worker.close();
      }
      fileId = (await fileOf(act)).id;
      deputy = await portal.as('developer.deputy');
    });

    test.each([
      ['the card', ''],
      ['the history', '/history'],
      ['a file', '/files/FILE'],
      ['a preview', '/files/FILE/preview'],
      ['the sheet', '/sheet'],
      ['the container', '/container'],
      ['the signatures', '/signatures'],
      ['who looked at it', '/readings'],
    ])('not by %s', async (_, path) => {
      const answer = await deputy.get(`${act.path}${path.replace('FILE', fileId)}`);
      expect(refusalOf(answer)).toBe('404 NOT_FOUND');
    });

    test('not by a browser that keeps what the portal made of it', async () => {
      const { reviews } = (await act.author.card(act.id)).version;
      const made = reviews.find(({ sheetReady }) => sheetReady);
      for (const path of ['/sheet', `/reviews/${made?.id}/sheet`]) {
        const { headers } = expectStatus(await act.author.get(`${act.path}${path}`), 200);
        expect([path, headers.get('cache-control'), headers.get('etag')]).toEqual([path, 'no-store', null]);
      }
    });

    test('not by a signature’s evidence', async () => {
      const card = await act.author.card(act.id);
      const id = card.version.steps.find(({ signature }) => signature)?.signature?.id;
      expect(refusalOf(await deputy.get(`${act.path}/signatures/${id}/statement`))).toBe('404 NOT_FOUND');
    });

    test('not by the list, by search, nor by a number that one knows', async () => {
      const { number } = (await act.author.card(act.id)).version;
      for (const query of [
        'limit=100',
        `q=${encodeURIComponent('қызметтік жоспар')}`,
        `q=${encodeURIComponent(number ?? '')}`,
      ]) {
        const { items } = parsed(actList, await deputy.get(`/api/agreements?${query}`));
        expect(items.filter(({ id }) => id === act.id)).toEqual([]);
      }
      const { items } = parsed(actList, await act.author.get('/api/agreements?limit=100'));
      expect(items.find(({ id }) => id === act.id)).toMatchObject({ officialUse: true });
    });

    test('not by anybody’s inbox who is not named', async () => {
      const open = await openTo(act);
      for (const name of ALL_PEOPLE.filter((one) => !open.includes(one))) {
        for (const needs of ['action', 'information']) {
          const answer = await (await portal.as(name)).get(`/api/inbox?limit=100&needs=${needs}`);
          expect(parsed(inboxPage, answer).items.filter(({ subjectId }) => subjectId === act.id)).toEqual([]);
        }
      }
    });

    test('not by letters: each names it by its number alone, also of what was asked before it was marked', async () => {
      const late = await Act.draft(portal, { title: TITLE });
      await late.send();
      await late.sendBack('unit_agreement', 'developer', 'Түзету');
      const { revision, language } = await late.author.card(late.id);
      const edit = { language, title: TITLE, officialUse: true, revision };
      expectStatus(await late.author.patch(late.path, edit), 200);
      const rows = await portal.database.dataSource.query<{ hidden: boolean }[]>(
        `SELECT title_hidden AS hidden FROM inbox.task WHERE subject_id = $1
         UNION ALL SELECT title_hidden FROM inbox.task WHERE subject_id = $2 AND closed_at IS NULL`,
        [act.id, late.id],
      );
      expect(rows.length).toBeGreaterThan(10);
      expect(rows.filter(({ hidden }) => !hidden)).toEqual([]);
    });

    test('not by live events', async () => {
      const people = (await openTo(act)).map((name) => portal.knownAs(name).id);
      const open = new Set(people.flatMap((id) => [id, personalScope(id)]));
      const rows = await portal.database.dataSource.query<{ scopes: string[] }[]>(
        "SELECT scopes FROM kernel.live_event WHERE topic = 'agreements' AND subject_id = $1",
        [act.id],
      );
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.flatMap(({ scopes }) => scopes).filter((scope) => !open.has(scope))).toEqual([]);
    });

    test('not by the code on its sheet, with which anyone asks', async () => {
      const [row] = await portal.database.dataSource.query<{ sheet_code: string }[]>(
        'SELECT sheet_code FROM agreements.act_version WHERE act_id = $1',
        [act.id],
      );
      const answer = await portal.stranger.get(`/api/agreements/sheets/${row?.sheet_code}`);
      expect(expectStatus(answer, 200).text).not.toContain(TITLE.slice(0, 10));
      expect(answer.text).not.toContain('Жоспар');
    });
  });

  describe('keeps who looked at what', () => {
    test('each view and download, with the reader’s name, before a byte goes out', async () => {
      const act = await markedAtBodies();
      const { id } = await fileOf(act);
      const head = await portal.as('finance.head');
      const officer = await portal.as('justice.officer');
      const original = expectStatus(await head.get(`${act.path}/files/${id}`), 200);
      // No browser keeps it: who comes to the computer next finds nothing.
      const [kept, tag] = [original.headers.get('cache-control'), original.headers.get('etag')];
      expect([kept, tag]).toEqual(['no-store', null]);
      expectStatus(await officer.get(`${act.path}/files/${id}/preview`), 200);
      expectStatus(await act.author.get(`${act.path}/container`), 200);
      const kinds = (items: Reading[]) =>
        items.map(({ kind, by, file }) => [kind, portal.nameOf(by.id), file]);
      expect(kinds(await readingsOf(act, act.author))).toEqual([
        ['container', 'developer.specialist', null],
        ['viewed', 'justice.officer', 'Жоспар.pdf'],
        ['downloaded', 'finance.head', 'Жоспар.pdf'],
      ]);
      // Another body's management sees its own people.
      expect(kinds(await readingsOf(act, head))).toEqual([['downloaded', 'finance.head', 'Жоспар.pdf']]);
      expect(refusalOf(await officer.get(`${act.path}/readings`))).toBe('403 FORBIDDEN');
      expect((await act.history('finance.head')).map(({ action }) => action)).not.toContain(
        'reading.downloaded',
      );
      expect(await portal.app.get(Audit).verify(act.id)).not.toHaveProperty('fault');
    });

    test('the stored original stays byte for byte as it came, whoever looks at it', async () => {
      const act = await marked();
      const { id, sha256 } = await fileOf(act);
      expectStatus(await act.author.get(`${act.path}/files/${id}/preview`), 200);
      const path = `${portal.config.dataDir}/files/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
      expect((await readFile(path)).equals(pdf)).toBe(true);
    });

    test('an act without the mark has no previews and keeps no list', async () => {
      const act = await Act.draft(portal);
      const { id } = await fileOf(act);
      expect(refusalOf(await act.author.get(`${act.path}/files/${id}/preview`))).toBe('404 NOT_FOUND');
      expectStatus(await act.author.get(`${act.path}/files/${id}`), 200);
      expect(refusalOf(await act.author.get(`${act.path}/readings`))).toBe('403 FORBIDDEN');
      expect((await act.history('developer.specialist')).map(({ action }) => action)).toEqual([
        'card.created',
      ]);
    });
  });

  test('keeps its title out of letters, from the mark on', async () => {
    const hidden = (act: Act) =>
      portal.database.dataSource.query<{ verb: string; hidden: boolean }[]>(
        'SELECT DISTINCT verb, title_hidden AS hidden FROM inbox.task WHERE subject_id = $1 AND closed_at IS NULL',
        [act.id],
      );
    const early = await marked();
    await early.send();
    expect(await hidden(early)).toEqual([{ verb: 'agree_draft', hidden: true }]);
    const late = await Act.draft(portal);
    await late.send();
    await late.sendBack('unit_agreement', 'developer', 'Түзету');
    expect(await hidden(late)).toEqual([{ verb: 'rework_draft', hidden: false }]);
    const { revision, language, title } = await late.author.card(late.id);
    expectStatus(await late.author.patch(late.path, { language, title, officialUse: true, revision }), 200);
    expect(await hidden(late)).toEqual([{ verb: 'rework_draft', hidden: true }]);
  });

  describe('loses its mark', () => {
    const reason = { reason: 'Қате қойылған' };

    test('never by an edit', async () => {
      const act = await marked();
      const { revision, language, title } = await act.author.card(act.id);
      const edit = (officialUse: boolean, from: number) =>
        act.author.patch(act.path, { language, title, officialUse, revision: from });
      expect(refusalOf(await edit(false, revision))).toBe('409 OFFICIAL_USE_STAYS');
      expect(parsed(actCard, expectStatus(await edit(true, revision), 200)).officialUse).toBe(true);
    });

    test('by its initiator with a reason, and all who could open it are told', async () => {
      const act = await marked();
      expectStatus(await named(act, act.author, 'developer.lawyer'), 201);
      const remove = (person: Person, body: unknown) => person.post(`${act.path}/official-use/remove`, body);
      expect(refusalOf(await remove(act.author, { reason: ' ' }))).toBe('400 VALIDATION_FAILED');
      expect(refusalOf(await remove(await portal.as('developer.lawyer'), reason))).toBe('403 FORBIDDEN');
      expect(parsed(actCard, expectStatus(await remove(act.author, reason), 200)).officialUse).toBe(false);
      expect(refusalOf(await remove(act.author, reason))).toBe('409 ACT_NOT_MARKED');
      expect((await act.history('developer.specialist')).at(-1)).toMatchObject({
        action: 'card.unmarked',
        details: reason,
        by: { id: act.author.id },
      });
      expect(await act.turns('information')).toEqual({ 'developer.lawyer': 'reader_named, mark_removed' });
    });

    test('not while it is on its way, nor once other bodies have it', async () => {
      const act = await marked();
      await act.send();
      const remove = () => act.author.post(`${act.path}/official-use/remove`, reason);
      expect(refusalOf(await remove())).toBe('409 OFFICIAL_USE_FIXED');
      expect((await act.author.card(act.id)).can.removeMark).toBe(false);
      act.outcomes.finance = { outcome: 'refused', reason: 'Негіз' };
      await act.toTheEnd();
      expectStatus(await act.author.post(`${act.path}/versions`), 201);
      expect(await act.state()).toBe('draft');
      expect(refusalOf(await remove())).toBe('409 OFFICIAL_USE_FIXED');
    });

    test('and a card that is marked after it went round is closed to those who only stood by', async () => {
      const act = await Act.draft(portal);
      await act.send();
      await act.sendBack('unit_agreement', 'developer', 'Түзету');
      const deputy = await portal.as('developer.deputy');
      expectStatus(await deputy.get(act.path), 200);
      const { revision, language, title } = await act.author.card(act.id);
      expectStatus(await act.author.patch(act.path, { language, title, officialUse: true, revision }), 200);
      expect(refusalOf(await deputy.get(act.path))).toBe('404 NOT_FOUND');
    });
  });
});
