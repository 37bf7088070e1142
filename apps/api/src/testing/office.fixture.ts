import type { INestApplicationContext } from '@nestjs/common';
import { type ActCard, letterDraft, type Submission } from '#contracts';
import { eventually } from '#testing';
import { Act, AUTHOR } from './act.fixture.js';
import type { PersonName } from './people.fixture.js';
import { expectStatus, type Person, type Portal, parsed } from './portal.fixture.js';

export const LETTER = {
  subject: 'Жобаны қарауға жолдау туралы',
  text: 'Премьер-Министрдің Кеңсесіне\n\nЖолдаймыз.',
};

/** The body `outside` is the Prime Minister's Office from now on. */
export async function openOffice({ database, known }: Portal): Promise<void> {
  await database.dataSource.query(`UPDATE directory.state_body SET kind = 'pmo' WHERE id = $1`, [
    known.bodyIds.outside,
  ]);
}

/** An act that all bodies have agreed and that has its sheet: the initiator's turn to write the letter. */
export async function agreedAct(portal: Portal, parts: Parameters<typeof Act.draft>[1] = {}): Promise<Act> {
  const act = await Act.draft(portal, parts);
  await act.send();
  await agree(act);
  return act;
}

/** Decides all that waits until everybody has agreed, and waits for the sheet. */
export async function agree(act: Act): Promise<void> {
  await act.toTheEnd();
  await eventually(async () => expect((await act.author.card(act.id)).version.sheet).toBe('ready'), 20_000);
}

export async function submissionOf(act: Act, as: PersonName = AUTHOR): Promise<Submission> {
  const { version } = await (await act.portal.as(as)).card(act.id);
  if (!version.submission) throw new Error('The version was not submitted.');
  return version.submission;
}

/** Sends the letter and waits until it is drawn. */
export async function sendLetter(act: Act, letter = LETTER): Promise<void> {
  const { revision } = parsed(letterDraft, expectStatus(await act.author.get(`${act.path}/letter`), 200));
  expectStatus(await act.author.post(`${act.path}/letter/send`, { ...letter, revision }), 200);
  await eventually(async () => expect((await submissionOf(act)).state).toBe('signature'), 20_000);
}

/** Signs the letter and waits until the Office has the package. */
export async function signLetter(act: Act): Promise<ActCard> {
  await act.pass('letter_signature');
  await eventually(async () => expect((await submissionOf(act)).state).toBe('arrived'), 20_000);
  return act.author.card(act.id);
}

/** The whole way of an agreed act into the Office. */
export async function actInOffice(portal: Portal): Promise<Act> {
  const act = await agreedAct(portal);
  await sendLetter(act);
  await signLetter(act);
  return act;
}

/** Registers in the Office and passes on to its main unit. */
export async function passOn(act: Act): Promise<void> {
  const step = await act.step('office_registration', 'outside');
  const officer = await act.portal.as('outside.officer');
  const body = {
    term: { workingDays: 5 },
    incomingNumber: 'ПМК-77',
    unitId: act.portal.known.unitId('outside', 'main'),
  };
  expectStatus(await officer.post(`/api/agreements/steps/${step.id}/pass-on`, body), 200);
}

/** What lies at an address, byte for byte. */
export async function bytesOf({ url }: Portal, { client }: Person, path: string): Promise<Buffer> {
  const response = await fetch(new URL(path, url), { headers: client.headers });
  if (response.status !== 200)
    throw new Error(`${path} answered ${response.status} ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

export type Worker = INestApplicationContext;
