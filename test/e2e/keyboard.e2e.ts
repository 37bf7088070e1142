import { ArrangedAct } from './support/arrange.js';
import { chosen, demoAct } from './support/files.js';
import { Keyboard } from './support/keyboard.js';
import { inOffice, type Office } from './support/office.js';
import { bodyName, DEVELOPER, FINANCE, nameOf, unitName } from './support/people.js';
import type { Person } from './support/person.js';
import { KEY_PASSWORD, keyFileOf, PASSWORD } from './support/portal.js';

/** Signs in by keys alone; the first field has the focus or is reached by Tab. */
async function signIn(office: Office, login: string): Promise<Keyboard> {
  const person = await office.stranger(login);
  const keys = new Keyboard(person);
  await person.page.goto('/login');
  await keys.type(person.field('session.login'), login);
  await keys.type(person.field('session.password'), PASSWORD);
  await person.page.keyboard.press('Enter');
  await person.heading('inbox.title').waitFor();
  return keys;
}

/** J goes from row to row of the inbox, Enter opens the one in focus. */
async function openByKeys({ person }: Keyboard, title: string): Promise<void> {
  const { page } = person;
  const link = person.inboxRow(title).getByRole('link', { name: title });
  await link.waitFor();
  for (let row = 0; row < 60; row += 1) {
    if (await link.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('j');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  // The card comes after its page: what is read first is its title.
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
}

const submitOf = (person: Person) => person.form().locator('button[type=submit]');

async function sign(
  keys: Keyboard,
  verb: 'agreements.verb.giveVisa' | 'agreements.verb.sign',
): Promise<void> {
  const { person } = keys;
  const dialog = person.dialog();
  await keys.press(person.button(verb));
  await keys.chooseFiles(person.button('sign.choose', dialog), keyFileOf(person.login));
  await keys.type(person.field('sign.password', dialog), KEY_PASSWORD);
  await person.page.keyboard.press('Enter');
  await keys.press(person.button(verb, dialog));
  await dialog.locator('.receipt').waitFor();
  await keys.press(person.button('sign.toCard', dialog));
  await dialog.waitFor({ state: 'detached' });
}

test('the journey is walked without a mouse: sign-in, card, unit, visa, signature (775:14-15)', async () => {
  const title = 'Тінтуірсіз жасалған жоба туралы';
  const [file] = demoAct('archive-group.kk').files;
  if (!file) throw new Error('The demo act has no files.');
  const draft = chosen(file.name, await file.render());
  await inOffice('kk', async (office) => {
    const initiator = await signIn(office, DEVELOPER.initiator);
    const { page, t } = initiator.person;
    const box = (id: string) => page.getByRole('combobox', { name: t(id) });

    await initiator.press(page.getByRole('link', { name: t('app.newAct') }));
    await initiator.reach(page.getByLabel(t('agreements.fact.kind')));
    await page.keyboard.press('ArrowDown');
    await initiator.type(initiator.person.field('agreements.fact.title'), title);
    await initiator.chooseFiles(initiator.person.button('agreements.form.chooseFiles'), [draft]);
    await initiator.person.attached(draft.name);
    // Each of the two buttons goes with what it does; the focus goes on to the fields that have come.
    await initiator.press(initiator.person.button('agreements.plan.build'));
    await page.waitForFunction(() => document.activeElement?.matches('.route-editor'));
    await initiator.press(initiator.person.button('agreements.plan.plain'));
    await page.waitForFunction(() => document.activeElement?.matches('[role=combobox]'));
    await initiator.choose(box('agreements.fact.interestedUnits'), unitName('mdd-communications', 'kk'));
    await initiator.choose(box('agreements.fact.approvingBodies'), bodyName('finance', 'kk'));
    await initiator.press(initiator.person.button('agreements.form.save'));
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await initiator.person.see(t('kind.primeMinisterOrder'));
    await initiator.press(initiator.person.button('agreements.verb.send'));
    await initiator.person.told(t('agreements.draft.sent'));

    const unit = await signIn(office, DEVELOPER.unitHead);
    await openByKeys(unit, title);
    await unit.press(unit.person.button('agreements.verb.agree'));
    await unit.type(unit.person.field('agreements.comment', unit.person.form()), 'Келісемін.');
    await unit.press(submitOf(unit.person));
    await unit.person.told(t('agreements.done.agreed'));

    const lawyer = await signIn(office, DEVELOPER.legalHead);
    await openByKeys(lawyer, title);
    await sign(lawyer, 'agreements.verb.giveVisa');
    const head = await signIn(office, DEVELOPER.head);
    await openByKeys(head, title);
    await sign(head, 'agreements.verb.sign');
    await initiator.person.seeSaid('agreements.state.atBodies');
  });
});

test('an approving body does its part without a mouse: term, units, outcome with a remark (775:16-18, 20)', async () => {
  const act = await (await ArrangedAct.draft('Тінтуірсіз қаралған жоба туралы')).dispatched();
  await inOffice('kk', async (office) => {
    const officer = await signIn(office, FINANCE.officer);
    await openByKeys(officer, act.title);
    await officer.press(officer.person.button('agreements.verb.register'));
    await officer.type(officer.person.field('agreements.register.days', officer.person.form()), '6');
    await officer.press(submitOf(officer.person));
    await officer.person.told(officer.person.t('agreements.done.registered'));

    const head = await signIn(office, FINANCE.head);
    const { t } = head.person;
    const box = (id: string) => head.person.form().getByRole('combobox', { name: t(id) });
    await openByKeys(head, act.title);
    await head.press(head.person.button('agreements.verb.assign'));
    await head.choose(box('agreements.assign.responsible'), unitName(FINANCE.responsibleUnitKey, 'kk'));
    const chief = nameOf(FINANCE.unitHead);
    const takeOut = head.person.form().getByRole('button', { name: t('ui.remove', { name: chief }) });
    await head.press(takeOut);
    await head.choose(box('agreements.assign.executor'), nameOf(FINANCE.executor));
    await head.press(submitOf(head.person));
    await head.person.told(t('agreements.done.assigned'));

    const executor = await signIn(office, FINANCE.executor);
    const { person } = executor;
    await openByKeys(executor, act.title);
    await executor.press(person.button('agreements.verb.agreeWithRemarks'));
    await executor.press(person.button('agreements.addRemark', person.form()));
    await executor.type(person.field('agreements.remarkText', person.form()), 'Мерзімі анық емес.');
    await executor.type(person.field('agreements.proposal', person.form()), 'Күнін қою.');
    await executor.press(submitOf(person));
    await person.told(t('agreements.proposed.withRemarks'));

    const unit = await signIn(office, FINANCE.unitHead);
    await openByKeys(unit, act.title);
    await unit.press(unit.person.button('agreements.verb.return'));
    await unit.type(unit.person.field('agreements.reason', unit.person.form()), 'Тармағын көрсету керек.');
    await unit.press(submitOf(unit.person));
    await unit.person.told(t('agreements.done.returned'));
    await person.see('Тармағын көрсету керек.');
  });
});

test('Ctrl+K finds an act from anywhere; Esc leaves every dialog, and the focus goes back', async () => {
  const act = await (await ArrangedAct.draft('Пернемен табылған жоба туралы')).atLegalHead();
  await inOffice('en', async (office) => {
    const keys = await signIn(office, DEVELOPER.legalHead);
    const { page, t } = keys.person;
    await page.keyboard.press('Control+K');
    await keys.type(page.getByRole('combobox', { name: t('app.searchHint') }), 'Пернемен табылған');
    await page.getByRole('option', { name: act.title }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: act.title }).waitFor();

    const visa = keys.person.button('agreements.verb.giveVisa');
    await keys.press(visa);
    await keys.person.button('sign.choose', keys.person.dialog()).waitFor();
    await page.keyboard.press('Escape');
    await keys.person.dialog().waitFor({ state: 'detached' });
    expect(await visa.evaluate((element) => element === document.activeElement)).toBe(true);

    // The skip link is the first stop of a page.
    await page.goto('/inbox');
    await keys.person.heading('inbox.title').waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: t('app.skip') });
    await keys.press(skip);
    expect(await page.locator('#main').evaluate((main) => main.contains(document.activeElement))).toBe(true);
  });
});

