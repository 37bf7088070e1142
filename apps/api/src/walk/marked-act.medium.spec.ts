import { inflateRawSync } from 'node:zlib';
import type { INestApplicationContext } from '@nestjs/common';
import { DEFAULT_WORKING_HOURS, type Duty } from '#contracts';
import { type Answer, docxOf } from '#testing';
import { Act, AUTHOR } from '../testing/act.fixture.js';
import { drawUpSigned, insistOn } from '../testing/dispute.fixture.js';
import { agree, LETTER, openOffice, sendLetter, signLetter } from '../testing/office.fixture.js';
import type { PersonName } from '../testing/people.fixture.js';
import { expectStatus, type Person, Portal, refusalOf } from '../testing/portal.fixture.js';
import { DOORS } from './expectations.js';
import { nameOf, type Route, routesOf } from './routes.fixture.js';

/** Stands in each text of the act: title, files, remarks, answers, reasons, letter. */
const SECRET = 'Құпияжайт';
/** Nobody of them is asked anything about the act, or named on it; each could open any other act of his body, or keeps something. */
const OUTSIDERS: Readonly<Partial<Record<PersonName, Duty | null>>> = {
  'developer.deputy': null,
  'developer.colleague': 'coordinator',
  'finance.lawyer': 'documentation_officer',
  'outside.specialist': 'portal_administrator',
  'outside.unitHead': 'authorised_body_officer',
};
const TEXT = [`1. ${SECRET} тәртібі.`, `2. ${SECRET} мерзімі.`];
const REASON = { reason: SECRET };

let portal: Portal;
let worker: INestApplicationContext;
let act: Act;
let ids: Readonly<Record<string, readonly string[]>>;
let outsiders: [PersonName, Person][];

beforeAll(async () => {
  portal = await Portal.start();
  await openOffice(portal);
  worker = await portal.startWorker();
  act = await taken();
  ids = await idsOf();
  for (const [name, duty] of Object.entries(OUTSIDERS)) {
    if (duty !== null) await portal.giveDuty(name as PersonName, duty);
  }
  outsiders = await Promise.all(
    (Object.keys(OUTSIDERS) as PersonName[]).map(
      async (name) => [name, await portal.as(name)] as [PersonName, Person],
    ),
  );
}, 240_000);

afterAll(async () => {
  await worker?.close();
  await portal?.close();
});

async function uploadDocx(lines: readonly string[]): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(docxOf(...lines))]), `${SECRET}.docx`);
  const answer = await (await portal.as(AUTHOR)).post('/api/files', form);
  return (expectStatus(answer, 201).json as { id: string }).id;
}

/** A marked act with everything that an act can have, in the Office. */
async function taken(): Promise<Act> {
  const made = await Act.draft(portal, {
    officialUse: true,
    title: `${SECRET} туралы`,
    description: SECRET,
    fileIds: [await uploadDocx(TEXT)],
  });
  const remark = { kind: 'substance', point: '1', text: SECRET, proposal: SECRET } as const;
  made.outcomes.finance = { outcome: 'with_remarks', remarks: [remark] };
  await made.send();
  await made.until('assignment', 'finance');
  const [review] = (await made.author.card(made.id)).version.reviews;
  const head = await portal.as('finance.head');
  const more = { workingDays: 3, ...REASON };
  expectStatus(await head.post(`/api/agreements/reviews/${review?.id}/ask-prolongation`, more), 200);
  const suggestion = { bodyId: portal.known.bodyIds.outside, ...REASON };
  expectStatus(await head.post(`/api/agreements/reviews/${review?.id}/suggest`, suggestion), 200);
  const [asked] = (await made.author.card(made.id)).version.suggestions;
  const no = { accept: false, ...REASON };
  expectStatus(await made.author.post(`/api/agreements/suggestions/${asked?.id}/decide`, no), 200);
  await made.pass('assignment', 'finance');
  await made.pass('opinion', 'finance', undefined, { outcome: 'with_remarks', remarks: [remark] });
  await made.toTheEnd();
  await insistOn(made, SECRET);
  await drawUpSigned(made);
  expectStatus(await made.author.post(`${made.path}/versions`), 201);
  const card = await made.author.card(made.id);
  const { title, language, revision, version } = card;
  const edit = {
    title,
    language,
    revision,
    officialUse: true,
    fileIds: [await uploadDocx([...TEXT, `3. ${SECRET} бақылауы.`])],
    interestedUnitIds: version.interestedUnits.map(({ id }) => id),
    legalHeadId: version.legalHead?.id,
    bodyHeadId: version.bodyHead?.id,
    approvingBodyIds: version.approvingBodies.map(({ id }) => id),
  };
  expectStatus(await made.author.patch(made.path, edit), 200);
  delete made.outcomes.finance;
  await made.send();
  await agree(made);
  await sendLetter(made, { subject: SECRET, text: `${LETTER.text} ${SECRET}` });
  await signLetter(made);
  return made;
}

