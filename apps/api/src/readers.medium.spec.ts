import type { StepKind } from '#contracts';
import { newId } from '#kernel';
import { Act, completeCard } from './testing/act.fixture.js';
import { ALL_PEOPLE, type BodyName, type PersonName } from './testing/people.fixture.js';
import { Portal, refusalOf } from './testing/portal.fixture.js';

const leaders = (body: BodyName): PersonName[] => [
  `${body}.head`,
  `${body}.deputy`,
  `${body}.officer`,
  `${body}.officer2`,
];
const sent: PersonName[] = [
  ...leaders('developer'),
  'developer.specialist',
  'developer.unitHead',
  'developer.secondHead',
  'developer.thirdHead',
];
const dispatched: PersonName[] = [
  ...sent,
  'developer.legalHead',
  ...leaders('finance'),
  ...leaders('justice'),
];
const inFinance: PersonName[] = ['finance.unitHead', 'finance.specialist', 'finance.secondHead'];

/** Who reads the act while this step waits; everybody else gets the answer that there is no such act. */
const STAGES: { kind: StepKind; body: BodyName; readers: PersonName[] }[] = [
  { kind: 'unit_agreement', body: 'developer', readers: sent },
  { kind: 'legal_visa', body: 'developer', readers: [...sent, 'developer.legalHead'] },
  { kind: 'developer_signature', body: 'developer', readers: [...sent, 'developer.legalHead'] },
  { kind: 'registration', body: 'finance', readers: dispatched },
  { kind: 'assignment', body: 'finance', readers: dispatched },
  { kind: 'opinion', body: 'finance', readers: [...dispatched, ...inFinance] },
  { kind: 'outcome', body: 'finance', readers: [...dispatched, ...inFinance] },
  { kind: 'outcome_agreement', body: 'finance', readers: [...dispatched, ...inFinance] },
  { kind: 'body_signature', body: 'finance', readers: [...dispatched, ...inFinance] },
];

/** The decisions on steps that have an address. */
const DECISIONS = [
  'opened',
  'agree',
  'return',
  'register',
  'assign',
  'opinion',
  'outcome',
  'prepare',
  'sign',
];

interface Address {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
}

