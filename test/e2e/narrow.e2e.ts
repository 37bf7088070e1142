import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, nameOf } from './support/people.js';

jest.setTimeout(60_000);

const TELEPHONE = { viewport: { width: 360, height: 740 } };

test.each(['kk', 'ru'] as const)('in %s no letter of the inbox is cut off at 360 px', async (language) => {
  const act = await (await ArrangedAct.draft('Тар терезедегі жоба туралы')).atLegalHead();
  await inOffice(
    language,
    async (office) => {
      const head = await office.person(DEVELOPER.legalHead);
      await head.goToInbox();
      const meta = head.inboxRow(act.title).first().locator('.meta');
      const cut = await meta.evaluate((element) => {
        const inset = Number.parseFloat(getComputedStyle(element).getPropertyValue('--separator')) * 16;
        const left = element.getBoundingClientRect().left + inset;
        return [...element.children].filter((item) => {
          const letters = document.createRange();
          letters.selectNodeContents(item);
          return [...letters.getClientRects()].some((line) => line.left < left - 0.5);
        }).length;
      });
      expect(cut).toBe(0);
    },
    TELEPHONE,
  );
});

test('at 360 px the buttons of the head keep their names', async () => {
  await inOffice(
    'ru',
    async (office) => {
      const head = await office.person(DEVELOPER.legalHead);
      const { page, t } = head;
      const [surname = ''] = nameOf(DEVELOPER.legalHead).split(' ');
      await page.getByRole('button', { name: new RegExp(`^${t('app.account')} ${surname}`) }).waitFor();
      await page.getByRole('button', { name: `${t('app.search')} ${t('app.searchHint')}` }).waitFor();
    },
    TELEPHONE,
  );
});