/** What there is of the act, by where it stands in an address. */
async function idsOf(): Promise<Record<string, string[]>> {
  const { dataSource } = portal.database;
  const of = async (sql: string) => (await dataSource.query<{ id: string }[]>(sql)).map(({ id }) => id);
  const files = await of(
    `SELECT file ->> 'id' AS id FROM agreements.act_version, jsonb_array_elements(files) file ORDER BY ordinal`,
  );
  const signatures = await of('SELECT id FROM signing.signature');
  return {
    agreements: [act.id],
    // one of each kind
    steps: await of('SELECT DISTINCT ON (kind) id FROM agreements.route_step ORDER BY kind, state, id'),
    reviews: await of('SELECT id FROM agreements.review'),
    protocols: await of('SELECT id FROM agreements.protocol'),
    prolongations: await of('SELECT id FROM agreements.prolongation'),
    suggestions: await of('SELECT id FROM agreements.body_suggestion'),
    fileId: files.slice(0, 1),
    newFileId: files.slice(-1),
    signatureId: signatures.slice(0, 1),
    reviewId: await of('SELECT id FROM agreements.review LIMIT 1'),
    remarkId: await of('SELECT id FROM agreements.remark LIMIT 1'),
    employeeId: [portal.knownAs(AUTHOR).id],
    language: ['kk'],
    part: ['statement'],
    move: ['pass'],
  };
}

/** Every address at which something of the act could answer. */
function addresses(route: Route): string[] {
  const [, , room, part = ''] = route.path.split('/');
  if (room !== 'agreements' || !route.path.includes(':id')) return [];
  const owner = part.startsWith(':') ? 'agreements' : part;
  let paths = (ids[owner] ?? []).map((id) => route.path.replace(':id', id));
  for (const [, name = ''] of route.path.matchAll(/:(\w+)/g)) {
    if (name === 'id') continue;
    paths = paths.flatMap((path) => (ids[name] ?? []).map((value) => path.replace(`:${name}`, value)));
  }
  return paths;
}

function bodyOf(route: Route): unknown {
  const door = DOORS[nameOf(route)];
  if (route.method === 'GET') return undefined;
  if (route.path.endsWith('/moves/:move')) return { revision: 1 };
  return door && 'body' in door ? door.body : undefined;
}

/** What an answer says, archives unpacked. */
function wordsOf(bytes: Buffer): string {
  const words = [bytes.toString('utf8')];
  for (let at = bytes.indexOf('PK\u0003\u0004'); at !== -1; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    const begins = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try {
      words.push(inflateRawSync(bytes.subarray(begins), { finishFlush: 2 }).toString('utf8'));
    } catch {
      // A member that is stored lies in the bytes as it is.
    }
  }
  return words.join('\n');
}

