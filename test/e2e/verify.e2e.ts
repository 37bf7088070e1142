import { ArrangedAct, client } from './support/arrange.js';
import { chosen } from './support/files.js';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';
import type { ChosenFile, Person } from './support/person.js';

jest.setTimeout(90_000);

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
    await check(stranger, [cms, chosen('other.xml', Buffer.from('other'))]);
    await stranger.heading('verify.verdict.INVALID').waitFor();
    await stranger.seeSaid('verify.code.CONTENT_CHANGED');
    await check(stranger, [PDF]);
    await stranger.seeSaid('verify.code.CONTAINER_NOT_ZIP');

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
