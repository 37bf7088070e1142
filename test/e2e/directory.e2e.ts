import type { Language } from '#contracts';
import { inOffice } from './support/office.js';
import { bodyName, DEVELOPER, FINANCE, nameOf, surnameOf, unitName } from './support/people.js';
import type { Person } from './support/person.js';

/** The key of each letter of the Russian layout, on the English one. */
const KEYS = new Map(
  [...'йцукенгшщзхъфывапролджэячсмитьбю'].map((letter, place) => [
    letter,
    "qwertyuiop[]asdfghjkl;'zxcvbnm,."[place] ?? letter,
  ]),
);
const onEnglishKeys = (text: string) =>
  [...text.toLowerCase()].map((letter) => KEYS.get(letter) ?? letter).join('');

const WANTED = DEVELOPER.unitHead;
const rows = ({ page }: Person) => page.locator('.person-row');

async function openDirectory(person: Person): Promise<void> {
  await person.page
    .getByRole('navigation', { name: person.t('app.menu') })
    .getByRole('link', { name: person.t('app.room.directory') })
    .click();
  await person.heading('app.room.directory').waitFor();
}

/** Types the question and waits until the first row is the one. */
async function find(person: Person, question: string, name: string): Promise<void> {
  await person.field('directory.search').fill(question);
  await rows(person).first().getByRole('link', { name, exact: true }).waitFor();
}

test.each<Language>(['kk', 'ru', 'en'])(
  'an employee of another body is found in %s as one types: in Cyrillic, in Latin, on the wrong layout, by telephone',
  async (language) => {
    await inOffice(language, async (office) => {
      const person = await office.person(FINANCE.officer);
      const name = nameOf(WANTED);
      await openDirectory(person);
      for (const question of ['Оразбаев', 'жандос ораз', 'Zhandos Orazbayev']) {
        await find(person, question, name);
        await person.field('directory.search').fill('');
        await person.heading('directory.bodies').waitFor();
      }
      const typed = onEnglishKeys(surnameOf(WANTED));
      await find(person, typed, name);
      await person.see(person.t('directory.readAs', { text: surnameOf(WANTED).toLowerCase() }));
      expect(await rows(person).first().locator('mark').allTextContents()).toEqual([surnameOf(WANTED)]);

      await rows(person).first().getByRole('link').click();
      await person.page.getByRole('heading', { level: 1, name }).waitFor();
      await person.see(bodyName('mdd', language));
      await person.see(unitName('mdd-communications', language));
      const phone = await person.page.locator('a[href^="tel:"]').textContent();
      expect(await person.page.locator('main').textContent()).not.toMatch(/\d{12}/);

      await person.page.goBack();
      await find(person, phone ?? '', name);
    });
  },
);

test('the directory is used by keys alone; whoever is not there is said not to be', async () => {
  await inOffice('ru', async (office) => {
    const person = await office.person(FINANCE.officer);
    const { page, t } = person;
    await openDirectory(person);
    await find(person, 'министр цифрового', nameOf('a.nurgalieva'));
    const second = (await rows(person).nth(1).getByRole('link').textContent()) ?? '';
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown', 'Enter'])
      await page.keyboard.press(key);
    await page.getByRole('heading', { level: 1, name: second }).waitFor();

    await page.goBack();
    await find(person, surnameOf(WANTED), nameOf(WANTED));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: nameOf(WANTED) }).waitFor();

    await openDirectory(person);
    await person.field('directory.search').fill('никтоневедомый');
    await person.heading('directory.nothing').waitFor();
    await person.press('directory.clear');
    await person.heading('directory.bodies').waitFor();

    await page.keyboard.press('Control+K');
    await page.getByRole('combobox', { name: t('app.searchHint') }).fill('orazbaev');
    await page.getByRole('option', { name: nameOf(WANTED) }).click();
    await page.getByRole('heading', { level: 1, name: nameOf(WANTED) }).waitFor();
  });
});

test('a body shows its units with their heads, prints them, and leads to its people', async () => {
  await inOffice('en', async (office) => {
    const person = await office.person(FINANCE.officer);
    const { page, t } = person;
    await openDirectory(person);
    await page.getByRole('link', { name: bodyName('mdd', 'en') }).click();
    await page.getByRole('heading', { level: 1, name: bodyName('mdd', 'en') }).waitFor();
    const unit = page.locator('.unit').filter({ hasText: unitName('mdd-communications', 'en') });
    await unit.getByRole('link', { name: nameOf(WANTED) }).waitFor();

    await page.emulateMedia({ media: 'print' });
    expect(await unit.isVisible()).toBe(true);
    expect(await page.locator('.menu').isVisible()).toBe(false);
    expect(await person.button('directory.print').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });

    await page.getByRole('link', { name: t('directory.peopleOfBody') }).click();
    await find(person, 'oraz', nameOf(WANTED));
    await person.see(t('directory.onlyBody', { body: 'Ministry of Digital Development' }));
    await person.field('directory.search').fill(surnameOf(FINANCE.head));
    await person.heading('directory.nothing').waitFor();
    await person.press('directory.allBodies');
    await find(person, surnameOf(FINANCE.head), nameOf(FINANCE.head));
  });
});
