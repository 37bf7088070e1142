import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';

const rows = ({ page }: Person) => page.locator('.work-row');

/** The items of the rows, which stay the same wherever they are shown. */
const idsOf = (found: Locator) =>
  found.locator('.subject a').evaluateAll((links) => links.map((link) => link.id));
const rowOf = ({ page }: Person, id: string) =>
  page.locator('.work-row', { has: page.locator(`[id="${id}"]`) });
/** The chosen rows. */
const chosenRows = ({ page }: Person) =>
  page.locator('.work-row', { has: page.locator('.choice input:checked') });

/** Waits until the rows of all these items are there, or gone. Others may come meanwhile: other tests go on. */
async function until(person: Person, ids: readonly string[], state: 'attached' | 'detached'): Promise<void> {
  for (const id of ids) await rowOf(person, id).waitFor({ state });
}

/** Waits until there are as many rows as the chosen option of the filter says. */
const untilAsSaid = ({ page }: Person) =>
  page.waitForFunction(() => {
    const said = /\((\d+)\)/.exec(
      document.querySelector('.filter-fields option:checked:not([value=""])')?.textContent ?? '',
    );
    return said !== null && document.querySelectorAll('.work-row').length === Number(said[1]);
  });

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

    for (const key of ['j', 'Shift+J', 'Shift+ArrowDown']) await page.keyboard.press(key);
    const byKeys = await idsOf(chosenRows(person));
    expect(byKeys).toHaveLength(3);
    await expectAccessible(person);
    await page.keyboard.press('e');
    await person.told(person.t('inbox.readManyDone', { count: 3 }));
    await until(person, byKeys, 'detached');
    await page.keyboard.press('z');
    await person.told(person.t('inbox.unreadDone', { count: 3 }));
    await until(person, byKeys, 'attached');
    expect(await chosenRows(person).count()).toBe(0);

    // With the mouse: a box, and with Shift all up to another. They are named: news of other tests come in above them.
    const [one = '', next = ''] = await idsOf(rows(person));
    await rowOf(person, one).locator('.choice').click();
    await rowOf(person, next)
      .locator('.choice')
      .click({ modifiers: ['Shift'] });
    await chosenRows(person).nth(1).waitFor();
    const byMouse = await idsOf(chosenRows(person));
    expect(byMouse).toEqual([one, next]);
    await page.getByRole('button', { name: person.t('inbox.readChosen', { count: 2 }) }).click();
    await until(person, byMouse, 'detached');
    await person.link('inbox.tabDone').click();
    await until(person, byMouse, 'attached');
    await expectAccessible(person);
    const [back = '', stays = ''] = byMouse;
    await rowOf(person, back)
      .getByRole('button', { name: person.t('inbox.unread') })
      .click();
    await until(person, [back], 'detached');
    await until(person, [stays], 'attached');
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
    await verbs.selectOption('all_agreed');
    await untilAsSaid(person);
    const narrowed = await rows(person).count();
    expect(narrowed).toBeLessThan(all);
    await person.see(person.t('inbox.found', { count: narrowed }));
    expect(page.url()).toContain('verb=all_agreed');
    await page.reload();
    await untilAsSaid(person);
    await expectAccessible(person);
    await person.press('inbox.clear');
    await rows(person)
      .nth(all - 1)
      .waitFor();

    await page.locator('main h1').focus();
    await page.keyboard.press('/');
    await page.keyboard.insertText('жоқсөз');
    await person.heading('inbox.nothing').waitFor();
    await page.locator('.blank').getByRole('button').click();
    await rows(person)
      .nth(all - 1)
      .waitFor();

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
