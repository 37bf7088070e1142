import { ArrangedAct } from './support/arrange.js';
import { Keyboard } from './support/keyboard.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, unitName } from './support/people.js';

const isFocused = (label: string) => document.activeElement?.getAttribute('aria-label') === label;

test('a route is built without a mouse: what was moved or taken out is said, and the focus stays with it', async () => {
  await inOffice('ru', async (office) => {
    const person = await office.person(DEVELOPER.initiator);
    const keys = new Keyboard(person);
    const { page, t } = person;
    const said = (words: string) => page.getByRole('status').filter({ hasText: words }).first().waitFor();
    await page.goto('/agreements/new');
    await keys.press(person.button('agreements.plan.build'));
    await page.waitForFunction(() => document.activeElement?.matches('.route-editor'));
    const unit = unitName('mdd-communications', 'ru');
    for (const name of [unit, unitName('mdd-hr', 'ru')]) {
      await keys.choose(page.getByRole('combobox', { name: t('agreements.plan.addStage') }), name);
    }
    await keys.press(page.getByLabel(t('agreements.plan.stageDown', { number: 1 }), { exact: true }));
    await said(t('agreements.form.moved', { name: t('agreements.plan.stage', { number: 1 }), place: 2 }));
    // It can go no further down: the way back has the focus.
    await page.waitForFunction(isFocused, t('agreements.plan.stageUp', { number: 2 }));
    await keys.press(page.getByLabel(t('ui.remove', { name: unit }), { exact: true }));
    await said(t('ui.removed', { name: unit }));
  });
});

test('the panel of one’s own views does not cover what the focus has moved on to', async () => {
  await ArrangedAct.draft('Подборка арқылы табылған жоба туралы');
  await inOffice('ru', async (office) => {
    const person = await office.person(DEVELOPER.initiator);
    const keys = new Keyboard(person);
    const { page, t } = person;
    await page.goto('/agreements?q=жоба');
    await keys.press(person.button('agreements.list.own'));
    const panel = page.locator('.saved-views');
    await keys.reach(person.button('agreements.list.ownSave', panel));
    await page.keyboard.press('Tab');
    await panel.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await keys.press(person.button('agreements.list.own'));
    await keys.reach(panel.getByRole('textbox', { name: t('agreements.list.ownName') }));
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });
});
