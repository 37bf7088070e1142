import { problem } from '#contracts';
import { Audit, newId } from '#kernel';
import type { Answer } from '#testing';
import { Act, AUTHOR, completeCard } from './testing/act.fixture.js';
import type { BodyName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, refusalOf } from './testing/portal.fixture.js';

/** Texts that a database, a JSON column or a page could choke on. */
const HOSTILE_TEXTS = {
  'the character zero': 'а\u0000б',
  'a control character': 'а\u0007б',
  'half a surrogate pair': 'а\ud800б',
  'text that turns its direction': 'а\u202eб',
};
const ID = '019d0000-0000-7000-8000-000000000000';
const cursorOf = (json: string) => Buffer.from(json).toString('base64url');
const tooLong = (length: number) => 'ы'.repeat(length + 1);

describe('bad input gets a clear refusal', () => {
  let portal: Portal;
  let author: Person;

  beforeAll(async () => {
    portal = await Portal.start();
    author = await portal.as(AUTHOR);
  });

  afterAll(() => portal?.close());

  /** Refused as the request's own fault, in problem+json, naming the field where `path` is given. */
  function expectRefused(answer: Answer, path?: string): void {
    expect([answer.status, answer.text]).toEqual([400, expect.any(String)]);
    const { code, fields = [] } = problem.strict().parse(answer.json);
    expect(['VALIDATION_FAILED', 'MALFORMED_REQUEST']).toContain(code);
    if (path) expect(fields.map((field) => field.path)).toContain(path);
  }

  describe('a card (775:14)', () => {
    const make = (parts: Record<string, unknown>) =>
      author.post('/api/agreements', { ...completeCard(portal), id: newId(), ...parts });

    test.each(Object.entries(HOSTILE_TEXTS))('with %s in a text', async (_, text) => {
      expectRefused(await make({ title: text }), 'title');
      expectRefused(await make({ description: text }), 'description');
    });

    const wrong: [string, string, unknown][] = [
      ['id', 'no UUID', 'не id'],
      ['id', 'a UUID that is cut off', '00000000-0000-0000-0000-00000000000'],
      ['kind', 'none of the three', 'constitution'],
      ['language', 'not one of acts', 'en'],
      ['title', 'blank', '   '],
      ['title', 'too long', tooLong(1000)],
      ['title', 'a number', 42],
      ['title', 'a list', ['а']],
      ['description', 'too long', tooLong(10_000)],
      ['internalTermDays', 'nothing', 0],
      ['internalTermDays', 'not whole', 1.5],
      ['internalTermDays', 'endless', 1e9],
      ['internalTermDays', 'a text', '3'],
      ['fileIds', 'too many', Array.from({ length: 31 }, newId)],
      ['approvingBodyIds', 'too many', Array.from({ length: 41 }, newId)],
      ['interestedUnitIds', 'ten thousand', Array.from({ length: 10_000 }, newId)],
      ['legalHeadId', 'an object', {}],
    ];
    test.each(wrong.map(([field, fault, value]) => ({ field, fault, value })))(
      'whose $field is $fault',
      async ({ field, value }) => {
        expectRefused(await make({ [field]: value }), field);
      },
    );

    test('that names one thing twice', async () => {
      const id = newId();
      for (const field of ['fileIds', 'interestedUnitIds', 'approvingBodyIds']) {
        expectRefused(await make({ [field]: [id, id] }), field);
      }
    });

    test('names every broken field at once', async () => {
      const answer = await make({ title: '', kind: 'x', language: 'x', internalTermDays: -1 });
      const paths = problem.parse(answer.json).fields?.map((field) => field.path);
      expect(paths?.sort()).toEqual(['internalTermDays', 'kind', 'language', 'title']);
    });

    test('may say any other thing in any alphabet, and says it again byte for byte', async () => {
      const text = 'Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і «№ 5» — <script>alert(1)</script> \\ " \' % _ 🙂 𠮷';
      const id = newId();
      expectStatus(await make({ id, title: text, description: `${text}\n\t${text}` }), 201);
      const card = await author.card(id);
      expect([card.title, card.description]).toEqual([text, `${text}\n\t${text}`]);
      const found = await author.get(`/api/agreements?q=${encodeURIComponent('% _ 🙂')}`);
      expect(found.text).toContain(id);
    });
  });

  describe('a request that is no card at all', () => {
    const bodies: [string, string][] = [
      ['nothing', ''],
      ['no JSON', '{"title":'],
      ['a list', '[]'],
      ['a word', '"card"'],
      ['null', 'null'],
      ['a prototype', '{"__proto__":{"id":"1"},"constructor":{"prototype":{}}}'],
      ['ten thousand brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
      ['a number that is none', '{"internalTermDays":1e999}'],
    ];
    test.each(bodies.map(([shape, body]) => ({ shape, body })))('$shape', async ({ body }) => {
      expectRefused(await author.post('/api/agreements', body));
    });

    test('more than the portal takes', async () => {
      const huge = await author.post('/api/agreements', { title: 'ы'.repeat(3 * 1024 * 1024) });
      expect(refusalOf(huge)).toBe('413 PAYLOAD_TOO_LARGE');
    });
  });

  describe('the list', () => {
    const queries = [
      'limit=0',
      'limit=101',
      'limit=-1',
      'limit=x',
      'state=lost',
      'kind=law',
      'view=perhaps',
      'cursor=abc',
      `cursor=${cursorOf('["2026-01-01T00:00:00.000Z","1"]')}`,
      `cursor=${cursorOf(`["0000-00-00T00:00:00Z","${ID}"]`)}`,
      `cursor=${cursorOf('{"a":1}')}`,
      `q=${'a'.repeat(201)}`,
      'q=%00',
      'limit=5&limit=6',
    ];
    test.each(queries.map((query) => ({ query, shown: query.slice(0, 60) })))(
      'asked for with $shown',
      async ({ query }) => {
        expectRefused(await author.get(`/api/agreements?${query}`));
      },
    );

    test.each(['-1', '1.5', 'x', '99999999999', '1e3x'])('a card in version %s', async (version) => {
      const act = await Act.draft(portal);
      expectRefused(await author.get(`${act.path}?version=${version}`));
    });
  });

  describe('decisions on steps', () => {
    let acts: Partial<Record<'agree' | 'register' | 'assign' | 'opinion' | 'outcome' | 'sign', Act>>;

    beforeAll(async () => {
      acts = {
        agree: await Act.at(portal, 'unit_agreement'),
        sign: await Act.at(portal, 'legal_visa'),
        register: await Act.at(portal, 'registration', 'finance'),
        assign: await Act.at(portal, 'assignment', 'finance'),
        opinion: await Act.at(portal, 'opinion', 'finance'),
        outcome: await Act.at(portal, 'outcome', 'finance'),
      };
    });

    async function decide(deed: keyof typeof acts | 'return', body: unknown): Promise<Answer> {
      const act = acts[deed === 'return' ? 'agree' : deed];
      const at: BodyName = ['agree', 'sign', 'return'].includes(deed) ? 'developer' : 'finance';
      const [step] = (await act?.openSteps(at)) ?? [];
      const person = await portal.as(step?.assignees[0] ?? AUTHOR);
      return person.post(`/api/agreements/steps/${step?.id}/${deed}`, body);
    }

    const remark = (parts: Record<string, unknown>) => ({
      outcome: 'with_remarks',
      remarks: [{ point: '1', text: 'а', proposal: 'ә', ...parts }],
    });
    const remarks = (count: number) => ({
      outcome: 'with_remarks',
      remarks: Array.from({ length: count }, () => ({ point: null, text: 'а', proposal: 'ә' })),
    });

    test.each(Object.entries(HOSTILE_TEXTS))('with %s in a text', async (_, text) => {
      const before = await portal.fingerprint();
      expectRefused(await decide('agree', { comment: text }), 'comment');
      expectRefused(await decide('return', { reason: text }), 'reason');
      expectRefused(await decide('register', { term: { workingDays: 3 }, basis: text }), 'basis');
      expectRefused(
        await decide('register', { term: { workingDays: 3 }, incomingNumber: text }),
        'incomingNumber',
      );
      const responsibleUnitId = portal.known.unitId('finance', 'main');
      expectRefused(await decide('assign', { responsibleUnitId, comment: text }), 'comment');
      for (const deed of ['opinion', 'outcome'] as const) {
        expectRefused(await decide(deed, { outcome: 'refused', reason: text }), 'reason');
        for (const field of ['point', 'text', 'proposal']) {
          expectRefused(await decide(deed, remark({ [field]: text })), `remarks.0.${field}`);
        }
      }
      expect(await portal.fingerprint()).toBe(before);
    });

    const wrong: [keyof typeof acts | 'return', string, unknown][] = [
      ['agree', 'too long a comment', { comment: tooLong(5000) }],
      ['agree', 'a number for a comment', { comment: 1 }],
      ['return', 'no reason', {}],
      ['return', 'a blank reason', { reason: '  ' }],
      ['return', 'too long a reason', { reason: tooLong(5000) }],
      ['register', 'no term', {}],
      ['register', 'an empty term', { term: {} }],
      ['register', 'no working day', { term: { workingDays: 0 } }],
      ['register', 'too many working days', { term: { workingDays: 61 } }],
      ['register', 'half a day', { term: { workingDays: 2.5 } }],
      ['register', 'a day that is none', { term: { until: '2026-02-30' } }],
      ['register', 'a day in another form', { term: { until: '31.03.2026' } }],
      ['register', 'a day too far', { term: { until: '99999-01-01' } }],
      ['register', 'too long a basis', { term: { workingDays: 3 }, basis: tooLong(500) }],
      ['register', 'too long a number', { term: { workingDays: 3 }, incomingNumber: tooLong(50) }],
      ['assign', 'no unit', {}],
      ['assign', 'a unit by name', { responsibleUnitId: 'main' }],
      [
        'assign',
        'too many units',
        { responsibleUnitId: newId(), interestedUnitIds: Array.from({ length: 31 }, newId) },
      ],
      ['opinion', 'an outcome of its own', { outcome: 'perhaps' }],
      ['outcome', 'no outcome', {}],
      ['outcome', 'too long a reason', { outcome: 'refused', reason: tooLong(5000) }],
      ['outcome', 'too long a remark', remark({ text: tooLong(5000) })],
      ['outcome', 'a remark without proposal', remark({ proposal: '' })],
      ['outcome', 'too long a point', remark({ point: tooLong(100) })],
      ['outcome', 'one remark too many', remarks(201)],
      ['outcome', 'ten thousand remarks', remarks(10_000)],
      ['outcome', 'remarks that are no list', { outcome: 'with_remarks', remarks: { length: 1 } }],
      ['sign', 'nothing', {}],
      ['sign', 'no signature', { preparationId: newId() }],
      ['sign', 'an empty signature', { preparationId: newId(), signature: '' }],
      ['sign', 'what is not base64', { preparationId: newId(), signature: 'не base64' }],
      ['sign', 'more than a signature can be', { preparationId: newId(), signature: 'A'.repeat(1_500_000) }],
    ];
    test.each(wrong.map(([deed, fault, body]) => ({ deed, fault, body })))(
      '$deed with $fault',
      async ({ deed, body }) => {
        const before = await portal.fingerprint();
        expectRefused(await decide(deed, body));
        expect(await portal.fingerprint()).toBe(before);
      },
    );

    test('775:16 units and people of elsewhere are named as what they are', async () => {
      const own = portal.known.unitId('finance', 'main');
      const foreign = portal.known.unitId('justice', 'main');
      const before = await portal.fingerprint();
      const cases = [
        [{ responsibleUnitId: foreign }, '422 UNIT_OF_OTHER_BODY'],
        [{ responsibleUnitId: newId() }, '422 UNIT_OF_OTHER_BODY'],
        [{ responsibleUnitId: own, interestedUnitIds: [foreign] }, '422 UNIT_OF_OTHER_BODY'],
        [{ responsibleUnitId: own, executorId: newId() }, '422 PERSON_OF_OTHER_UNIT'],
        [
          { responsibleUnitId: own, executorId: portal.knownAs('finance.lawyer').id },
          '422 PERSON_OF_OTHER_UNIT',
        ],
        [{ responsibleUnitId: portal.known.unitId('finance', 'leadership') }, '422 UNIT_WITHOUT_HEAD'],
      ] as const;
      for (const [body, refusal] of cases) expect(refusalOf(await decide('assign', body))).toBe(refusal);
      expect(await portal.fingerprint()).toBe(before);
    });

    test('two hundred long remarks are taken, and read again as they were', async () => {
      const act = acts.outcome ?? (await Act.at(portal, 'outcome', 'finance'));
      const long = { point: '1', text: 'Ә'.repeat(5000), proposal: 'ә'.repeat(1000) };
      const body = { outcome: 'with_remarks', remarks: Array.from({ length: 200 }, () => long) };
      expectStatus(await decide('outcome', body), 200);
      const executor = await portal.as('finance.specialist');
      const [review] = (await executor.card(act.id)).version.reviews;
      const steps = review?.inner?.steps ?? [];
      expect(steps.find((step) => step.kind === 'outcome')?.remarks.at(-1)).toMatchObject({
        ordinal: 200,
        ...long,
      });
    });
  });

  test('after all of it every history opens and the record holds', async () => {
    const acts = await portal.database.dataSource.query<{ id: string }[]>(
      'SELECT id FROM agreements.draft_act',
    );
    for (const { id } of acts) expectStatus(await author.get(`/api/agreements/${id}/history`), 200);
    expect(await portal.app.get(Audit).verify()).toEqual({ entries: expect.any(Number) });
  });
});
