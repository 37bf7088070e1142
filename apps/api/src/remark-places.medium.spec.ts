import * as xlsx from '@e965/xlsx';
import { type FollowedPlace, fileText, followedPlaces, MAX_REMARKS } from '#contracts';
import { docxOf } from '#testing';
import { Act, completeCard } from './testing/act.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const OLD = [
  '1. Осы Қағидалар ашық деректерді орналастыру тәртібін айқындайды.',
  '2. Орган деректерді тоқсан сайын жаңартады және олардың толықтығына жауап береді.',
  '3. Деректер туралы өтінім үш жұмыс күні ішінде қаралады.',
];
const NEW = [OLD[0] ?? '', '2. Портал тіркеу журналын жүргізеді.', OLD[1]?.replace('2.', '3.') ?? ''];

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start();
});

afterAll(() => portal?.close());

async function uploadDocx(person: Person, name: string, lines: readonly string[]): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(docxOf(...lines))]), name);
  const { id } = expectStatus(await person.post('/api/files', form), 201).json as { id: string };
  return id;
}

async function paragraphs(act: Act, reader: Person, fileId: string) {
  const answer = await reader.get(`${act.path}/texts/${fileId}`);
  return parsed(fileText, expectStatus(answer, 200)).paragraphs;
}

async function placesOf(act: Act): Promise<FollowedPlace[]> {
  const answer = await act.author.get(`${act.path}/remarks/places`);
  return parsed(followedPlaces, expectStatus(answer, 200)).items;
}

/** Points of the remarks in the register as it is taken away. */
async function pointsTaken({ author, path }: Act, narrowed: string): Promise<string[]> {
  const response = await fetch(`${portal.url}${path}/remarks/export?format=xlsx${narrowed}`, {
    headers: author.client.headers,
  });
  expect(response.status).toBe(200);
  const book = xlsx.read(Buffer.from(await response.arrayBuffer()), { type: 'buffer' });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  const cells = sheet ? xlsx.utils.sheet_to_json<unknown[]>(sheet, { header: 1 }).flat().map(String) : [];
  return ['2', '3'].filter((point) => cells.some((cell) => cell.split('\n').includes(`${point}-тармақ`)));
}

test('775:17.2, 19 a remark is tied to a paragraph, follows it into the new version, and says when it is gone', async () => {
  const author = await portal.as('developer.specialist');
  const fileId = await uploadDocx(author, 'Қағидалар.docx', OLD);
  const act = await Act.draft(portal, {
    fileIds: [fileId],
    approvingBodyIds: [portal.known.bodyIds.finance],
  });
  await act.send();
  await act.until('outcome', 'finance');
  const executor = await portal.as('finance.specialist');
  const [, second, third] = await paragraphs(act, executor, fileId);
  const place = (anchor: string | undefined) => ({ fileId, anchor, excerpt: 'Мүлде басқа сөздер' });
  const remark = { text: 'Мерзімі анық емес', proposal: 'Нақтылау' };
  const step = await act.step('outcome', 'finance');

  // a paragraph that the text has not, and a file that is not of the act
  for (const unknown of [place('0.9~0000000000'), { ...place(second?.anchor), fileId: step.id }]) {
    const refused = await act.decide(step, undefined, {
      outcome: 'with_remarks',
      remarks: [{ ...remark, place: unknown }],
    });
    expect(refusalOf(refused)).toBe('400 VALIDATION_FAILED');
  }
  const remarks = [
    { ...remark, point: '2.', place: place(second?.anchor) },
    { ...remark, point: '3.', place: place(third?.anchor) },
  ];
  expectStatus(await act.decide(step, undefined, { outcome: 'with_remarks', remarks }), 200);
  await act.until('body_signature', 'finance');

  // What is signed are the words of the text, not those that were sent.
  const head = await portal.as('finance.head');
  const prepared = await head.prepare((await act.step('body_signature', 'finance')).id);
  const statement: unknown = JSON.parse(Buffer.from(prepared.statement, 'base64').toString());
  expect(statement).toMatchObject({
    decision: {
      remarks: [
        { point: '2.', excerpt: second?.text },
        { point: '3.', excerpt: third?.text },
      ],
    },
  });
  await act.toTheEnd('finance');
  const [ofSecond, ofThird] = (await act.remarks()).items.map(({ id }) => id);
  expect(await placesOf(act)).toMatchObject([
    { id: ofSecond, state: 'same', fileId, version: 0 },
    { id: ofThird, state: 'same', fileId, version: 0 },
  ]);

  const freshId = await uploadDocx(author, 'Қағидалар 2.docx', NEW);
  expectStatus(await author.post(`${act.path}/versions`), 201);
  const { revision } = await author.card(act.id);
  const { kind: _, ...requisites } = completeCard(portal);
  const approvingBodyIds = [portal.known.bodyIds.finance];
  const edited = { ...requisites, approvingBodyIds, fileIds: [freshId], revision };
  expectStatus(await author.patch(act.path, edited), 200);
  const now = await placesOf(act);
  expect(now.find(({ id }) => id === ofSecond)).toMatchObject({
    fileId: freshId,
    version: 1,
    number: '3.',
  });
  expect(now.find(({ id }) => id === ofSecond)?.state).not.toBe('gone');
  expect(now.find(({ id }) => id === ofThird)).toMatchObject({ state: 'gone', anchor: null });

  // The table that is taken away has those of one place alone.
  expect(await pointsTaken(act, `&place=${ofSecond}`)).toEqual(['2']);
  expect(await pointsTaken(act, `&place=${ofThird}`)).toEqual(['3']);
  expect(await pointsTaken(act, '')).toEqual(['2', '3']);
  expect(await pointsTaken(act, `&place=${act.id}`)).toEqual([]);

  // A draft that was not dispatched is nothing to other bodies: there it is where it was.
  const elsewhere = await executor.get(`${act.path}/remarks/places`);
  expect(parsed(followedPlaces, elsewhere).items).toMatchObject([{ state: 'same' }, { state: 'same' }]);
});

test('as many remarks as there may be, each at a place in a text of three hundred pages, are decided at once', async () => {
  const author = await portal.as('developer.specialist');
  const lines = Array.from({ length: 9_000 }, (_, place) => `${place + 1}. ${OLD[0]?.slice(3)} ${place}`);
  const fileId = await uploadDocx(author, 'Ұзын.docx', lines);
  const act = await Act.draft(portal, { fileIds: [fileId] });
  await act.send();
  await act.until('outcome', 'finance');
  const picked = (await paragraphs(act, await portal.as('finance.specialist'), fileId)).slice(-MAX_REMARKS);
  const remarks = picked.map(({ anchor }) => ({
    text: 'Мерзімі анық емес',
    proposal: 'Нақтылау',
    place: { fileId, anchor, excerpt: '' },
  }));
  const step = await act.step('outcome', 'finance');
  const begun = Date.now();
  expectStatus(await act.decide(step, undefined, { outcome: 'with_remarks', remarks }), 200);
  // The act is locked meanwhile. Read for each remark anew, the text alone takes ten seconds.
  expect(Date.now() - begun).toBeLessThan(4_000);
  await act.toTheEnd('finance');
  expect((await act.remarks()).items.map(({ place }) => place?.excerpt)).toEqual(
    picked.map(({ text }) => text),
  );
});
