import { execFileSync } from 'node:child_process';
import { acceptRemarks } from './support/arrange.js';
import { demoAct, render } from './support/files.js';
import { Journey } from './support/journey.js';
import { inOffice } from './support/office.js';
import { certificateOwner, DEVELOPER, FINANCE, JUSTICE, surnameOf } from './support/people.js';
import { INTERMEDIATES, TRUST } from './support/portal.js';
import { samples, samplesAreThere } from './support/samples.js';

const REMARKS = {
  kk: {
    unit: { point: '3', text: 'Қаражат көзі көрсетілмеген.', proposal: 'Көзін көрсету.' },
    executor: { point: '7', text: 'Мерзімі анық емес.', proposal: 'Нақты күнін қою.' },
    basis: 'Регламенттің 12-тармағы',
  },
  en: {
    unit: { point: '3', text: 'Источник средств не указан.', proposal: 'Указать источник.' },
    executor: { point: '7', text: 'Срок не определён.', proposal: 'Назвать точный день.' },
    basis: 'Пункт 12 Регламента',
  },
};

test.each([
  { language: 'kk', key: 'service-points.kk' },
  { language: 'en', key: 'service-points.ru' },
] as const)(
  'a draft goes round two bodies and comes back agreed, in $language (775:12-20)',
  async ({ language, key }) => {
    const demo = demoAct(key);
    const [files, reworked] = [await render(demo.files), await render(demo.rework?.files ?? [])];
    const [docx, pdf] = reworked;
    if (!docx || !pdf) throw new Error('The demo has no reworked draft.');
    const words = REMARKS[language];
    const act = { ...demo, files, bodies: [FINANCE, JUSTICE] };
    await inOffice(language, async (office) => {
      const journey = new Journey(office, `${demo.title} (${language})`);
      const initiator = await journey.initiator;
      const { page, t } = initiator;

      // The card, and the route inside the developer body (775:14-15)
      await journey.makeCard(act);
      const id = initiator.actId();
      await journey.notTheTurnOf(DEVELOPER.unitHead);
      await journey.send();
      await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
      await journey.notTheTurnOf(DEVELOPER.legalHead);
      await journey.throughDeveloperBody();

      // The number comes by itself to the page that the initiator has open (775:14.3)
      const number = (await page.locator('.act-title .row-number').textContent()) ?? '';
      expect(number).toMatch(/^№\s\S*\d+$/);
      await initiator.seeSaid('agreements.state.atBodies');

      // Two bodies at once (775:16-18)
      await Promise.all([
        (async () => {
          await journey.arriveAt(FINANCE);
          await journey.giveOpinion(FINANCE, { outcome: 'with_remarks', remark: words.unit });
          await journey.propose(FINANCE, { outcome: 'with_remarks', remark: words.executor });
          await journey.headsAgree(FINANCE);
          await journey.signOutcome(FINANCE);
          await initiator.seeSaid('agreements.outcome.withRemarks');
        })(),
        (async () => {
          await journey.settle(JUSTICE);
          await initiator.seeSaid('agreements.outcome.agreed');
        })(),
      ]);
      for (const { text, proposal } of [words.unit, words.executor]) {
        await initiator.see(text);
        await initiator.see(proposal);
      }
      expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);

      // A new version under the same number with "/1" (775:19), which answers each remark
      await acceptRemarks(initiator.actId());
      await initiator.press('agreements.newVersion.place');
      await initiator.heading('agreements.form.versionTitle', { mark: '/1' }).waitFor();
      // What it answers stands beside the form.
      await initiator.see(words.executor.text);
      for (const { name } of [docx, pdf]) {
        await page.getByRole('button', { name: t('ui.remove', { name }), exact: true }).click();
      }
      await initiator.attach([docx, pdf]);
      await page.getByRole('button', { name: t('agreements.form.up', { name: pdf.name }) }).waitFor();
      await initiator.press('agreements.form.save');
      await initiator.told(t('agreements.form.saved'));
      await journey.send();
      await journey.throughDeveloperBody();
      await page.locator('.act-title .row-number', { hasText: `${number}/1` }).waitFor();
      await Promise.all([journey.settle(FINANCE), journey.settle(JUSTICE)]);
      await page.locator('.act-title').getByText(t('agreements.state.agreed'), { exact: true }).waitFor();

      // The agreement sheet, in the act's language
      const sheet = await initiator.download(initiator.link('agreements.sheet.ready'));
      expect(sheet.content.subarray(0, 5).toString()).toBe('%PDF-');
      const text = execFileSync('pdftotext', ['-layout', sheet.path, '-'], { encoding: 'utf8' });
      expect(text).toContain(`${number.replace(/^№\s/, '')}/1`);
      for (const login of [DEVELOPER.legalHead, DEVELOPER.head, FINANCE.head, JUSTICE.head]) {
        expect(text).toContain(surnameOf(login));
      }

      // The earlier version stays readable with its signatures (775:19)
      await page.getByRole('link', { name: number, exact: true }).click();
      await initiator.seeSaid('agreements.version.old');
      // It is another page to its reader.
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
      await initiator.see(words.executor.text);
      const owner = certificateOwner(FINANCE.head);
      await initiator.unfold(t('agreements.route.innerCount', { count: 7 }));
      await initiator.unfold(t('agreements.signature.summary', { owner }));
      const signature = await initiator.download(initiator.link('agreements.signature.file'));
      const manifest = await initiator.download(initiator.link('agreements.signature.manifest'));

      // What the browser signed satisfies anybody who has openssl (775:61, 65)
      const verified = execFileSync(
        'openssl',
        [
          ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', signature.path],
          ['-content', manifest.path, '-CAfile', TRUST, '-certfile', INTERMEDIATES],
        ].flat(),
        { stdio: 'pipe' },
      );
      expect(verified.equals(manifest.content)).toBe(true);

      await initiator.openAct(id);
    });
  },
);

if (samplesAreThere) {
  test('a real order goes out as DOCX and PDF, and comes again as "/1" (775:10, 19)', async () => {
    const [docx, pdf, next] = await samples([
      'order-775-portal.docx',
      'order-775-portal.pdf',
      'order-775-portal-v1.docx',
    ]);
    await inOffice('kk', async (office) => {
      const journey = new Journey(office, 'Интранет-портал қағидаларын бекіту туралы');
      const initiator = await journey.initiator;
      const { page, t } = initiator;
      await journey.makeCard({
        description: '',
        language: 'kk',
        kind: 'government_resolution',
        files: [docx, pdf],
        bodies: [FINANCE],
      });
      const id = initiator.actId();
      await journey.send();
      await journey.throughDeveloperBody();
      const remark = { point: '9', text: '60 Мб аз.', proposal: '100 Мб деп жазу.' };
      await journey.settle(FINANCE, { outcome: 'with_remarks', remark });
      await initiator.see(remark.proposal);

      await acceptRemarks(id);
      await initiator.press('agreements.newVersion.place');
      await initiator.attached(docx.name);
      await page.getByRole('button', { name: t('ui.remove', { name: docx.name }), exact: true }).click();
      await initiator.attach([next]);
      await initiator.attached(next.name);
      await initiator.press('agreements.form.save');
      await initiator.told(t('agreements.form.saved'));
      await journey.send();
      await journey.turnOf(DEVELOPER.unitHead, 'agree_draft');
      await initiator.openAct(id);
      const download = await initiator.download(page.getByRole('link', { name: next.name, exact: true }));
      expect(download.content.equals(next.buffer)).toBe(true);
    });
  });
}
