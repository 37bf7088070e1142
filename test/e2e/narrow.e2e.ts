import { documentXml, makeDocx, paragraphXml } from '#testing';
import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, nameOf } from './support/people.js';

const textFile = (name: string, lines: readonly string[]) => ({
  name,
  buffer: makeDocx(documentXml(lines.map((line) => paragraphXml(line)).join(''))),
});

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

test('at 360 px the question before a draft is thrown away can be read, and its button too', async () => {
  const act = await ArrangedAct.draft('Тар терезеде жойылатын жоба туралы');
  await inOffice(
    'kk',
    async (office) => {
      const initiator = await office.person(DEVELOPER.initiator);
      await initiator.openAct(act.id);
      await initiator.press('agreements.verb.discard');
      const heading = initiator.dialog().getByRole('heading');
      const { height = 0 } = (await heading.boundingBox()) ?? {};
      expect(height).toBeLessThan(100);
      const button = initiator.button('agreements.verb.discard', initiator.dialog());
      const colours = await button.evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return { isFilled: backgroundColor !== 'rgba(0, 0, 0, 0)', isRead: color !== backgroundColor };
      });
      expect(colours).toEqual({ isFilled: true, isRead: true });
    },
    TELEPHONE,
  );
});

test('at 360 px two columns stand one under the other, and what did not change is read once', async () => {
  const act = await ArrangedAct.draft('Тар терезеде салыстырылған жоба туралы', undefined, [
    textFile('Бұрынғы.docx', ['1. Тізбе жарияланады.', '2. Тізбе үш күнде жаңартылады.']),
    textFile('Жаңа.docx', ['1. Тізбе жарияланады.', '2. Тізбе бес күнде жаңартылады.']),
  ]);
  const [old, fresh] = act.fileIds;
  await inOffice(
    'ru',
    async (office) => {
      const { page, t } = await office.person(DEVELOPER.initiator);
      await page.goto(`/agreements/${act.id}/compare?old=${old}&new=${fresh}`);
      await page.getByText(t('compare.twoColumns')).click();
      await page.getByText(t('compare.whole')).click();
      const shown = (words: string) => page.locator('.compare').getByText(words).filter({ visible: true });
      await shown('жаңартылады').nth(1).waitFor();
      expect(await shown('Тізбе жарияланады.').count()).toBe(1);
    },
    TELEPHONE,
  );
});
