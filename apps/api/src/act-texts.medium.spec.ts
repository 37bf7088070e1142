import {
  actReadings,
  actTexts,
  type ComparedRow,
  type ComparisonCounts,
  changeReasons,
  comparisonLine,
  fileText,
  sidesOfAct,
} from '#contracts';
import { documentXml, docxOf, eventually, makeDocx } from '#testing';
import { readDocx } from '#texts';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const OLD = [
  '1-тарау. Жалпы ережелер',
  '1. Осы Қағидалар ашық деректер тізбесін бекітудің тәртібін айқындайды.',
  '2. Тізбе тоқсан сайын жаңартылады.',
  '3. Жаңартылған тізбе интернет-ресурста үш күн ішінде орналастырылады.',
];
const NEW = [
  '1-тарау. Жалпы ережелер',
  '1. Осы Қағидалар ашық деректер тізбесін бекітудің тәртібін айқындайды.',
  '2. Тізбеге дербес деректер мен заңмен қорғалатын құпия енгізілмейді.',
  '3. Тізбе тоқсан сайын жаңартылады.',
  '4. Жаңартылған тізбе интернет-ресурста бес жұмыс күні ішінде орналастырылады.',
];
const RUSSIAN = [
  'Глава 1. Общие положения',
  '1. Настоящие Правила определяют порядок утверждения перечня открытых данных.',
  '2. В перечень не включаются персональные данные.',
  '4. Обновлённый перечень размещается на интернет-ресурсе в течение пяти рабочих дней.',
];

