import type { Locator } from 'playwright-core';
import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, FINANCE, unitName } from './support/people.js';
import { KEY_PASSWORD, keyFileOf } from './support/portal.js';

const isFocused = (place: Locator) =>
  place.evaluate(async (element) => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return element === document.activeElement;
  });

test('Esc closes the form of a step, and the focus goes back to its button; not over what was typed', async () => {
  const act = await (await ArrangedAct.draft('Esc пернесімен жабылған форма туралы')).sent();
  await inOffice('ru', async (office) => {
    const unit = await office.person(DEVELOPER.unitHead);
    const { page } = unit;
    await unit.openAct(act.id);
    const opener = unit.button('agreements.verb.return').first();
    await opener.click();
    await unit.form().waitFor();
    await page.keyboard.press('Escape');
    await unit.form().waitFor({ state: 'detached' });
    expect(await isFocused(opener)).toBe(true);

    await opener.click();
    const reason = unit.field('agreements.reason', unit.form());
    await reason.fill('Мерзімі анық емес.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await reason.inputValue()).toBe('Мерзімі анық емес.');
    // Its own button closes it all the same, and what was typed is there when it is opened again.
    await unit.press('ui.close', unit.form());
    await unit.form().waitFor({ state: 'detached' });
    expect(await isFocused(opener)).toBe(true);
    await opener.click();
    expect(await reason.inputValue()).toBe('Мерзімі анық емес.');
  });
});

test('Esc leads back to a button that was away while the form was open; a list that is open it closes first', async () => {
  const answered = await ArrangedAct.draft('Жауап формасынан Esc пернесімен шығу туралы');
  await (await answered.dispatched()).settled(FINANCE, 'with_remarks');
  const act = await (await ArrangedAct.draft('Нәтиже формасынан Esc пернесімен шығу туралы')).dispatched();
  await act.registered(FINANCE);
  await inOffice('ru', async (office) => {
    const head = await office.person(FINANCE.head);
    await head.openAct(act.id);
    await head.press('agreements.verb.assign');
    const box = head.form().getByRole('combobox', { name: head.t('agreements.assign.responsible') });
    await box.fill(unitName('finance-budget', 'ru').slice(0, 5));
    await head.page.getByRole('option').first().waitFor();
    await head.page.keyboard.press('Escape');
    await head.page.getByRole('option').first().waitFor({ state: 'detached' });
    await head.form().waitFor();
    await head.page.keyboard.press('Escape');
    await head.form().waitFor({ state: 'detached' });

    const initiator = await office.person(DEVELOPER.initiator);
    await initiator.page.goto(`/agreements/${answered.id}/remarks`);
    await initiator.press('agreements.answerGive');
    await initiator.form().waitFor();
    await initiator.page.keyboard.press('Escape');
    await initiator.form().waitFor({ state: 'detached' });
    expect(await isFocused(initiator.button('agreements.answerGive'))).toBe(true);
  });
  const outcome = await (await ArrangedAct.draft('Ескерту жазылған форма туралы')).dispatched();
  await outcome.assigned(FINANCE);
  await inOffice('ru', async (office) => {
    const executor = await office.person(FINANCE.executor);
    await executor.openAct(outcome.id);
    await executor.press('agreements.verb.agreeWithRemarks');
    await executor.button('agreements.addRemark', executor.form()).click();
    await executor.page.keyboard.press('Escape');
    await executor.form().waitFor({ state: 'detached' });
    expect(await isFocused(executor.button('agreements.verb.agreeWithRemarks'))).toBe(true);
    await executor.press('agreements.verb.agreeWithRemarks');
    const text = executor.field('agreements.remarkText', executor.form());
    await text.fill('Мерзімі анық емес.');
    await executor.page.keyboard.press('Escape');
    expect(await text.inputValue()).toBe('Мерзімі анық емес.');
  });
});

test('what is asked besides the route moves no button of a card that can be seen', async () => {
  const act = await ArrangedAct.draft('Орнынан жылжымайтын түймелер туралы');
  await (await act.dispatched()).settled(FINANCE, 'with_remarks');
  await inOffice('ru', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page } = initiator;
    await page.route('**/api/inbox/about?*', async (route) => {
      await new Promise((later) => setTimeout(later, 700));
      await route.continue();
    });
    await page.goto(`/agreements/${act.id}`);
    const withdraw = initiator.button('agreements.withdraw');
    await withdraw.waitFor();
    const before = await withdraw.boundingBox();
    await initiator.link('agreements.toAnswers').waitFor();
    expect((await withdraw.boundingBox())?.y).toBe(before?.y);
  });
});

test('remarks are in the language of the act wherever they are read: inside the body, and before they are signed', async () => {
  const act = await (await ArrangedAct.draft('Ескертулердің тілі туралы')).dispatched();
  await act.proposed(FINANCE, 'with_remarks');
  const inKazakh = (place: Locator) =>
    place.locator('p[lang=kk]', { hasText: 'Мерзімі анық емес.' }).waitFor();
  await inOffice('ru', async (office) => {
    const unit = await office.person(FINANCE.unitHead);
    await unit.openAct(act.id);
    await inKazakh(unit.page.locator('.visa'));
    await act.decide(FINANCE.unitHead, 'agree');
    const head = await office.person(FINANCE.head);
    await head.openAct(act.id);
    await head.press('agreements.verb.sign');
    await head.openKey(keyFileOf(FINANCE.head), KEY_PASSWORD);
    await inKazakh(head.dialog().locator('.signed-decision'));
  });
});

test('a remark typed while the portal did not answer is kept once it does, though nobody types any more', async () => {
  const act = await (await ArrangedAct.draft('Портал жауап бермегенде жазылған ескерту туралы')).dispatched();
  await act.assigned(FINANCE);
  await inOffice('ru', async (office) => {
    const executor = await office.person(FINANCE.executor);
    const { page } = executor;
    const open = async () => {
      await executor.openAct(act.id);
      await executor.press('agreements.verb.agreeWithRemarks');
      await executor.form().waitFor();
    };
    const text = executor.field('agreements.remarkText', executor.form());
    await open();
    await page.route('**/steps/*/remarks/*', (route) => route.abort());
    await executor.press('agreements.addRemark', executor.form());
    await text.fill('Мерзімі анық емес.');
    await executor.seeSaid('agreements.remarksUnreached');
    await page.unroute('**/steps/*/remarks/*');
    await executor.seeSaid('agreements.remarksKept');
    // As on another computer: this page keeps nothing of it.
    await page.evaluate(() => sessionStorage.clear());
    await open();
    expect(await text.inputValue()).toBe('Мерзімі анық емес.');
  });
});