async function bytesOf(person: Person, method: string, path: string, body?: unknown): Promise<Buffer> {
  const response = await fetch(new URL(path, portal.url), {
    method,
    headers: { ...person.client.headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer());
}

describe('775:3 a marked act with all that can be of one', () => {
  test('has everything at whose address somebody could ask', () => {
    for (const [name, found] of Object.entries(ids)) expect([name, found.length > 0]).toEqual([name, true]);
  });

  test('does not exist for whoever is not named on it, at any address, by any deed', async () => {
    const before = await portal.fingerprint();
    const open: string[] = [];
    let asked = 0;
    const knock = async ([name, person]: [PersonName, Person]) => {
      for (const route of routesOf(portal)) {
        if (route.path.startsWith('/api/agreements/hand-over')) continue;
        for (const path of addresses(route)) {
          const answer: Answer = await person.send(route.method, path, bodyOf(route));
          asked += 1;
          const told = refusalOf(answer);
          if (told !== '404 NOT_FOUND' || answer.text.includes(SECRET))
            open.push(`${name}: ${nameOf(route)}: ${told} ${answer.text.slice(0, 200)}`);
        }
      }
    };
    await Promise.all(outsiders.map(knock));
    expect(open).toEqual([]);
    expect(asked).toBeGreaterThan(800);
    expect(await portal.fingerprint()).toBe(before);
  });

  test('is neither found nor counted, in no list, no view, no inbox and no table', async () => {
    const number = (await act.author.card(act.id)).version.number ?? '';
    for (const [name, person] of outsiders) {
      for (const words of [SECRET, number, 'тәртібі', '']) {
        for (const more of [
          '',
          '&view=my_body',
          '&view=late',
          '&view=with_remarks',
          '&view=waiting',
          '&archived=false',
        ]) {
          const answer = await person.get(`/api/agreements?q=${encodeURIComponent(words)}${more}`);
          expect([name, answer.json]).toEqual([name, { items: [], nextCursor: null }]);
        }
      }
      const counts = await person.get('/api/agreement-views');
      expect([name, counts.json]).toEqual([name, { mine: 0, waiting: 0, late: 0 }]);
      for (const path of [
        '/api/inbox?limit=100&needs=action',
        '/api/inbox?limit=100&needs=information',
        '/api/inbox/done?limit=100',
        '/api/inbox/filters',
      ]) {
        expect([name, path, (await person.get(path)).text]).toEqual([
          name,
          path,
          expect.not.stringContaining(SECRET),
        ]);
      }
      const table = await bytesOf(person, 'POST', '/api/agreement-views/export', { language: 'kk' });
      expect([name, wordsOf(table).includes(SECRET), wordsOf(table).includes(number)]).toEqual([
        name,
        false,
        false,
      ]);
    }
  });

  test('is named by its title to nobody who keeps something: record, calendar, hours, leaving, hand-over', async () => {
    const [administrator, keeper] = [
      await portal.as('outside.specialist'),
      await portal.as('developer.colleague'),
    ];
    const initiator = portal.knownAs(AUTHOR).id;
    const today = new Date().getFullYear();
    const seen: [string, string][] = [];
    for (const [person, method, path, body] of [
      [administrator, 'GET', '/api/record?limit=100'],
      [administrator, 'GET', '/api/record/overview'],
      [administrator, 'POST', '/api/record/export', { language: 'kk', format: 'csv' }],
      [administrator, 'POST', '/api/record/export', { language: 'kk', format: 'xlsx' }],
      [administrator, 'POST', `/api/calendar/${today}/preview`, { revision: 0, days: [] }],
      [administrator, 'GET', `/api/directory/people/${initiator}/leaving`],
      [keeper, 'GET', '/api/record?limit=100'],
      [keeper, 'POST', '/api/record/export', { language: 'kk', format: 'csv' }],
      [keeper, 'GET', `/api/directory/people/${initiator}/leaving`],
      [keeper, 'POST', '/api/working-hours/preview', { revision: 0, hours: DEFAULT_WORKING_HOURS }],
      [keeper, 'GET', `/api/agreements/hand-over/${portal.known.bodyIds.developer}`],
      [await portal.as('developer.deputy'), 'GET', '/api/delegations'],
    ] as [Person, string, string, unknown][]) {
      const words = wordsOf(await bytesOf(person, method, path, body));
      if (words.includes(SECRET))
        seen.push([
          `${method} ${path}`,
          words.slice(Math.max(0, words.indexOf(SECRET) - 200), words.indexOf(SECRET) + 60),
        ]);
    }
    expect(seen).toEqual([]);
  });
});
