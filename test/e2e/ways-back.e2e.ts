import { ArrangedAct } from './support/arrange.js';
import { Journey } from './support/journey.js';
import { inOffice } from './support/office.js';
import { bodyName, DEVELOPER, FINANCE, JUSTICE, nameOf } from './support/people.js';

test('a body refuses with its reason, and the draft goes round again as a new version (775:17.3, 19)', async () => {
  const act = await ArrangedAct.draft('Келісуден бас тартылған жоба туралы', [FINANCE, JUSTICE]);
  await (await act.dispatched()).settled(JUSTICE, 'agreed');
  await inOffice('kk', async (office) => {
    const journey = new Journey(office, act.title);
    const initiator = await journey.initiator;
    await initiator.openAct(act.id);

    await journey.arriveAt(FINANCE);
    await journey.giveOpinion(FINANCE, { outcome: 'refused', reason: 'Бюджетте қаражат жоқ.' });
    await journey.propose(FINANCE, { outcome: 'refused', reason: 'Бюджет кодексіне қайшы.' });
    await journey.headsAgree(FINANCE);
    await journey.signOutcome(FINANCE);

    // On the page that stands open: the refusal, its reason, and what can be done
    const refused = initiator.page.locator('.act-title').getByText(initiator.t('agreements.state.refused'));
    await refused.waitFor();
    await initiator.see('Бюджет кодексіне қайшы.');
    await initiator.press('agreements.newVersion.place');
    await initiator.heading('agreements.form.versionTitle', { mark: '/1' }).waitFor();
    await initiator.see('Бюджет кодексіне қайшы.');
    await initiator.field('agreements.fact.description').fill('Қаржыландыру көзі көрсетілді.');
    await initiator.press('agreements.form.save');
    await initiator.told(initiator.t('agreements.form.saved'));
    await journey.send();
    await journey.turnOf(DEVELOPER.unitHead, 'agree_draft');

    // Among what came for information: which body, and what it said
    await initiator.page.goto('/inbox?needs=information');
    const refusal = initiator.inboxRow(act.title).filter({ hasText: bodyName(FINANCE.key, 'kk') });
    await refusal.getByText(initiator.t('inbox.verb.body_refused')).waitFor();
  });
});

test('775:17 the head of the unit hands the work over with the reason, and who had it is told', async () => {
  const act = await (await ArrangedAct.draft('Басқа орындаушыға тапсырылған жоба туралы')).dispatched();
  await act.assigned(FINANCE);
  await inOffice('ru', async (office) => {
    const [head, executor] = await Promise.all([
      office.person(FINANCE.unitHead),
      office.person(FINANCE.executor),
    ]);
    const { t } = head;
    await head.openAct(act.id);
    await head.decide('agreements.verb.handOver', 'agreements.handedOver', async (form) => {
      // Nobody is chosen yet: told, and over as soon as somebody is
      await form.locator('button[type=submit]').click();
      await form.getByRole('alert').waitFor();
      await head.choose('agreements.assign.executor', nameOf(FINANCE.unitHead));
      await form.getByRole('alert').waitFor({ state: 'detached' });
      await head.field('agreements.handOverReason', form).fill('Исполнитель в отпуске.');
    });
    await executor.page.goto('/inbox?needs=information');
    const row = executor.inboxRow(act.title);
    await row.getByText(t('inbox.verb.work_handed_over')).waitFor();
    await row.getByRole('link', { name: act.title }).click();
    await executor.unfold(t('agreements.history.show'));
    await executor.see(`${nameOf(FINANCE.unitHead)}. Исполнитель в отпуске.`);
  });
});

test('the head sends the outcome back to the executor with the reason (775:18)', async () => {
  const act = await ArrangedAct.draft('Орындаушыға қайтарылған нәтиже туралы');
  await (await act.dispatched()).proposed(FINANCE, 'agreed');
  await act.decide(FINANCE.unitHead, 'agree');
  await inOffice('kk', async (office) => {
    const journey = new Journey(office, act.title);
    const reason = 'Қаржы бойынша ескерту қосыңыз.';
    const head = await journey.turnOf(FINANCE.head, 'sign_outcome');
    await head.giveBack(reason);
    await journey.notTheTurnOf(FINANCE.unitHead);

    const executor = await journey.turnOf(FINANCE.executor, 'choose_outcome');
    await executor.see(executor.t('agreements.returnedBy', { name: nameOf(FINANCE.head) }));
    await executor.see(reason);
    const remark = { point: '4', text: 'Шығыны есептелмеген.', proposal: 'Есебін қосу.' };
    await journey.propose(FINANCE, { outcome: 'with_remarks', remark });
    await journey.headsAgree({ ...FINANCE, interested: null });
    await journey.signOutcome(FINANCE);
    const initiator = await journey.initiator;
    await initiator.openAct(act.id);
    await initiator.see(remark.proposal);
  });
});

test.each([
  { who: 'the head of an interested unit', login: DEVELOPER.unitHead, verb: 'agree_draft' },
  { who: 'the head of the legal service', login: DEVELOPER.legalHead, verb: 'give_visa' },
])(
  '$who returns the draft to the initiator, who mends it and sends it again (775:15)',
  async ({ login, verb }) => {
    const act = await ArrangedAct.draft(`Бастамашыға қайтарылған жоба туралы (${verb})`);
    await (login === DEVELOPER.unitHead ? act.sent() : act.atLegalHead());
    await inOffice('ru', async (office) => {
      const journey = new Journey(office, act.title);
      const reason = 'Не указан срок исполнения.';
      await (await journey.turnOf(login, verb)).giveBack(reason);

      const initiator = await journey.turnOf(DEVELOPER.initiator, 'rework_draft');
      await initiator.see(initiator.t('agreements.returnedBy', { name: nameOf(login) }));
      await initiator.see(reason);
      await initiator.link('agreements.verb.edit').click();
      await initiator.field('agreements.fact.description').fill('Срок указан.');
      await initiator.press('agreements.form.save');
      await initiator.told(initiator.t('agreements.form.saved'));
      await journey.send();
      // It begins anew: the unit is asked first, whoever had returned it.
      await journey.turnOf(DEVELOPER.unitHead, 'agree_draft');
      await journey.notTheTurnOf(DEVELOPER.legalHead);
    });
  },
);

test('the initiator recalls the draft before it is dispatched, and the turn of others is over', async () => {
  const act = await (await ArrangedAct.draft('Кері қайтарып алынған жоба туралы')).sent();
  await inOffice('kk', async (office) => {
    const journey = new Journey(office, act.title);
    await journey.turnOf(DEVELOPER.unitHead, 'agree_draft');
    const initiator = await journey.initiator;
    await initiator.openAct(act.id);
    await initiator.press('agreements.recall');
    await initiator.press('agreements.recall', initiator.dialog());
    await initiator.told(initiator.t('agreements.recalled'));
    await initiator.heading('agreements.draft.title').waitFor();
    await journey.notTheTurnOf(DEVELOPER.unitHead);
  });
});
