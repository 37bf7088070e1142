import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '#testing';
import { Act, AUTHOR, REFUSAL, REMARKS } from './testing/act.fixture.js';
import { bytesOf, type Worker } from './testing/office.fixture.js';
import type { BodyName, PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal } from './testing/portal.fixture.js';

const EXECUTOR: PersonName = 'finance.specialist';
const remark = (text: string, more: object = {}) => ({
  text,
  proposal: 'Нақты көрсету',
  revision: 0,
  ...more,
});

describe('775:17 the sheet of one body, with the results inside it', () => {
  let portal: Portal;
  let worker: Worker;

  beforeAll(async () => {
    portal = await Portal.start();
    worker = await portal.startWorker();
  });

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
  });

  /** What the sheet of a body says, as the developer reads it, once it is made. */
  async function sheetOf(act: Act, body: BodyName): Promise<string> {
    const find = async () => {
      const { reviews } = (await act.author.card(act.id)).version;
      const review = reviews.find((one) => one.body.id === portal.known.bodyIds[body]);
      if (!review?.sheetReady) throw new Error('The sheet is not made yet.');
      return review.id;
    };
    await eventually(async () => expect(await find()).toBeTruthy(), 20_000);
    return textAt(`${act.path}/reviews/${await find()}/sheet`);
  }

  async function textAt(path: string): Promise<string> {
    const pdf = await bytesOf(portal, await portal.as(AUTHOR), path);
    const reading = promisify(execFile)('pdftotext', ['-raw', '-', '-']);
    reading.child.stdin?.end(pdf);
    return (await reading).stdout.replace(/\s+/g, ' ');
  }

  test('775:17.2 says what became of each remark of its units: merged into which, or left out and why', async () => {
    const act = await Act.at(portal, 'opinion', 'finance');
    const stated = ['Мерзім анық емес', 'Сома көрсетілмеген', 'Қате терілген'].map((text) => remark(text));
    await act.pass('opinion', 'finance', undefined, { outcome: 'with_remarks', remarks: stated });
    const [a, b, c] = (await act.remarks(EXECUTOR)).items.map(({ id }) => id);
    await act.pass('outcome', 'finance', undefined, {
      outcome: 'with_remarks',
      remarks: [remark('Мерзімі мен сомасы анық емес', { sources: [a, b] })],
      leftOut: [{ id: c, reason: 'Мәтінде түзетілген' }],
    });
    await act.toTheEnd('finance');
    const text = await sheetOf(act, 'finance');
    expect(text).toContain('Ескертулермен келісілді');
    expect(text).toMatch(/1 Мерзімі мен сомасы анық емес Нақты көрсету/);
    expect(text).toMatch(/Мерзім анық емес басқаларымен біріктірілді: № 1 ескерту/);
    expect(text).toMatch(/Сома көрсетілмеген басқаларымен біріктірілді: № 1 ескерту/);
    expect(text).toMatch(/Қате терілген енгізілген жоқ: Мәтінде түзетілген/);
    // 775:17.1: the visa on the paper copy is asked for where it was agreed without remarks alone.
    expect(text).not.toContain('бұрыштамасы');
  });

  test('775:17.1 agreed without remarks: all that units remarked stands there as left out, and room for the visa', async () => {
    const act = await Act.at(portal, 'opinion', 'finance');
    await act.pass('opinion', 'finance', undefined, {
      outcome: 'with_remarks',
      remarks: [remark('Мерзім анық емес')],
    });
    await act.toTheEnd('finance');
    const text = await sheetOf(act, 'finance');
    expect(text).toContain('енгізілген жоқ: Ескерілмеді');
    expect(text).toContain('бұрыштамасы');
  });

  test('775:17.3 refused: the sheet has the reason', async () => {
    const act = await Act.at(portal, 'outcome', 'finance');
    act.outcomes.finance = REFUSAL;
    await act.toTheEnd('finance');
    const text = await sheetOf(act, 'finance');
    expect(text).toContain('Келісуден бас тартылды');
    expect(text).toContain('Себебі: Бюджетке сай емес');
  });

  test('775:17.3 on the sheet of the act a body that refused and was taken off does not pass for one that only left', async () => {
    const act = await Act.draft(portal);
    act.outcomes.finance = REFUSAL;
    act.outcomes.justice = REMARKS;
    await act.send();
    await act.toTheEnd();
    expectStatus(await act.author.post(`${act.path}/versions`), 201);
    await act.send();
    await act.until('registration', 'finance');
    const off = { bodyId: portal.known.bodyIds.finance, reason: 'Құзыреті жоқ' };
    expectStatus(await act.author.post(`${act.path}/bodies/withdraw`, off), 200);
    delete act.outcomes.justice;
    await act.toTheEnd();
    await eventually(async () => expect((await act.author.card(act.id)).version.sheet).toBe('ready'), 20_000);
    const text = await textAt(`${act.path}/sheet`);
    expect(text).toMatch(/Құзыреті жоқ Бұрынғы жауабы: Бастапқы нұсқа · .* · Келісуден бас тартылды/);
    expect(text).not.toContain('шешілмеген ескертулер');
  }, 60_000);
});