describe('775:19 the texts of an act', () => {
  let portal: Portal;
  let act: Act;

  beforeAll(async () => {
    portal = await Portal.start();
    act = await placed();
  });

  afterAll(() => portal?.close());

  /** An act whose second version says something else, waiting for its legal visa. */
  async function placed(parts: { officialUse?: boolean } = {}): Promise<Act> {
    const author = await portal.as('developer.specialist');
    const old = await uploadDocx(author, 'Қағидалар.docx', OLD);
    const made = await Act.draft(portal, { ...parts, fileIds: [old] });
    await made.send();
    made.outcomes.finance = REMARKS;
    await made.toTheEnd();
    expectStatus(await author.post(`${made.path}/versions`), 201);
    const card = await author.card(made.id);
    const fileIds = [
      await uploadDocx(author, 'Қағидалар (түзетілген).docx', NEW),
      await uploadDocx(author, 'Правила.docx', RUSSIAN),
      (await author.upload('Анықтама.pdf')).id,
    ];
    const { title, language, revision, version, officialUse } = card;
    const saved = await author.patch(made.path, {
      title,
      language,
      revision,
      officialUse,
      fileIds,
      interestedUnitIds: version.interestedUnits.map(({ id }) => id),
      legalHeadId: version.legalHead?.id,
      bodyHeadId: version.bodyHead?.id,
      approvingBodyIds: version.approvingBodies.map(({ id }) => id),
    });
    expectStatus(saved, 200);
    return made;
  }

  const textsOf = async (person: Person, of = act) =>
    parsed(actTexts, expectStatus(await person.get(`${of.path}/texts`), 200));

  /** Ids of the Kazakh text before and now, of the Russian one and of the PDF. */
  async function filesOf(of = act) {
    const { versions } = await textsOf(of.author, of);
    const [fresh, old] = versions;
    const idOf = (name: string) => fresh?.files.find((file) => file.name === name)?.id ?? '';
    return {
      old: old?.files[0]?.id ?? '',
      fresh: idOf('Қағидалар (түзетілген).docx'),
      russian: idOf('Правила.docx'),
      pdf: idOf('Анықтама.pdf'),
    };
  }

  async function compared(
    person: Person,
    path: string,
  ): Promise<{ rows: ComparedRow[]; counts: ComparisonCounts }> {
    const answer = expectStatus(await person.get(path), 200);
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => comparisonLine.parse(JSON.parse(line)));
    const end = lines.at(-1);
    if (lines[0]?.line !== 'head' || end?.line !== 'end') throw new Error('The comparison was cut.');
    return { rows: lines.flatMap((line) => (line.line === 'rows' ? line.rows : [])), counts: end.counts };
  }

  /** The cells of a table that was downloaded, in their order. */
  async function cellsOf(person: Person, path: string): Promise<string[]> {
    const response = await fetch(new URL(path, portal.url), { headers: person.client.headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const read = await readDocx(new Uint8Array(await response.arrayBuffer()));
    if (!('text' in read)) throw new Error(read.refusal);
    return read.text.paragraphs.filter(({ cell }) => cell !== null).map(({ text }) => text);
  }

  test('are listed by version, each file beside the one that it takes the place of', async () => {
    const { fresh, old } = await filesOf();
    await act.author.get(`${act.path}/texts/${fresh}`);
    const { versions, can } = await textsOf(act.author);
    expect(
      versions.map(({ ordinal, files }) => [ordinal, files.map(({ name, before }) => [name, before])]),
    ).toEqual([
      [
        1,
        [
          ['Қағидалар (түзетілген).docx', old],
          ['Правила.docx', null],
          ['Анықтама.pdf', null],
        ],
      ],
      [0, [['Қағидалар.docx', null]]],
    ]);
    expect(versions[0]?.files.map(({ text, refusal }) => [text, refusal])).toContainEqual(['refused', 'pdf']);
    expect(can.explain).toBe(true);
  });

  test('are read: paragraphs with their numbers and anchors', async () => {
    const { old } = await filesOf();
    const text = parsed(fileText, expectStatus(await act.author.get(`${act.path}/texts/${old}`), 200));
    expect(text.paragraphs.map(({ kind, number }) => [kind, number])).toEqual([
      ['heading', '1-тарау.'],
      ['point', '1.'],
      ['point', '2.'],
      ['point', '3.'],
    ]);
  });

  test('are compared: what is new, what changed, what only got another number; a second look is the same', async () => {
    const { old, fresh } = await filesOf();
    const path = `${act.path}/comparisons/${old}/${fresh}`;
    const first = await compared(act.author, path);
    expect(first.rows.map(({ kind, new: now }) => [kind, now?.number])).toEqual([
      ['same', '1-тарау.'],
      ['same', '1.'],
      ['added', '2.'],
      ['renumbered', '3.'],
      ['changed', '4.'],
    ]);
    expect(first.counts).toMatchObject({ added: 1, changed: 1, renumbered: 1, removed: 0, moved: 0 });
    expect(await compared(act.author, path)).toEqual(first);
    const kept = await portal.database.dataSource.query('SELECT 1 FROM texts.comparison');
    expect(kept).toHaveLength(1);
  });

  test('a file without words is refused by name and reason, as is one that is not of the act', async () => {
    const { old, pdf } = await filesOf();
    const refused = await act.author.get(`${act.path}/comparisons/${old}/${pdf}`);
    expect(refused).toMatchObject({
      status: 422,
      json: { code: 'TEXT_UNREADABLE', params: { name: 'Анықтама.pdf', reason: 'pdf' } },
    });
    const foreign = (await act.author.upload()).id;
    expect(refusalOf(await act.author.get(`${act.path}/comparisons/${old}/${foreign}`))).toBe(
      '404 NOT_FOUND',
    );
  });

  test('a draft of a new version is open to nobody outside the developer body', async () => {
    const { old, fresh, russian } = await filesOf();
    const finance = await portal.as('finance.specialist');
    expect((await textsOf(finance)).versions.map(({ ordinal }) => ordinal)).toEqual([0]);
    for (const path of [
      `texts/${fresh}`,
      `comparisons/${old}/${fresh}`,
      `comparisons/${old}/${fresh}/table/kk`,
      `comparisons/${old}/${fresh}/reasons`,
      `sides/${old}/${russian}`,
    ])
      expect([path, refusalOf(await finance.get(`${act.path}/${path}`))]).toEqual([path, '404 NOT_FOUND']);
    const stranger = await portal.as('outside.specialist');
    expect(refusalOf(await stranger.get(`${act.path}/texts`))).toBe('404 NOT_FOUND');
  });

  test('who put his visa on an older version is told which one, so that he sees what changed since', async () => {
    expect((await textsOf(await portal.as('developer.legalHead'))).agreed).toBe(0);
    expect((await textsOf(act.author)).agreed).toBeNull();
    const visaOn = async (name: PersonName, version?: number) =>
      (await (await portal.as(name)).card(act.id, version)).visaOn;
    expect(await visaOn('developer.legalHead')).toBe(0);
    // Not on the version itself that he agreed, nor to who only wrote or registered it.
    expect(await visaOn('developer.legalHead', 0)).toBeNull();
    expect(await visaOn(AUTHOR)).toBeNull();
  });

  test('a reason goes into the table, by the initiator alone, and is in the record', async () => {
    const { old, fresh } = await filesOf();
    const path = `${act.path}/comparisons/${old}/${fresh}`;
    const { rows } = await compared(act.author, path);
    const row = rows.find(({ kind }) => kind === 'changed');
    const place = { old: row?.old?.anchor, new: row?.new?.anchor };
    const body = { ...place, reason: 'Қаржы министрлігінің ескертуі' };
    expect(
      refusalOf(await (await portal.as('developer.legalHead')).send('PUT', `${path}/reasons`, body)),
    ).toBe('403 FORBIDDEN');
    expect(refusalOf(await act.author.send('PUT', `${path}/reasons`, { ...body, new: '0.9~00' }))).toBe(
      '404 NOT_FOUND',
    );
    expectStatus(await act.author.send('PUT', `${path}/reasons`, body), 204);
    const given = parsed(changeReasons, expectStatus(await act.author.get(`${path}/reasons`), 200));
    expect(given.items).toMatchObject([body]);
    expect((await act.history('developer.specialist')).at(-1)).toMatchObject({
      action: 'card.change_explained',
    });

    for (const [language, heads] of [
      ['kk', ['Р/с №', 'Құрылымдық элемент', 'Негіздеме']],
      ['ru', ['№ п/п', 'Структурный элемент', 'Обоснование']],
    ] as const) {
      const cells = await cellsOf(act.author, `${path}/table/${language}`);
      expect(cells.slice(0, 5)).toEqual(expect.arrayContaining([...heads]));
      expect(cells).toContain('Қаржы министрлігінің ескертуі');
      expect(cells.some((cell) => cell.includes('үш күн'))).toBe(true);
      expect(cells.some((cell) => cell.includes('бес жұмыс күні'))).toBe(true);
    }
    expectStatus(await act.author.send('PUT', `${path}/reasons`, { ...place, reason: '' }), 204);
    expect(parsed(changeReasons, await act.author.get(`${path}/reasons`)).items).toEqual([]);
  });

  test('two languages side by side: what one of them lacks is named', async () => {
    const { fresh, russian } = await filesOf();
    const sides = parsed(
      sidesOfAct,
      expectStatus(await act.author.get(`${act.path}/sides/${fresh}/${russian}`), 200),
    );
    expect([sides.left.point, sides.right.point]).toEqual([4, 3]);
    expect(sides.differences).toMatchObject([{ side: 'left', kind: 'point', number: '3.' }]);
    const beside = sides.rows.map(({ left, right }) => [
      left === null ? null : sides.leftText[left]?.number,
      right === null ? null : sides.rightText[right]?.number,
    ]);
    expect(beside).toEqual([
      ['1-тарау.', 'Глава 1.'],
      ['1.', '1.'],
      ['2.', '2.'],
      ['3.', null],
      ['4.', '4.'],
    ]);
  });

  test('of an act for official use each look at a text is an entry of its record', async () => {
    const marked = await placed({ officialUse: true });
    const { old, fresh } = await filesOf(marked);
    await compared(marked.author, `${marked.path}/comparisons/${old}/${fresh}`);
    const { items } = parsed(actReadings, await marked.author.get(`${marked.path}/readings`));
    expect(items.map(({ kind, file }) => [kind, file])).toEqual([
      ['viewed', 'Қағидалар (түзетілген).docx'],
      ['viewed', 'Қағидалар.docx'],
    ]);

    const address = new URL(`${marked.path}/comparisons/${old}/${fresh}/table/ru`, portal.url);
    const table = await fetch(address, { headers: marked.author.client.headers });
    const { number } = (await marked.author.card(marked.id)).version;
    expect(number).toMatch(/\/1$/);
    expect(decodeURIComponent(table.headers.get('content-disposition') ?? '')).toContain(
      `Сравнительная таблица ${number?.replace('/', '-')}.docx`,
    );
    const read = await readDocx(new Uint8Array(await table.arrayBuffer()));
    expect('text' in read && read.text.paragraphs[0]?.text).toBe('Для служебного пользования');
  });

  test('the draft of the next version, which begins with the same files, changes nothing in the table of these two', async () => {
    const gone = await placed();
    const { old, fresh } = await filesOf(gone);
    await gone.send();
    await gone.toTheEnd();
    expectStatus(await gone.author.post(`${gone.path}/versions`), 201);
    const { number } = (await gone.author.card(gone.id, 1)).version;
    const path = `${gone.path}/comparisons/${old}/${fresh}/table/kk`;
    for (const reader of [gone.author, await portal.as('finance.specialist')]) {
      const heads = (await cellsOf(reader, path)).slice(0, 5).join(' ');
      expect(heads).toContain(number);
      expect(heads).not.toContain('/2');
    }
  });

  test('a file is read by the worker before anybody asks for it', async () => {
    const author = await portal.as('developer.specialist');
    const id = await uploadDocx(author, 'Алдын ала.docx', ['1. Бұл мәтінді әлі ешкім сұраған жоқ.']);
    const early = await Act.draft(portal, { fileIds: [id] });
    const worker = await portal.startWorker();
    try {
      await eventually(async () => {
        const [version] = (await textsOf(author, early)).versions;
        expect(version?.files.map(({ text, language }) => [text, language])).toEqual([['read', 'kk']]);
      }, 20_000);
    } finally {
      await worker.close();
    }
  });

  test('each file in a transaction of its own: who asks for one that is read waits for none of the others', async () => {
    const author = await portal.as(AUTHOR);
    const fileIds = [
      await uploadDocx(author, 'Бірінші.docx', ['1. Бір.']),
      await uploadDocx(author, 'Екінші.docx', ['1. Екі.']),
    ];
    await Act.draft(portal, { fileIds });
    const worker = await portal.startWorker();
    try {
      await eventually(async () => {
        const rows = await portal.database.dataSource.query<{ payload: { ids: string[] } }[]>(
          `SELECT payload FROM kernel.outbox WHERE topic = 'texts.read' AND done_at IS NOT NULL ORDER BY id`,
        );
        const jobs = rows.map(({ payload }) => payload.ids);
        expect(jobs).toEqual(expect.arrayContaining(fileIds.map((id) => [id])));
      }, 20_000);
    } finally {
      await worker.close();
    }
  });

  test('while three hundred pages are compared, others have their answers', async () => {
    const author = await portal.as('developer.specialist');
    const lines = Array.from({ length: 2_700 }, (_, place) => `${place + 1}. ${sentence(place)}`);
    const fileIds = [
      await uploadDocx(author, 'Үлкен.docx', lines),
      await uploadDocx(
        author,
        'Үлкен 2.docx',
        lines.map((line, place) => (place % 10 ? line : `${line} Тағы.`)),
      ),
    ];
    const large = await Act.draft(portal, { fileIds });
    let isDone = false;
    const comparison = compared(author, `${large.path}/comparisons/${fileIds.join('/')}`).finally(() => {
      isDone = true;
    });
    let answers = 0;
    for (; !isDone; answers += 1) expectStatus(await author.get('/api/health'), 200);
    expect((await comparison).counts).toMatchObject({ changed: 270, added: 0, removed: 0 });
    expect(answers).toBeGreaterThan(10);
  });

  test('a file made to harm is refused and harms nobody', async () => {
    const author = await portal.as('developer.specialist');
    // The file is a DOCX to the upload: what is inside is only found when its text is read.
    const id = await uploadBytes(author, 'Терең.docx', makeDocx(documentXml('<w:sdt>'.repeat(5_000))));
    const deep = await Act.draft(portal, { fileIds: [id] });
    expect(await author.get(`${deep.path}/texts/${id}`)).toMatchObject({
      status: 422,
      json: { code: 'TEXT_UNREADABLE', params: { reason: 'damaged' } },
    });
    const [version] = (await textsOf(author, deep)).versions;
    expect(version?.files).toMatchObject([{ text: 'refused', refusal: 'damaged' }]);
  });
});

/** Thirty words that no other line has in this order. */
function sentence(place: number): string {
  return Array.from({ length: 30 }, (_, word) => `сөз${(place * 31 + word * word * 7) % 5_000}`).join(' ');
}

function uploadDocx(person: Person, name: string, lines: readonly string[]): Promise<string> {
  return uploadBytes(person, name, docxOf(...lines));
}

async function uploadBytes(person: Person, name: string, bytes: Buffer): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const { id } = expectStatus(await person.post('/api/files', form), 201).json as { id: string };
  return id;
}
