import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';
import { KEY_PASSWORD, keyFileOf, PASSWORD } from './support/portal.js';

const HEAD = DEVELOPER.legalHead;
/** What a window of 1280 by 800 is at 200 %. */
const DOUBLED = { viewport: { width: 640, height: 400 } };

/** Where the focus is, by its role and its first words. */
const focused = ({ page }: Person) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return `${activeElement?.tagName} ${activeElement?.textContent?.trim()}`.trim();
  });

test('775:65 at 200 % head and foot of the dialog stay in sight, and one thing scrolls', async () => {
  const act = await (await ArrangedAct.draft('Үлкейтілген терезе туралы')).atLegalHead();
  await inOffice(
    'kk',
    async (office) => {
      const head = await office.person(HEAD);
      const { page, t } = head;
      await head.openAct(act.id);
      await head.press('agreements.verb.giveVisa');
      const dialog = head.dialog();
      await head.button('sign.choose', dialog).waitFor();
      expect(await focused(head)).toBe(`BUTTON ${t('sign.choose')}`);

      await head.unfold(t('sign.readStatement'));
      const inSight = async (id: string) => {
        const box = await head.button(id, dialog).boundingBox();
        return box !== null && box.y >= 0 && box.y + box.height <= DOUBLED.viewport.height;
      };
      expect(await inSight('sign.closeUnsigned')).toBe(true);
      expect(await inSight('sign.continue')).toBe(true);
      const scrolled = await dialog.evaluate((element) =>
        [...element.querySelectorAll('*')]
          .filter((one) => one.scrollHeight > one.clientHeight + 1)
          .filter((one) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowY))
          .map(({ className }) => className),
      );
      expect(scrolled).toEqual(['dialog-body']);

      // By the keyboard alone: the key, its password, Enter
      await head.openKey(keyFileOf(HEAD), KEY_PASSWORD);
      await head.button('agreements.verb.giveVisa', dialog).waitFor();
      expect(await focused(head)).toBe(`BUTTON ${t('agreements.verb.giveVisa')}`);
      await head.press('sign.otherKey', dialog);
      await head.button('sign.choose', dialog).waitFor();
      expect(await focused(head)).toBe(`BUTTON ${t('sign.choose')}`);

      await head.openKey(keyFileOf(HEAD), KEY_PASSWORD);
      await head.press('agreements.verb.giveVisa', dialog);
      await dialog.locator('.receipt').waitFor();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    },
    DOUBLED,
  );
});

test('a session that ends while it is signed: signed in again, the signature has only to be sent', async () => {
  const act = await (await ArrangedAct.draft('Қол қоюда үзілген сеанс туралы')).atLegalHead();
  await inOffice('ru', async (office) => {
    const head = await office.person(HEAD);
    const { page, t } = head;
    await head.openAct(act.id);
    await head.press('agreements.verb.giveVisa');
    await head.openKey(keyFileOf(HEAD), KEY_PASSWORD);
    const dialog = head.dialog().first();
    await head.button('agreements.verb.giveVisa', dialog).waitFor();
    await page.context().clearCookies();
    await head.press('agreements.verb.giveVisa', dialog);

    const again = page.getByRole('dialog', { name: t('app.again') });
    await head.field('session.password', again).fill(PASSWORD);
    await head.press('session.signIn', again);
    await again.waitFor({ state: 'detached' });
    await dialog.getByText(t('sign.signedInAgain')).waitFor();
    await page.waitForFunction(
      (words) => document.activeElement?.textContent === words,
      t('sign.sendSignature'),
    );
    await page.keyboard.press('Enter');
    await dialog.locator('.receipt').waitFor();
  });
});
