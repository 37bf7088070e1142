import { execFileSync } from 'node:child_process';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';

/** What is read on each page of paper. */
async function printed({ page }: Person): Promise<string[]> {
  const pdf = await page.pdf({
    format: 'A4',
    margin: { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' },
  });
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
    .split('\f')
    .slice(0, -1);
}

test('on paper no stop of the route is announced at the foot of a page, and nothing asks to be pressed', async () => {
  await inOffice('ru', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await page.goto(`/agreements?q=${encodeURIComponent('ашық деректер жиынтықтарын')}`);
    await page.locator('.act-row a').first().click();
    await initiator.heading('agreements.office').waitFor();
    const pages = await printed(initiator);
    const stop = pages.findLast((one) => one.includes(t('agreements.route.bodies')));
    // Of the bodies at least the first stands under it.
    expect(stop).toContain(t('agreements.outcome.agreed'));
    expect(pages.join('\n')).not.toContain(t('agreements.bodySheet'));

    // Without the way to the page, which is not printed: of which act it is.
    const { pathname } = new URL(page.url());
    for (const [address, heading] of [
      ['remarks', 'agreements.register'],
      ['compare', 'compare.title'],
    ] as const) {
      await page.goto(`${pathname}/${address}`);
      await initiator.heading(heading).first().waitFor();
      expect((await printed(initiator))[0]).toContain('ашық деректер');
    }
  });
});