describe('775:6 who reads an act, by whatever address', () => {
  let portal: Portal;
  let act: Act;

  beforeAll(async () => {
    portal = await Portal.start();
    act = await Act.draft(portal);
  });

  afterAll(() => portal?.close());

  /** A body that each address would take, so that nothing but the reader decides the answer. */
  const bodies = (): Record<string, unknown> => ({
    return: { reason: 'Себеп' },
    register: { term: { workingDays: 5 } },
    assign: { responsibleUnitId: portal.known.unitId('finance', 'main') },
    opinion: { outcome: 'agreed' },
    outcome: { outcome: 'agreed' },
    agree: {},
    sign: { preparationId: newId(), signature: 'AAAA' },
  });

  /** Everything that the act has an address for, as it stands now. */
  async function addresses(): Promise<Address[]> {
    const { dataSource } = portal.database;
    const ids = async (query: string) =>
      (await dataSource.query<{ id: string }[]>(query, [act.id])).map(({ id }) => id);
    const steps = await ids('SELECT id FROM agreements.route_step WHERE act_id = $1');
    const signatures = await ids('SELECT id FROM signing.signature WHERE subject_id = $1');
    const reviews = await ids(
      `SELECT review.id FROM agreements.review JOIN agreements.act_version version ON version.id = version_id
       WHERE act_id = $1`,
    );
    const files = (await act.author.card(act.id)).version.files.map((file) => file.id);
    const { kind: _kind, ...requisites } = completeCard(portal);
    const get = (path: string): Address => ({ method: 'GET', path });
    const post = (path: string, body?: unknown): Address => ({ method: 'POST', path, body });
    return [
      ...[
        '',
        '?version=0',
        '?version=1',
        '/history',
        '/sheet',
        '/sheet?version=0',
        '/container',
        '/signatures',
      ].map((end) => get(act.path + end)),
      ...files.map((id) => get(`${act.path}/files/${id}`)),
      ...signatures.flatMap((id) =>
        ['statement', 'manifest', 'signature'].map((part) => get(`${act.path}/signatures/${id}/${part}`)),
      ),
      post(`${act.path}/send`, { revision: 1 }),
      ...['recall', 'discard', 'versions'].map((deed) => post(`${act.path}/${deed}`)),
      { method: 'PATCH', path: act.path, body: { ...requisites, revision: 1 } },
      ...steps.flatMap((id) =>
        DECISIONS.map((deed) => post(`/api/agreements/steps/${id}/${deed}`, bodies()[deed])),
      ),
      ...reviews.map((id) => post(`/api/agreements/reviews/${id}/hand-over`, { executorId: newId() })),
    ];
  }

  async function readersNow(): Promise<PersonName[]> {
    const answers = await Promise.all(ALL_PEOPLE.map(async (name) => (await portal.as(name)).get(act.path)));
    return ALL_PEOPLE.filter((_, index) => answers[index]?.status === 200);
  }

  /** No address of the act tells `names` that it is there, and nothing is changed by asking. */
  async function expectHidden(names: readonly PersonName[]): Promise<void> {
    const before = await portal.fingerprint();
    const all = await addresses();
    for (const name of names) {
      const person = await portal.as(name);
      const answers = await Promise.all(all.map(({ method, path, body }) => person.send(method, path, body)));
      const told = all.flatMap(({ method, path }, index) => {
        const answer = answers[index] && refusalOf(answers[index]);
        return answer === '404 NOT_FOUND' ? [] : [`${name} ${method} ${path}: ${answer}`];
      });
      expect(told).toEqual([]);
    }
    const strangers = await Promise.all(
      all.map(({ method, path, body }) => portal.stranger.send(method, path, body)),
    );
    expect(new Set(strangers.map(refusalOf))).toEqual(new Set(['401 UNAUTHENTICATED']));
    expect(await portal.fingerprint()).toBe(before);
  }

  test('775:14 a draft: its initiator, nobody else, not even his head', async () => {
    expect(await readersNow()).toEqual(['developer.specialist']);
    await expectHidden(['developer.unitHead', 'developer.head', 'developer.colleague', 'outside.officer']);
    await act.send();
  });

  test.each(STAGES)('775:15-18 while $kind waits in $body', async ({ kind, body, readers }) => {
    await act.until(kind, body);
    expect(new Set(await readersNow())).toEqual(new Set(readers));
    const others = ALL_PEOPLE.filter((name) => !readers.includes(name));
    // Of those who are nearest to it, and of another body, one each.
    const asked: PersonName[] = [
      'developer.colleague',
      'developer.lawyer',
      'finance.colleague',
      'justice.unitHead',
      'outside.head',
    ];
    await expectHidden([...asked.filter((name) => others.includes(name))]);
  });

  test('775:22 when all have agreed: the same people, and the route inside each body is open to them', async () => {
    await act.toTheEnd();
    const inJustice: PersonName[] = ['justice.unitHead', 'justice.specialist', 'justice.secondHead'];
    expect(new Set(await readersNow())).toEqual(new Set([...dispatched, ...inFinance, ...inJustice]));
    await expectHidden(['developer.colleague', 'finance.lawyer', 'outside.head', 'outside.legalHead']);
    const { version } = await (await portal.as('justice.secondHead')).card(act.id);
    expect(version.reviews.map((review) => review.inner?.steps.length)).toEqual([7, 7]);
  });

  test('a file or a signature of one act has no address under another', async () => {
    const other = await Act.draft(portal);
    const { version } = await act.author.card(act.id);
    const [file] = version.files;
    const signature = version.steps.find((step) => step.signature)?.signature;
    const answers = await Promise.all([
      act.author.get(`${other.path}/files/${file?.id}`),
      act.author.get(`${other.path}/signatures/${signature?.id}/statement`),
      act.author.get(`${act.path}/files/${newId()}`),
      act.author.get(`${act.path}/signatures/${newId()}/statement`),
    ]);
    expect(answers.map(refusalOf)).toEqual(Array.from({ length: 4 }, () => '404 NOT_FOUND'));
  });

  test('775:19 files of a new version stay with the developer body until it is dispatched', async () => {
    const next = await Act.at(portal, 'registration', 'finance');
    next.outcomes.finance = { outcome: 'refused', reason: 'Жоқ' };
    await next.toTheEnd();
    await next.author.post(`${next.path}/versions`);
    const added = await next.author.upload('Жаңа.pdf');
    const { kind: _kind, ...requisites } = completeCard(portal);
    const { revision } = await next.author.card(next.id);
    const edited = { ...requisites, title: 'Құпия атау', fileIds: [added.id], revision };
    expect((await next.author.patch(next.path, edited)).status).toBe(200);
    const reader = await portal.as('finance.head');
    expect(refusalOf(await reader.get(`${next.path}/files/${added.id}`))).toBe('404 NOT_FOUND');
    expect(refusalOf(await reader.get(`${next.path}?version=1`))).toBe('404 NOT_FOUND');
    for (const path of [next.path, `${next.path}/history`, '/api/agreements', '/api/agreements?q=құпия']) {
      expect((await reader.get(path)).text).not.toContain('Құпия атау');
    }
    expect((await (await portal.as('developer.head')).get(`${next.path}/files/${added.id}`)).status).toBe(
      200,
    );
  });
});
