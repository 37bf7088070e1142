import { inboxAbout } from '#contracts';
import { newId } from '#kernel';
import type { TestClient, TestEmployee } from '#testing';
import { InboxPortal } from './inbox-portal.fixture.js';

describe('what is asked of the reader about one thing', () => {
  let portal: InboxPortal;
  let reader: TestEmployee;
  let client: TestClient;
  const act = newId();

  beforeAll(async () => {
    portal = await InboxPortal.start();
  });
  afterAll(() => portal?.close());
  beforeEach(async () => {
    ({ employee: reader, client } = await portal.reader());
  });

  async function about(subjectId: string) {
    const answer = await client.get(`/api/inbox/about?subject=${subjectId}`);
    expect(answer.status).toBe(200);
    return inboxAbout.strict().parse(answer.json).items;
  }

  test('has the verbs with their terms, the nearest first; not what he is told, nor what others are asked', async () => {
    const other = await portal.population.makeEmployee();
    const dueAt = new Date('2026-03-20T13:00:00Z');
    const subjectId = newId();
    await portal.put(portal.task([reader.id], { subjectId, verb: 'write_positions' }));
    await portal.put(portal.task([reader.id], { subjectId, verb: 'place_new_version', dueAt }));
    await portal.put(portal.task([reader.id], { subjectId, verb: 'all_agreed', needs: 'information' }));
    await portal.put(portal.task([reader.id], { verb: 'write_letter' }));
    await portal.put(portal.task([other.id], { subjectId, verb: 'consider_answers' }));
    expect((await about(subjectId)).map((item) => [item.verb, item.dueAt])).toEqual([
      ['place_new_version', dueAt.toISOString()],
      ['write_positions', null],
    ]);
  });

  test('is nothing once it was done, and of a thing that he knows nothing of', async () => {
    const task = portal.task([reader.id], { subjectId: act, verb: 'consider_answers' });
    await portal.put(task);
    await portal.tx.run(() => portal.inbox.close(task.key, null));
    expect(await about(act)).toEqual([]);
    expect(await about(newId())).toEqual([]);
    expect((await client.get('/api/inbox/about?subject=all')).status).toBe(400);
  });
});
