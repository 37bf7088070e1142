import { writeFile } from 'node:fs/promises';
import { ArrangedAct, client } from './support/arrange.js';
import { chosen } from './support/files.js';
import { inOffice } from './support/office.js';
import { bodyName, DEVELOPER, FINANCE } from './support/people.js';
import type { ChosenFile, Person } from './support/person.js';
import { placeOf } from './support/portal.js';
import { readQrCode } from './support/qr-code.js';

const PDF = chosen('құжат.pdf', Buffer.from('%PDF-1.7'));

/** Somebody who has no account, at the page where anyone checks. */
async function check(stranger: Person, files: readonly ChosenFile[]): Promise<void> {
  await stranger.page.goto('/verify');
  await stranger.chooseFiles(stranger.button('verify.choose'), files);
  await stranger.page.locator('.verdict').waitFor();
}

/** The container with one byte of the first attached file changed. */
function withChangedFile(container: Buffer): Buffer {
  const changed = Buffer.from(container);
  // Its name in the header, after the two lengths, and then the content; the README names it too, before that.
  const at = changed.indexOf('\0\0files/01/') + 500;
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
  return changed;
}

test.each(['kk', 'ru', 'en'] as const)(
  'in %s: whoever is given an act with its signatures reads whether it holds, without signing in',
  async (language) => {
    const act = await (await ArrangedAct.draft(`Тексерілетін жоба туралы (${language})`)).dispatched();
    const { version } = await (await client(DEVELOPER.initiator)).card(act.id);
    await inOffice(language, async (office) => {
      const initiator = await office.person(DEVELOPER.initiator);
      const { t } = initiator;
      await initiator.openAct(act.id);
      await initiator.see(t('verify.verdictAll', { count: 2 }));
      const container = await initiator.download(initiator.link('verify.card.export'));
      expect(container.name).toBe(`${version.number}.asice`);

      const stranger = await office.stranger('');
      await check(stranger, [chosen(container.name, container.content)]);
      await stranger.heading('verify.verdict.VALID').waitFor();
      await stranger.see(t('verify.verdictAll', { count: 2 }));
      for (const step of ['legal_visa', 'developer_signature']) await stranger.seeSaid(`verify.step.${step}`);
      // Who signed is said by the certificate, what he is by his own statement.
      const heads = await stranger.page.locator('.verify-signature-head h3').allInnerTexts();
      expect(heads.every((name) => name === name.toLocaleUpperCase('kk'))).toBe(true);
      await stranger.seeSaid('verify.saysPost');
      expect(await stranger.page.context().cookies()).toEqual([]);

      await check(stranger, [chosen('changed.asice', withChangedFile(container.content))]);
      await stranger.heading('verify.containerInvalid').waitFor();
      await stranger.seeSaid('verify.changed');
      expect(await stranger.page.locator('.verdict').textContent()).toContain(version.files[0]?.name);
    });
  },
);

test('a file with its signature, and files that are neither', async () => {
  const act = await (await ArrangedAct.draft('Қолтаңбасы бөлек тексерілетін жоба туралы')).dispatched();
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { t } = initiator;
    await initiator.openAct(act.id);
    await initiator.unfold(t('agreements.route.visas', { count: 3 }));
    await initiator.page.locator('.signature summary').first().click();
    const signature = await initiator.download(initiator.link('agreements.signature.file'));
    const manifest = await initiator.download(initiator.link('agreements.signature.manifest'));

    await initiator.press('verify.card.report');
    await initiator.dialog().getByText(t('verify.state.valid'), { exact: true }).waitFor();

    const stranger = await office.stranger('');
    const cms = chosen('signature.p7s', signature.content);
    await check(stranger, [cms, chosen('ASiCManifest.xml', manifest.content)]);
    await stranger.heading('verify.verdict.VALID').waitFor();
    // A name that would read backwards is shown with the mark that does it.
    await check(stranger, [cms, chosen('\u202efdp.exe.xml', manifest.content)]);
    await stranger.page.locator('.covered').getByText('[U+202E]fdp.exe.xml').waitFor();
    await check(stranger, [cms, chosen('other.xml', Buffer.from('other'))]);
    await stranger.heading('verify.verdict.INVALID').waitFor();
    await stranger.seeSaid('verify.code.CONTENT_CHANGED');
    await check(stranger, [PDF]);
    await stranger.heading('verify.other').waitFor();

    await stranger.page.goto('/verify');
    await stranger.chooseFiles(stranger.button('verify.choose'), [PDF, PDF]);
    await stranger.seeSaid('verify.tooMany');
  });
});

test('a code that stands on no sheet is told', async () => {
  await inOffice('ru', async (office) => {
    const stranger = await office.stranger('');
    await stranger.page.goto('/verify');
    await stranger.field('verify.code').fill('K7QX');
    await stranger.press('verify.find');
    await stranger.seeSaid('verify.codeWrong');
    await stranger.field('verify.code').fill('k7qx-20ab-9ztm-4r5w');
    await stranger.press('verify.find');
    await stranger.seeSaid('verify.sheetUnknown');
    expect(new URL(stranger.page.url()).search).toBe('?c=K7QX20AB9ZTM4R5W');
  });
});

test('a file that changed on the disk after it was signed: the card names it, and the report the check', async () => {
  const name = 'Өзгерген қосымша.pdf';
  const buffer = Buffer.from('%PDF-1.7\n%signed\n%%EOF\n');
  const act = await (
    await ArrangedAct.draft('Дискіде өзгерген файл туралы', [FINANCE], [{ name, buffer }])
  ).dispatched();
  await writeFile(placeOf(buffer), '%PDF-1.7\n%forged\n%%EOF\n');
  await inOffice('ru', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await initiator.openAct(act.id);
    const alarm = page.locator('.notice-late').filter({ hasText: t('verify.card.alarm') });
    await alarm.getByText(t('verify.card.alarmFiles', { names: name })).waitFor();
    await initiator.unfold(t('agreements.route.visas', { count: 3 }));
    await page.locator('.signature summary').first().click();
    await initiator.press('verify.card.report');
    const failed = initiator.dialog().locator('.check-late');
    await failed.getByText(t('verify.check.files')).waitFor();
    await failed.getByText(t('verify.code.CONTENT_CHANGED')).waitFor();
    expect(await failed.count()).toBe(1);
  });
});

test('the QR code on the agreement sheet leads to the page that says what the portal knows of it', async () => {
  const act = await (await ArrangedAct.draft('QR-коды бар келісу парағы туралы')).dispatched();
  await act.settled(FINANCE, 'agreed');
  const { version } = await (await client(DEVELOPER.initiator)).card(act.id);
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { t } = initiator;
    await initiator.openAct(act.id);
    await initiator.seeSaid('agreements.sheet.title');
    const sheet = await initiator.download(initiator.link('agreements.sheet.ready'));
    const address = new URL(readQrCode(sheet.path));
    expect(address.pathname).toBe('/verify');
    expect(address.searchParams.get('c')).toMatch(/^[0-9A-Z]{16}$/);

    const stranger = await office.stranger('');
    await stranger.page.goto(address.href);
    await stranger.heading('verify.sheet').waitFor();
    await stranger.see(`№ ${version.number}`);
    for (const body of ['mdd', FINANCE.key]) await stranger.see(bodyName(body, 'kk'));
    // The visa and the two heads: as many as the version carries
    expect(await stranger.page.locator('.sheet-signatures > li').count()).toBe(3);
    expect(await stranger.page.getByText(t('verify.sheetUnknown')).count()).toBe(0);
  });
});
