import type { INestApplicationContext } from '@nestjs/common';
import { actList } from '#contracts';
import { newId } from '#kernel';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import {
  documented,
  drawUp,
  EXECUTOR,
  insistOn,
  moveProtocol,
  signProtocol,
} from './testing/dispute.fixture.js';
import { agreedAct, openOffice, sendLetter } from './testing/office.fixture.js';
import type { BodyName, PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed } from './testing/portal.fixture.js';

const READERS: Partial<Record<BodyName, PersonName>> = {
  developer: 'developer.head',
  finance: 'finance.head',
  justice: 'justice.head',
};

let portal: Portal;
let worker: INestApplicationContext;

beforeAll(async () => {
  portal = await Portal.start();
  worker = await portal.startWorker();
});

afterAll(async () => {
  await worker?.close();
  await portal?.close();
});

/**
 * Bodies in whose view "waiting for us" the act stands; the same bodies in whose inboxes it stands, whatever is asked there:
 * what a body is asked for is what waits for it.
 */
async function waitsFor(act: Act): Promise<string[]> {
  const bodies: string[] = [];
  for (const [body, reader] of Object.entries(READERS)) {
    const answer = await (await portal.as(reader)).get('/api/agreements?limit=50&view=waiting');
    if (parsed(actList, expectStatus(answer, 200)).items.some(({ id }) => id === act.id)) bodies.push(body);
  }
  const asked = Object.keys(await act.turns()).map((name) => name.split('.')[0] ?? '');
  expect(bodies).toEqual([...new Set(asked)].sort());
  return bodies;
}

async function suggest(act: Act): Promise<void> {
  const officer = await portal.as('finance.officer');
  const { ownReviewId } = await officer.card(act.id);
  const named = { bodyId: portal.known.bodyIds.outside, reason: 'Құзыретіне жатады' };
  expectStatus(await officer.post(`/api/agreements/reviews/${ownReviewId}/suggest`, named), 200);
}

async function declineSuggestion(act: Act): Promise<void> {
  const [suggestion] = (await act.author.card(act.id)).version.suggestions;
  const answer = { accept: false, reason: 'Қажет емес' };
  expectStatus(await act.author.post(`/api/agreements/suggestions/${suggestion?.id}/decide`, answer), 200);
}

describe('what waits for a body is what its people are asked for', () => {
  test('of the developer: its units, then a draft that came back, but none that was never sent', async () => {
    const act = await Act.draft(portal);
    expect(await waitsFor(act)).toEqual([]);
    await act.send();
    expect(await waitsFor(act)).toEqual(['developer']);
    await act.sendBack('unit_agreement', 'developer', 'Толық емес');
    expect(await act.openSteps()).toEqual([]);
    expect(await waitsFor(act)).toEqual(['developer']);
  });

  test('775:20 of the developer while the bodies have it: who asks for another body, or for more time', async () => {
    const act = await Act.at(portal, 'assignment', 'finance');
    expect(await waitsFor(act)).toEqual(['finance', 'justice']);
    await suggest(act);
    expect(await waitsFor(act)).toEqual(['developer', 'finance', 'justice']);
    await declineSuggestion(act);
    expect(await waitsFor(act)).toEqual(['finance', 'justice']);
    const officer = await portal.as('finance.officer');
    const { ownReviewId } = await officer.card(act.id);
    const more = { workingDays: 3, reason: 'Көлемі үлкен' };
    expectStatus(await officer.post(`/api/agreements/reviews/${ownReviewId}/ask-prolongation`, more), 200);
    expect(await waitsFor(act)).toEqual(['developer', 'finance', 'justice']);
  });

  test('775:17.2 of either side of the talk about remarks: answers while others still consider it', async () => {
    const act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.until('registration', 'finance');
    await act.toTheEnd('finance');
    expect(await waitsFor(act)).toEqual(['developer', 'justice']);
    const remarks = (await act.remarks()).items.map(({ id, revision }) => ({ id, revision }));
    const answer = { remarks, position: 'not_accepted', reasons: 'Бюджетте қаражат жоқ' };
    expectStatus(await act.author.send('PUT', `${act.path}/remarks/answers`, answer), 200);
    expectStatus(await act.author.post(`${act.path}/remarks/answers/send`), 200);
    expect(await waitsFor(act)).toEqual(['finance', 'justice']);
  });

  test('775:19, 21 of either side of a protocol, and of the developer until he places a new version', async () => {
    const act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.toTheEnd();
    expect(await waitsFor(act)).toEqual(['developer']);
    await insistOn(act);
    await drawUp(act);
    expect(await waitsFor(act)).toEqual(['developer']);
    expectStatus(await moveProtocol(act, AUTHOR, 'pass'), 204);
    expect(await waitsFor(act)).toEqual(['developer', 'finance']);
    expectStatus(await moveProtocol(act, EXECUTOR, 'fix'), 204);
    const fixed = await documented(act);
    expect(await waitsFor(act)).toEqual(['developer', 'finance']);
    expectStatus((await signProtocol(await portal.as('finance.head'), fixed)).answer, 204);
    expect(await waitsFor(act)).toEqual(['developer']);
    expectStatus(await act.author.post(`${act.path}/versions`, { id: newId() }), 201);
    expect(await waitsFor(act)).toEqual(['developer']);
  });

  test('775:22 of the developer: the letter to the Office, until it is sent', async () => {
    await openOffice(portal);
    const act = await agreedAct(portal);
    expect(await waitsFor(act)).toEqual(['developer']);
    await sendLetter(act);
    expect((await act.openSteps()).map(({ kind }) => kind)).toEqual(['letter_signature']);
    expect(await waitsFor(act)).toEqual(['developer']);
  });

  test('of nobody once it is withdrawn, in whatever talk it was', async () => {
    const act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.toTheEnd();
    await insistOn(act);
    await drawUp(act);
    expectStatus(await moveProtocol(act, AUTHOR, 'pass'), 204);
    expect(await waitsFor(act)).toEqual(['developer', 'finance']);
    expectStatus(await act.author.post(`${act.path}/withdraw`, { reason: 'Қажеттілігі жоқ' }), 200);
    expect(await waitsFor(act)).toEqual([]);
  });
});