test('a list to choose from stays inside the window, wherever its box stands', async () => {
  await inOffice(
    'kk',
    async (office) => {
      const initiator = await office.person(DEVELOPER.initiator);
      const { page, t } = initiator;
      await page.goto('/agreements/new');
      const box = page.getByRole('combobox', { name: t('agreements.fact.interestedUnits') });
      const list = page.locator('.combo-list:visible');
      for (const block of ['start', 'center', 'end'] as const) {
        await box.evaluate((element, where) => element.scrollIntoView({ block: where }), block);
        await box.focus();
        await page.keyboard.press('ArrowDown');
        await list.waitFor();
        const { top, bottom } = await list.evaluate((element) => element.getBoundingClientRect());
        expect({ block, isInside: top >= 0 && bottom <= 480 }).toEqual({ block, isInside: true });
        await page.keyboard.press('Escape');
      }
    },
    { viewport: { width: 1280, height: 480 } },
  );
});

test('what was done took its buttons away: the focus is at the heading, not lost', async () => {
  const act = await ArrangedAct.draft('Шешімнен кейінгі фокус туралы');
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const atHeading = (page = initiator.page) =>
      page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await initiator.openAct(act.id);
    await initiator.press('agreements.verb.send');
    await initiator.told(initiator.t('agreements.draft.sent'));
    await atHeading();
    // The words that say so leave the links at the foot of the page free.
    const isFootFree = await initiator.page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      const said = document.querySelector('.toast')?.getBoundingClientRect();
      const foot = document.querySelector('.foot')?.getBoundingClientRect();
      return said && foot && said.bottom <= foot.top;
    });
    expect(isFootFree).toBe(true);
    await initiator.press('agreements.recall');
    await initiator.press('agreements.recall', initiator.dialog());
    await initiator.told(initiator.t('agreements.recalled'));
    await atHeading();
    await initiator.press('agreements.verb.send');
    await initiator.told(initiator.t('agreements.draft.sent'));

    const unit = await office.person(DEVELOPER.unitHead);
    await unit.openAct(act.id);
    await unit.agree();
    await atHeading(unit.page);
  });
});

test('an answer to a remark takes its form away: the focus stays at the remark, and all are answered without a mouse', async () => {
  const act = await ArrangedAct.draft('Жауаптан кейінгі фокус туралы');
  await (await act.dispatched()).settled(FINANCE, 'with_remarks');
  await inOffice('kk', async (office) => {
    const person = await office.person(DEVELOPER.initiator);
    const keys = new Keyboard(person);
    const { page, t } = person;
    await page.goto(`/agreements/${act.id}/remarks`);
    await keys.press(person.button('agreements.answerGive'));
    await keys.press(
      page.getByRole('radio', { name: t('agreements.remarkState.accepted'), exact: true }),
      'Space',
    );
    await keys.press(person.form().locator('button[type=submit]'));
    await page.waitForFunction(() => document.activeElement?.matches('.remark-register > li'));
    await keys.press(person.button('agreements.answerChange'));
    await keys.press(person.form().locator('button[type=submit]'));
    await page.waitForFunction(() => document.activeElement?.matches('.remark-register > li'));
  });
});
