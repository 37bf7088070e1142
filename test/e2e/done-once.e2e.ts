import { setTimeout } from 'node:timers/promises';
import type { HistoryEntry, RemarkRegister } from '#contracts';
import { ArrangedAct, acceptRemarks, client } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, FINANCE } from './support/people.js';
import { KEY_PASSWORD, keyFileOf, PASSWORD } from './support/portal.js';

/** How often something was done to an act, by its record. */
async function timesDone(actId: string, action: string): Promise<number> {
  const initiator = await client(DEVELOPER.initiator);
  const { items } = await initiator.get<{ items: HistoryEntry[] }>(`/api/agreements/${actId}/history`);
  return items.filter((entry) => entry.action === action).length;
}

test('a step decided in one tab is told in the other, where what was typed stays', async () => {
  const act = await (await ArrangedAct.draft('Екі терезе туралы')).sent();
  await inOffice('kk', async (office) => {
    const one = await office.person(DEVELOPER.unitHead);
    const other = await one.newTab();
    await Promise.all([one.openAct(act.id), other.openAct(act.id)]);
    await other.press('agreements.verb.return');
    const reason = other.field('agreements.reason', other.form());
    await reason.fill('Қосымшасы жоқ.');
    await one.agree('Келісемін.');

    // It is told before it is sent, and sends nothing any more.
    await other.page.getByRole('alert').getByText(other.t('error.stepDecided')).waitFor();
    await other.seeSaid('agreements.overtaken');
    expect(await other.form().locator('button[type=submit]').isDisabled()).toBe(true);
    expect(await reason.inputValue()).toBe('Қосымшасы жоқ.');
    // The page under it shows how things are now.
    await other.page.locator('.act-title').getByText(other.t('agreements.state.legalVisa')).waitFor();
  });
});

test('a double click sends a draft once', async () => {
  const act = await ArrangedAct.draft('Екі рет басу туралы');
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    await initiator.openAct(act.id);
    await initiator.button('agreements.verb.send').dblclick();
    await initiator.told(initiator.t('agreements.draft.sent'));
    expect(await initiator.page.getByRole('alert').count()).toBe(0);
    expect(await timesDone(act.id, 'version.send')).toBe(1);
  });
});

test('a double click saves one card, and signs once', async () => {
  const act = await (await ArrangedAct.draft('Екі рет қол қою туралы')).atLegalHead();
  await inOffice('en', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const title = 'Бір ғана карточка туралы';
    await initiator.page.goto('/agreements/new');
    await initiator.field('agreements.fact.title').fill(title);
    await initiator.button('agreements.form.save').dblclick();
    await initiator.told(initiator.t('agreements.form.saved'));
    const cards = await (await client(DEVELOPER.initiator)).get<{ items: unknown[] }>(
      `/api/agreements?q=${encodeURIComponent(title)}`,
    );
    expect(cards.items).toHaveLength(1);

    const head = await office.person(DEVELOPER.legalHead);
    await head.openAct(act.id);
    await head.press('agreements.verb.giveVisa');
    await head.openKey(keyFileOf(DEVELOPER.legalHead), KEY_PASSWORD);
    await head.button('agreements.verb.giveVisa', head.dialog()).dblclick();
    await head.dialog().locator('.receipt').waitFor();
    expect(await timesDone(act.id, 'version.give_visa')).toBe(1);
  });
});

test('a card saved in another tab meanwhile is told, with the choice; what was typed stays', async () => {
  const act = await ArrangedAct.draft('Ескірген карточка туралы');
  await inOffice('kk', async (office) => {
    const one = await office.person(DEVELOPER.initiator);
    const other = await one.newTab();
    for (const tab of [one, other]) {
      await tab.page.goto(`/agreements/${act.id}/edit`);
      await tab.field('agreements.fact.description').waitFor();
    }
    await one.field('agreements.fact.description').fill('Бірінші терезеде');
    await one.press('agreements.form.save');
    await one.told(one.t('agreements.form.saved'));

    await other.field('agreements.fact.description').fill('Екінші терезеде');
    await other.press('agreements.form.save');
    await other.page.getByRole('alert').getByText(other.t('agreements.stale.title')).waitFor();
    const fields = other.t('agreements.fact.description');
    await other.see(other.t('agreements.stale.differs', { fields }));
    expect(await other.field('agreements.fact.description').inputValue()).toBe('Екінші терезеде');
    await other.press('agreements.stale.keepMine');
    await other.press('agreements.form.save');
    await other.told(other.t('agreements.form.saved'));
    // The first tab shows it without being reloaded.
    await one.see('Екінші терезеде');
  });
});

