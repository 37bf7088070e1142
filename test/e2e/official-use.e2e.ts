import { AxeBuilder } from '@axe-core/playwright';
import { PDFDocument } from '@cantoo/pdf-lib';
import { LONGEST_REASON } from '#contracts';
import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, nameOf } from './support/people.js';
import type { Person } from './support/person.js';

const NAME = 'Қызметтік жоспар.pdf';

async function planPdf(): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]).drawText('Plan', { x: 50, y: 780 });
  return Buffer.from(await pdf.save());
}

/** Where the card says who may open it and who did. */
const markSection = (person: Person) =>
  person.page.getByRole('region', { name: person.t('agreements.mark'), exact: true });

test('775:3 a marked act: opened to whom one names, viewed under one’s name, and the mark goes with a reason', async () => {
  await inOffice('kk', async (office) => {
    const title = 'Қызметтік жоспарды бекіту туралы';
    const { id } = await ArrangedAct.draft(title, undefined, [{ name: NAME, buffer: await planPdf() }]);
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;

    await page.goto(`/agreements/${id}/edit`);
    await page.getByLabel(t('agreements.mark')).check();
    await initiator.press('agreements.form.save');
    const section = markSection(initiator);
    await section.waitFor();

    await initiator.choose('agreements.readers.add', nameOf(DEVELOPER.lawyer));
    await initiator.press('agreements.readers.name');
    await initiator.told(t('agreements.readers.named', { name: nameOf(DEVELOPER.lawyer) }));
    await section
      .getByRole('list', { name: t('agreements.readers') })
      .getByText(nameOf(DEVELOPER.lawyer))
      .waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);

    const lawyer = await office.person(DEVELOPER.lawyer);
    await lawyer.page.goto('/inbox?needs=information');
    await lawyer.inboxRow(title).getByRole('link', { name: title }).click();
    await markSection(lawyer).waitFor();
    // The tab that opens holds a PDF, which the browser shows itself.
    const view = lawyer.page.getByRole('link', { name: t('agreements.file.previewOf', { name: NAME }) });
    const href = await view.getAttribute('href');
    const [tab] = await Promise.all([lawyer.page.waitForEvent('popup'), view.click()]);
    await tab.waitForURL(`**${href}`);
    expect(await tab.evaluate(() => document.contentType)).toBe('application/pdf');
    await tab.close();

    await initiator.openAct(id);
    await initiator.unfold(t('agreements.readings'));
    await section.getByText(t('agreements.readings.viewed', { file: NAME })).waitFor();
    await section.getByText(nameOf(DEVELOPER.lawyer)).nth(1).waitFor();

    await initiator.press('agreements.mark.remove', section);
    await initiator.press('agreements.mark.remove', initiator.dialog());
    await initiator.dialog().getByText(t('ui.reasonMissing')).waitFor();
    const reason = initiator.field('ui.reason', initiator.dialog());
    await reason.fill('Қ'.repeat(LONGEST_REASON + 1));
    await initiator.press('agreements.mark.remove', initiator.dialog());
    await initiator
      .dialog()
      .getByText(t('ui.reasonTooLong', { longest: LONGEST_REASON }))
      .waitFor();
    // As long as the portal takes it
    await reason.fill('Қ'.repeat(LONGEST_REASON));
    await initiator.press('agreements.mark.remove', initiator.dialog());
    await initiator.told(t('agreements.mark.removed'));
    await section.waitFor({ state: 'detached' });
    await lawyer.page.goto('/inbox?needs=information');
    await lawyer.seeSaid('inbox.verb.mark_removed');
  });
});
