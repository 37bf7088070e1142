import { AxeBuilder } from '@axe-core/playwright';
import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';

jest.setTimeout(120_000);

const rows = ({ page }: Person) => page.locator('.work-row');
const chosen = ({ page }: Person) => page.locator('.work-row .choice input:checked');

/** Waits until there are as many rows. */
async function until(person: Person, count: number): Promise<void> {
  await rows(person).nth(count).waitFor({ state: 'detached' });
  if (count > 0)
    await rows(person)
      .nth(count - 1)
      .waitFor();
}

async function expectAccessible({ page }: Person): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('news are chosen in a row and read by keys, taken back, found among what was done and put back', async () => {
  await inOffice('kk', async (office) => {
    const person = await office.person(DEVELOPER.initiator);
    const { page } = person;
    await page.goto('/inbox?needs=information');
    await rows(person).first().waitFor();
    const count = await rows(person).count();
    expect(count).toBeGreaterThan(3);

    for (const key of ['j', 'Shift+J', 'Shift+ArrowDown']) await page.keyboard.press(key);
    expect(await chosen(person).count()).toBe(3);
    await expectAccessible(person);
    await page.keyboard.press('e');
    await person.told(person.t('inbox.readManyDone', { count: 3 }));
    await until(person, count - 3);
    await page.keyboard.press('z');
    await person.told(person.t('inbox.unreadDone', { count: 3 }));
    await until(person, count);

    // With the mouse: a box, and with Shift all up to another.
    await rows(person).nth(0).locator('.choice').click();
    await rows(person)
      .nth(1)
      .locator('.choice')
      .click({ modifiers: ['Shift'] });
    expect(await chosen(person).count()).toBe(2);
    await page.getByRole('button', { name: person.t('inbox.readChosen', { count: 2 }) }).click();
    await until(person, count - 2);
    await person.link('inbox.tabDone').click();
    await until(person, 2);
    await expectAccessible(person);
    await page
      .getByRole('button', { name: person.t('inbox.unread') })
      .first()
      .click();
    await until(person, 1);
  });
});

test('the list is searched and narrowed in the address; every count is as long as its list; all keys are in one place', async () => {
  await inOffice('ru', async (office) => {
    const person = await office.person(DEVELOPER.initiator);
    const { page } = person;
    await page.goto('/inbox?needs=information');
    await rows(person).first().waitFor();
    const all = await rows(person).count();

    await page.getByRole('button', { name: person.t('inbox.filters', { count: 0 }), exact: true }).click();
    const verbs = page.getByLabel(person.t('inbox.byNews'), { exact: true });
    const option = verbs.locator('option').filter({ hasText: person.t('inbox.verb.all_agreed') });
    const [, narrowed = ''] = /\((\d+)\)/.exec((await option.textContent()) ?? '') ?? [];
    await verbs.selectOption('all_agreed');
    await until(person, Number(narrowed));
    await person.see(person.t('inbox.found', { count: Number(narrowed) }));
    expect(page.url()).toContain('verb=all_agreed');
    await page.reload();
    await until(person, Number(narrowed));
    await expectAccessible(person);
    await person.press('inbox.clear');
    await until(person, all);

    await page.locator('main h1').focus();
    await page.keyboard.press('/');
    await page.keyboard.insertText('жоқсөз');
    await person.heading('inbox.nothing').waitFor();
    await page.locator('.blank').getByRole('button').click();
    await until(person, all);

    await page.locator('main h1').focus();
    await page.keyboard.press('Shift+Slash');
    await person
      .dialog()
      .getByRole('heading', { name: person.t('app.keys') })
      .waitFor();
    await expectAccessible(person);
    await page.keyboard.press('Escape');
    await person.dialog().waitFor({ state: 'detached' });
  });
});

test('the title of the window counts what waits, on every page and by itself', async () => {
  await inOffice('en', async (office) => {
    const head = await office.person(DEVELOPER.unitHead);
    await head.page.goto('/help');
    await head.heading('app.room.help').waitFor();
    const counted = async (): Promise<number> => {
      await head.page.waitForFunction(() => /^\(\d+\) /.test(document.title));
      return Number(/\d+/.exec(await head.page.title()));
    };
    const before = await counted();
    await (await ArrangedAct.draft('Терезе атауындағы сан туралы')).sent();
    await head.page.waitForFunction((now) => document.title.startsWith(`(${now}) `), before + 1);
  });
});