test('a session that ends while a card is typed loses nothing', async () => {
  await inOffice('ru', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await page.goto('/agreements/new');
    await initiator.field('agreements.fact.title').fill('О потерянной сессии');
    await page.context().clearCookies();
    await initiator.press('agreements.form.save');

    const dialog = initiator.dialog();
    await dialog.getByText(t('app.againText')).waitFor();
    await initiator.field('session.password', dialog).fill(PASSWORD);
    await initiator.press('session.signIn', dialog);
    await dialog.waitFor({ state: 'detached' });
    expect(await initiator.field('agreements.fact.title').inputValue()).toBe('О потерянной сессии');
    await initiator.press('agreements.form.save');
    await initiator.told(t('agreements.form.saved'));
  });
});

test('another signs in in the same browser: the old tabs say so, and do nothing in his name', async () => {
  const act = await (await ArrangedAct.draft('Басқа адам кірген браузер туралы')).sent();
  await inOffice('kk', async (office) => {
    const unit = await office.person(DEVELOPER.unitHead);
    const { t } = unit;
    // A tab that no event reaches, with a decision half made, and one that hears of everything
    const deaf = await unit.newTab();
    await deaf.page.route('**/api/live', (route) => route.abort());
    await Promise.all([unit.openAct(act.id), deaf.openAct(act.id)]);
    await deaf.press('agreements.verb.agree');
    await deaf.field('agreements.comment', deaf.form()).fill('Келісемін.');

    const other = await unit.newTab();
    await other.page.goto('/inbox');
    await other.page.locator('.account').first().click();
    await other.press('app.signOut');
    await other.field('session.login').fill(DEVELOPER.initiator);
    await other.field('session.password').fill(PASSWORD);
    await other.press('session.signIn');
    await other.heading('inbox.title').waitFor();
    const { session } = await client(DEVELOPER.initiator);
    const said = t('app.otherPerson', { name: session.employee.shortName });
    await unit.told(said);

    await deaf.form().locator('button[type=submit]').click();
    await deaf.told(said);
    expect(await deaf.page.getByText('Келісемін.').count()).toBe(0);
    expect(await timesDone(act.id, 'step.decide')).toBe(0);
  });
});

test('what was typed survives a reload of the page', async () => {
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await page.goto('/agreements/new');
    await initiator.field('agreements.fact.title').fill('Жаңартылған бет туралы');
    await page.reload();
    await initiator.see(t('agreements.restored.title'));
    expect(await initiator.field('agreements.fact.title').inputValue()).toBe('Жаңартылған бет туралы');
  });
});

test('a page opened before an update of the portal loads itself anew', async () => {
  const act = await (await ArrangedAct.draft('Жаңартылған портал туралы')).sent();
  await inOffice('kk', async (office) => {
    const unit = await office.person(DEVELOPER.unitHead);
    await unit.openAct(act.id);
    // After an update the parts that the page has not loaded yet are no longer there.
    const gone = '**/assets/open-form-*.js';
    await unit.page.route(gone, (route) => route.fulfill({ status: 404 }));
    const anew = unit.page.waitForEvent('framenavigated');
    await unit.press('agreements.verb.agree');
    await anew;
    await unit.page.unroute(gone);
    // Told where React finds the part missing before the page is anew.
    unit.forgive(/Failed to fetch dynamically imported module: .*open-form/);
    await unit.agree('Келісемін.');
  });
});

