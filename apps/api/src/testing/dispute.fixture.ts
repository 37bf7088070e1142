import { type Preparation, type Protocol, preparation, protocols } from '#contracts';
import { newId } from '#kernel';
import { type Answer, eventually } from '#testing';
import { type Act, AUTHOR } from './act.fixture.js';
import type { BodyName, PersonName } from './people.fixture.js';
import { expectStatus, type Person, parsed } from './portal.fixture.js';

/** Speaks for finance about its remarks. */
export const EXECUTOR: PersonName = 'finance.specialist';

/** The developer accepts no remark of finance, which insists on each (775:19). */
export async function insistOn(act: Act, reasons = 'Заң талабы'): Promise<void> {
  const placed = (await act.remarks()).items.filter(({ can }) => can.answer);
  const remarks = placed.map(({ id, revision }) => ({ id, revision }));
  const answer = { remarks, position: 'not_accepted', reasons: 'Бюджетте қаражат жоқ' };
  expectStatus(await act.author.send('PUT', `${act.path}/remarks/answers`, answer), 200);
  expectStatus(await act.author.post(`${act.path}/remarks/answers/send`), 200);
  const own = (await act.remarks(EXECUTOR)).items.filter(({ can }) => can.reply);
  const insist = { remarks: own.map(({ id, revision }) => ({ id, revision })), reply: 'insist', reasons };
  expectStatus(await (await act.portal.as(EXECUTOR)).post(`${act.path}/remarks/replies`, insist), 200);
}

/** The protocols of an act as somebody is shown them. */
export async function protocolsOf(act: Act, as: PersonName): Promise<Protocol[]> {
  const answer = await (await act.portal.as(as)).get(`${act.path}/protocols`);
  return parsed(protocols, expectStatus(answer, 200)).items;
}

/** The newest of them. */
export async function protocolOf(act: Act, as: PersonName = AUTHOR): Promise<Protocol> {
  const [protocol] = await protocolsOf(act, as);
  if (!protocol) throw new Error(`${as} is shown no protocol.`);
  return protocol;
}

/** The developer draws one up. */
export async function drawUp(act: Act, withBody: BodyName = 'finance'): Promise<Protocol> {
  const body = { id: newId(), bodyId: act.portal.known.bodyIds[withBody] };
  expectStatus(await act.author.post(`${act.path}/protocols`, body), 200);
  return protocolOf(act);
}

export async function moveProtocol(act: Act, as: PersonName, verb: 'pass' | 'fix' | 'drop'): Promise<Answer> {
  const { id, revision } = await protocolOf(act, as);
  return (await act.portal.as(as)).post(`/api/agreements/protocols/${id}/moves/${verb}`, { revision });
}

/** Waits until the worker has made the document that the heads sign. */
export function documented(act: Act, as: PersonName = AUTHOR): Promise<Protocol> {
  return eventually(async () => {
    const protocol = await protocolOf(act, as);
    if (!protocol.file) throw new Error('The document of the protocol is not made yet.');
    return protocol;
  }, 20_000);
}

/** A head signs the document with his key. */
export async function signProtocol(
  head: Person,
  { id }: Pick<Protocol, 'id'>,
  identity = head.identity,
): Promise<{ prepared: Preparation; answer: Answer }> {
  const path = `/api/agreements/protocols/${id}`;
  const prepared = parsed(preparation, expectStatus(await head.post(`${path}/prepare`), 200));
  const signature = head.cmsOf(prepared, identity).toString('base64');
  return { prepared, answer: await head.post(`${path}/sign`, { preparationId: prepared.id, signature }) };
}

/** From what is disputed to a protocol that waits for both heads. */
export async function drawUpFixed(act: Act, withBody: BodyName = 'finance'): Promise<Protocol> {
  await drawUp(act, withBody);
  expectStatus(await moveProtocol(act, AUTHOR, 'pass'), 204);
  expectStatus(await moveProtocol(act, `${withBody}.specialist`, 'fix'), 204);
  return documented(act);
}

/** From what is disputed to a protocol that both heads have signed. */
export async function drawUpSigned(act: Act, withBody: BodyName = 'finance'): Promise<void> {
  const protocol = await drawUpFixed(act, withBody);
  for (const head of [`${withBody}.head`, 'developer.head'] as const) {
    expectStatus((await signProtocol(await act.portal.as(head), protocol)).answer, 204);
  }
}
