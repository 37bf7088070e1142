import pg from 'pg';
import type { SessionView, VersionState } from '#contracts';
import { newId } from '#kernel';
import { Act, AUTHOR, completeCard, REMARKS } from '../../../api/src/testing/act.fixture.js';
import { expectStatus, type Person, Portal } from '../../../api/src/testing/portal.fixture.js';
import { type FloorReader, FloorReads, readerOf } from './floor-reads.js';
import { INBOX_QUESTIONS } from './inbox-questions.js';

/** Where the acts that are measured stand. */
const WAYS: Partial<Record<VersionState, (act: Act) => Promise<void>>> = {
  draft: async () => undefined,
  units: (act) => act.send(),
  head_signature: async (act) => {
    await act.send();
    await act.until('developer_signature');
  },
  // One body has settled what it says, the other has it in work.
  at_bodies: async (act) => {
    await act.send();
    await act.until('registration', 'finance');
    await act.toTheEnd('finance');
  },
  with_remarks: async (act) => {
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.toTheEnd();
  },
  agreed: async (act) => {
    await act.send();
    await act.toTheEnd();
  },
};

/** Else the bench would find out alone that it no longer measures two servers that do the same. */
describe('the bare server answers what the portal answers, byte for byte', () => {
  let portal: Portal;
  let author: Person;
  let pool: pg.Pool;
  let reads: FloorReads;
  let reader: FloorReader;

  beforeAll(async () => {
    portal = await Portal.start();
    author = await portal.as(AUTHOR);
    pool = new pg.Pool({ connectionString: portal.database.url });
    reads = new FloorReads(pool);
    reader = readerOf((await author.get('/api/session')).json as SessionView);
  });

  afterAll(async () => {
    await pool?.end();
    await portal?.close();
  });

  const answered = async (path: string) => expectStatus(await author.get(path), 200).text;

  test.each(Object.entries(WAYS))('the card of an act in the state %s', async (state, way) => {
    const act = await Act.draft(portal);
    await way(act);
    expect(await act.state()).toBe(state);
    expect(await reads.card(reader, act.id)).toBe(await answered(act.path));
  });

  test('the list of these acts, and the first page of one that goes on', async () => {
    const listed = await answered('/api/agreements?limit=25');
    expect(JSON.parse(listed)).toMatchObject({
      items: { length: Object.keys(WAYS).length },
      nextCursor: null,
    });
    expect(await reads.list(reader)).toBe(listed);
    for (let more = 0; more < 25; more += 1) {
      expectStatus(
        await author.post('/api/agreements', { ...completeCard(portal), fileIds: [], id: newId() }),
        201,
      );
    }
    const paged = await answered('/api/agreements?limit=25');
    expect(JSON.parse(paged)).toMatchObject({ nextCursor: expect.any(String) });
    expect(await reads.list(reader)).toBe(paged);
  });

  test.each(INBOX_QUESTIONS)('the inbox asked by $query', async ({ query }) => {
    const asked = await answered(`/api/inbox?${query}`);
    expect(await reads.inbox(reader, query)).toBe(asked);
  });
});
