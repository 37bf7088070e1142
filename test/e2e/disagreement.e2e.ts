import { execFileSync } from 'node:child_process';
import type { Locator } from 'playwright-core';
import { ArrangedAct } from './support/arrange.js';
import { Keyboard } from './support/keyboard.js';
import { inOffice } from './support/office.js';
import {
  bodyName,
  DEVELOPER,
  FINANCE,
  JUSTICE,
  nameOf,
  OFFICE_OFFICER,
  shortBodyName,
} from './support/people.js';
import type { Person } from './support/person.js';

const POSITION = 'Мерзім жылдық жоспармен белгіленген.';
const REASONS = 'Жоспардың 3-тармағы.';
const COUNTER = 'Мерзім актінің өзінде тұруға тиіс.';
const MEETING = { on: '2026-03-20', participants: 'Екі министрліктің өкілдері', result: 'Келісімге келмеді' };

/** The protocol with the Ministry of Finance as somebody has it on the card: its block, and its state. */
function protocolOf({ page, t, language }: Person): Locator {
  return page.getByRole('region', {
    name: t('agreements.protocol.with', { body: shortBodyName(FINANCE.key, language) }),
  });
}
const state = (person: Person, id: string, body?: string): Promise<void> =>
  protocolOf(person)
    .getByRole('heading')
    .getByText(person.t(id, body === undefined ? {} : { body: shortBodyName(body, person.language) }))
    .waitFor();

const submitOf = (person: Person): Locator => protocolOf(person).locator('button[type=submit]');

/** What a PDF says, line breaks left out. */
const wordsOfPdf = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');