test('a page that was offline says so, and catches up by itself', async () => {
  const act = await (await ArrangedAct.draft('Үзілген байланыс туралы')).sent();
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await initiator.openAct(act.id);
    await page.context().setOffline(true);
    await initiator.see(t('app.offline'));
    await act.decide(DEVELOPER.unitHead, 'agree');
    await page.context().setOffline(false);
    await page.locator('.act-title').getByText(t('agreements.state.legalVisa')).waitFor();
    await page.getByText(t('app.offline')).waitFor({ state: 'detached' });
    await initiator.told(t('app.connected'));
  });
});

test('an outcome is not refused for its own remarks that are still on their way to the portal', async () => {
  const act = await (await (await ArrangedAct.draft('Баяу желі туралы')).dispatched()).assigned(FINANCE);
  await inOffice('kk', async (office) => {
    const executor = await office.person(FINANCE.executor);
    await executor.openAct(act.id);
    // Longer than the pause in typing after which they are kept, and the decision is slower still.
    await executor.page.route(/\/steps\/[^/]+\/(remarks\/|outcome$)/, async (route) => {
      await setTimeout(route.request().method() === 'POST' ? 2500 : 1800);
      await route.continue();
    });
    await executor.decide(
      'agreements.verb.agreeWithRemarks',
      'agreements.proposed.withRemarks',
      async (form) => {
        await executor.press('agreements.addRemark', form);
        await executor.field('agreements.remarkText', form).fill('Мерзімі анық емес.');
        await executor.field('agreements.proposal', form).fill('Нақты күнін қою.');
      },
    );
  });
});

test('an answer that another gave while one was written is told, and passed over only by whoever has been told', async () => {
  const act = await (await (await ArrangedAct.draft('Екі жауап туралы')).dispatched()).settled(
    FINANCE,
    'with_remarks',
  );
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await page.goto(`/agreements/${act.id}/remarks`);
    await initiator.press('agreements.answerGive');
    const form = initiator.form();
    await form.getByLabel(t('agreements.remarkState.partly')).check();
    await initiator.field('agreements.answerReasons', form).fill('Күні келесі нұсқада.');
    await acceptRemarks(act.id);
    await initiator.seeSaid('agreements.answerDraft');

    const positionNow = async () => {
      const { items } = await (await client(DEVELOPER.initiator)).get<RemarkRegister>(
        `/api/agreements/${act.id}/remarks`,
      );
      return items[0]?.answerDraft?.position;
    };
    await initiator.press('agreements.answerKeep', form);
    await form.getByText(t('error.stale')).waitFor();
    expect(await positionNow()).toBe('accepted');
    await initiator.press('agreements.answerKeep', form);
    await form.waitFor({ state: 'detached' });
    expect(await positionNow()).toBe('partly');
  });
});

test('a deed that was done elsewhere is told, although its button goes', async () => {
  const act = await ArrangedAct.draft('Ескірген бет туралы');
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    // The page hears of nothing.
    await page.route('**/api/live', (route) => route.abort());
    await initiator.openAct(act.id);
    await act.sent();
    await initiator.press('agreements.verb.send');
    await initiator.button('agreements.verb.send').waitFor({ state: 'detached' });
    await initiator.told(t('error.conflict'));
  });
});

test('two people of one unit: who comes second is told who decided', async () => {
  const act = await (await ArrangedAct.draft('Екі тіркеуші туралы')).dispatched();
  await inOffice('kk', async (office) => {
    const [officer, colleague] = await Promise.all(
      [FINANCE.officer, 'i.volkova'].map((login) => office.person(login)),
    );
    if (!officer || !colleague) throw new Error('Nobody came.');
    await Promise.all([officer.openAct(act.id), colleague.openAct(act.id)]);
    await colleague.press('agreements.verb.register');
    await colleague.field('agreements.register.basis', colleague.form()).fill('Регламенттің 5-тармағы');
    await officer.register(5, 'Регламент');
    await colleague.page.getByRole('alert').getByText(colleague.t('error.stepDecided')).waitFor();
    expect(await colleague.form().locator('button[type=submit]').isDisabled()).toBe(true);
    const typed = colleague.field('agreements.register.basis', colleague.form());
    expect(await typed.inputValue()).toBe('Регламенттің 5-тармағы');
  });
});
