import { type ActCard, type ActList, actCard, actList, OUTCOMES } from '#contracts';
import { Directory } from '#directory';
import { SubjectReaders } from '#inbox';
import { scopesOf } from '#kernel';
import type { Answer } from '#testing';
import { Act } from './testing/act.fixture.js';
import { ALL_PEOPLE, type PersonName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, parsed } from './testing/portal.fixture.js';

const ACTS = 14;
const MOST_MOVES = 40;
/** Any other seed makes other acts, of which the same must hold. */
const SEED = 775;

/** mulberry32: numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What one of the population is shown: his list, and for each act what its address answered. */
interface View {
  readonly name: PersonName;
  readonly bodyId: string;
  readonly list: ActList['items'];
  readonly answers: Answer[];
  readonly cards: ActCard[];
}

describe('what the list shows and what the card opens, over acts at random stages', () => {
  const random = randomFrom(SEED);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const acts: Act[] = [];
  const views: View[] = [];
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start();
    for (let index = 0; index < ACTS; index += 1) {
      const act = await Act.draft(portal, {}, pick(['developer', 'finance'] as const));
      for (const body of ['developer', 'finance', 'justice'] as const) {
        const outcome = pick(OUTCOMES) ?? 'agreed';
        const remarks = outcome === 'with_remarks' ? [{ point: null, text: 'а', proposal: 'ә' }] : [];
        act.outcomes[body] = { outcome, reason: 'Негіз', remarks };
      }
      if (random() < 0.9) await act.send();
      const moves = random() * MOST_MOVES;
      for (let move = 0; move < moves; move += 1) await moveOn(act);
      acts.push(act);
    }
    for (const name of ALL_PEOPLE) {
      const person = await portal.as(name);
      const answers = await Promise.all(acts.map((act) => person.get(act.path)));
      const cards = answers.flatMap((answer) => (answer.status === 200 ? [parsed(actCard, answer)] : []));
      views.push({ name, bodyId: person.known.bodyId, list: await listOf(person), answers, cards });
    }
  });

  afterAll(() => portal?.close());

  /** Something that can be done with the act now: mostly a step forward, now and then back. */
  async function moveOn(act: Act): Promise<void> {
    const step = pick(await act.openSteps());
    if (!step) {
      const end = random() < 0.8 ? 'send' : 'discard';
      const placed = await act.author.post(`${act.path}/versions`);
      const opened = await act.author.get(act.path);
      const revision = opened.status === 200 ? parsed(actCard, opened).revision : 1;
      if (random() < 0.7) await act.author.post(`${act.path}/${end}`, { revision });
      expect([201, 404, 409]).toContain(placed.status);
      return;
    }
    const assignee = await portal.as(pick(step.assignees) ?? 'developer.head');
    const chance = random();
    if (chance < 0.06) {
      await assignee.post(`/api/agreements/steps/${step.id}/return`, { reason: 'Қайта қарау' });
    } else if (chance < 0.1) {
      await act.author.post(`${act.path}/recall`);
    } else {
      expectStatus(await act.decide(step, assignee.known.name), 200);
    }
  }

  /** The whole list of a reader, turned a few at a time. */
  async function listOf(person: Person): Promise<ActList['items']> {
    const items: ActList['items'] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: ActList = parsed(actList, await person.get(`/api/agreements?limit=7${query}`));
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }

  test('the acts stand at many stages', async () => {
    const states = await portal.database.dataSource.query<{ state: string }[]>(
      'SELECT DISTINCT state FROM agreements.act_version',
    );
    expect(states.length).toBeGreaterThanOrEqual(6);
  });

  test('775:6 everybody’s list holds the acts whose cards open for him, each once, and no other', () => {
    for (const { name, list, answers } of views) {
      const opened = answers.flatMap(({ status }, index) => (status === 200 ? [acts[index]?.id] : []));
      expect([name, list.map((item) => item.id).sort()]).toEqual([name, opened.sort()]);
      expect(answers.filter(({ status }) => status !== 200 && status !== 404)).toEqual([]);
    }
    expect(views.filter(({ name, list }) => name.startsWith('outside.') && list.length > 0)).toEqual([]);
  });

  test('the inbox asks by the same rule whom it may tell of an act', async () => {
    const readers = portal.app.get(SubjectReaders);
    for (const { name, answers } of views) {
      const person = await portal.as(name);
      const employee = await portal.app.get(Directory).employee(person.id);
      if (!employee) throw new Error(`${name} is not in the directory.`);
      const scopes = scopesOf({ ...employee, employeeId: employee.id });
      const may = await Promise.all(acts.map(({ id }) => readers.mayRead('agreements', id, scopes)));
      expect([name, may]).toEqual([name, answers.map(({ status }) => status === 200)]);
    }
  });

  test('the list says of each act what its card says: title, number, state, whose turn it is', () => {
    for (const { name, list, cards } of views) {
      for (const item of list) {
        const card = cards.find((one) => one.id === item.id);
        expect({ name, ...item }).toMatchObject({
          name,
          title: card?.title,
          kind: card?.kind,
          number: card?.version.number,
          state: card?.version.state,
          initiatorName: card?.initiator.fullName,
          myTurn: card?.turn.length !== 0,
        });
      }
    }
  });

  test('775:15 nobody outside the developer body is shown a version that was not dispatched', () => {
    for (const { bodyId, cards } of views) {
      for (const card of cards.filter((one) => one.developerBody.id !== bodyId)) {
        expect(card.version.dispatchedAt).not.toBeNull();
        expect(card.versions.filter((version) => version.dispatchedAt === null)).toEqual([]);
        expect(card.version.steps.filter((step) => step.state !== 'done')).toEqual([]);
      }
    }
  });

  test('775:17 what a body thinks is its own until its head has signed', () => {
    const reviews = views.flatMap(({ bodyId, cards }) =>
      cards.flatMap((card) => card.version.reviews.filter((review) => review.body.id !== bodyId)),
    );
    const unsettled = reviews.filter((review) => review.state !== 'settled');
    expect(unsettled.length).toBeGreaterThan(0);
    for (const review of unsettled) {
      expect(review).toMatchObject({
        outcome: null,
        reason: null,
        remarks: [],
        inner: null,
        signature: null,
      });
    }
  });

  test('the last changed comes first, and one’s own can be asked for alone', async () => {
    const author = await portal.as('developer.specialist');
    const all = await listOf(author);
    expect(all.map((item) => item.updatedAt)).toEqual(
      all
        .map((item) => item.updatedAt)
        .sort()
        .reverse(),
    );
    const own = actList.parse((await author.get('/api/agreements?view=mine&limit=100')).json).items;
    expect(new Set(own.map((item) => item.initiatorName)).size).toBe(1);
    const found = actList.parse((await author.get('/api/agreements?q=%25&limit=100')).json);
    expect(found.items).toEqual([]);
  });
});