test('775:21 a disagreement: written by both sides, met about, signed by both heads, on the sheet, in the letter and with the Office', async () => {
  const act = await ArrangedAct.draft('Келіспеушілігі бар жоба туралы', [FINANCE, JUSTICE]);
  await (await act.dispatched()).insistedOn([FINANCE, JUSTICE]);
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await initiator.openAct(act.id);
    // Every remark has its answer: what is left to do is said, and leads there.
    await initiator.heading('agreements.insistedOn', { count: '2' }).waitFor();
    await initiator.link('agreements.protocol.drawUp').click();
    const withFinance = page.getByText(
      t('agreements.protocol.notAgreed', { body: shortBodyName(FINANCE.key, 'kk') }),
    );
    await initiator.press('agreements.protocol.drawUp', withFinance);
    await initiator.told(t('agreements.protocol.drawnUp'));
    await state(initiator, 'agreements.protocol.withDeveloper');
    await initiator.heading('agreements.insistedOn', { count: '1' }).waitFor();

    await initiator.press('agreements.protocol.write', protocolOf(initiator));
    await initiator.field('agreements.protocol.position', protocolOf(initiator)).fill(POSITION);
    await initiator.field('agreements.answerReasons', protocolOf(initiator)).fill(REASONS);
    await submitOf(initiator).click();
    await initiator.told(t('agreements.protocol.kept'));
    await initiator.press('agreements.protocol.meet', protocolOf(initiator));
    await initiator.field('agreements.protocol.meetingDay').fill(MEETING.on);
    await initiator.field('agreements.protocol.participants').fill(MEETING.participants);
    await initiator.field('agreements.protocol.result').fill(MEETING.result);
    await submitOf(initiator).click();
    await protocolOf(initiator).getByText(MEETING.result).waitFor();
    await initiator.press('agreements.protocol.pass', protocolOf(initiator));
    await state(initiator, 'agreements.protocol.withBody', FINANCE.key);

    // The other side, in Russian, by keys alone
    const executor = await office.person(FINANCE.executor, 'ru');
    const keys = new Keyboard(executor);
    await executor.openFromInbox(act.title, 'write_positions');
    await keys.press(executor.link('agreements.asked.toProtocol'));
    await protocolOf(executor).getByText(POSITION).waitFor();
    await keys.press(executor.button('agreements.protocol.write'));
    await keys.type(executor.field('agreements.protocol.position'), COUNTER);
    await keys.press(submitOf(executor));
    await executor.told(executor.t('agreements.protocol.kept'));
    await keys.press(executor.button('agreements.protocol.pass'));
    await state(executor, 'agreements.protocol.withDeveloper');

    // Who finds the other's text as it is to stay agrees to it; the heads are asked.
    await protocolOf(initiator).getByText(COUNTER).waitFor();
    await initiator.press('agreements.protocol.fix', protocolOf(initiator));
    await initiator.press('agreements.protocol.fixVerb', initiator.dialog());
    await state(initiator, 'agreements.protocol.toSign');

    const theirHead = await office.person(FINANCE.head, 'ru');
    await theirHead.openFromInbox(act.title, 'sign_protocol');
    await theirHead.sign('agreements.verb.sign');
    for (const one of [theirHead, executor, initiator]) {
      await state(one, 'agreements.protocol.halfSigned', 'mdd');
      await protocolOf(one).getByText(nameOf(FINANCE.head)).waitFor();
    }
    const ourHead = await office.person(DEVELOPER.head);
    await ourHead.openFromInbox(act.title, 'sign_protocol');
    await ourHead.sign('agreements.verb.sign');
    for (const one of [ourHead, theirHead, initiator]) await state(one, 'agreements.protocol.signed');
    const link = protocolOf(initiator).getByRole('link', { name: t('agreements.protocol.document') });
    const protocol = await initiator.download(link);
    for (const words of ['7-тармақ', 'мазмұны бойынша ескерту', POSITION, COUNTER, MEETING.result]) {
      expect(wordsOfPdf(protocol.path)).toContain(words);
    }

    // A second protocol stays half signed: whoever sends the letter, and whoever signs it, is told that it stays behind.
    await (await act.halfSigned(JUSTICE)).agreedAnew([FINANCE, JUSTICE]);
    const warning = (person: Person) =>
      person.page
        .locator('.notice')
        .filter({ hasText: person.t('agreements.protocol.staysBehind') })
        .getByText(shortBodyName(JUSTICE.key, person.language));
    await initiator.openAct(act.id);
    await warning(initiator).first().waitFor();
    const sheet = await initiator.download(initiator.link('agreements.sheet.ready'));
    expect(wordsOfPdf(sheet.path)).toContain(`келіспеушілік хаттамалары ${bodyName(FINANCE.key, 'kk')} · №`);
    await initiator.press('agreements.letter.write');
    const letter = initiator.field('agreements.letter.body');
    await letter.waitFor();
    expect(await letter.inputValue()).toContain(`2) ${protocol.name} (${bodyName(FINANCE.key, 'kk')})`);
    await warning(initiator).first().waitFor();
    await initiator.form().locator('button[type=submit]').click();
    await initiator.told(t('agreements.letter.sent'));
    await ourHead.goToInbox();
    await ourHead.page.getByLabel(ourHead.t('inbox.choose', { title: act.title })).check();
    await ourHead.page.getByRole('button', { name: ourHead.t('inbox.signChosen', { count: 1 }) }).click();
    await ourHead.dialog().locator('.bulk-row[data-state=ready]').waitFor();
    await warning(ourHead).waitFor();
    await ourHead.press('sign.closeUnsigned', ourHead.dialog());
    await ourHead.openFromInbox(act.title, 'sign_letter');
    await warning(ourHead).first().waitFor();
    await ourHead.sign('agreements.verb.sign');

    const officer = await office.person(OFFICE_OFFICER, 'ru');
    await officer.openFromInbox(act.title, 'register_in_office');
    await state(officer, 'agreements.protocol.signed');
    expect(await officer.page.locator('.protocol').count()).toBe(1);
    const shown = protocolOf(officer).getByRole('link', { name: officer.t('agreements.protocol.document') });
    expect((await officer.download(shown)).content.equals(protocol.content)).toBe(true);
    const packed = await officer.download(officer.page.locator('a[href*="/package?"]'));
    expect(packed.content.includes('protocols/01/protocol.asice')).toBe(true);
    expect(packed.content.includes('protocols/02/')).toBe(false);
  });
});
