import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';

test('a computer whose clock is wrong is told so before anything is signed (775:62.3)', async () => {
  const act = await (await ArrangedAct.draft('Сағаты қате компьютер туралы')).atLegalHead();
  await inOffice('kk', async (office) => {
    const head = await office.person(DEVELOPER.legalHead);
    const { page, t } = head;
    await head.openFromInbox(act.title, 'give_visa');
    await page.evaluate((ahead) => {
      const own = Date.now;
      Date.now = () => own() + ahead;
    }, 7 * 60_000);
    await head.press('agreements.verb.giveVisa');
    await head
      .dialog()
      .getByText(t('sign.clockAhead', { count: 7 }))
      .waitFor();
    await head.button('sign.choose', head.dialog()).waitFor();
  });
});
