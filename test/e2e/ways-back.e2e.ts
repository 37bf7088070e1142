import { ArrangedAct } from './support/arrange.js';
import { Journey } from './support/journey.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, FINANCE, JUSTICE, nameOf } from './support/people.js';

jest.setTimeout(90_000);

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
    await initiator.heading('agreements.form.editTitle').waitFor();
    await initiator.field('agreements.fact.description').fill('Қаржыландыру көзі көрсетілді.');
    await initiator.press('agreements.form.save');
    await initiator.told(initiator.t('agreements.form.saved'));
    await journey.send();
    await journey.turnOf(DEVELOPER.unitHead, 'agree_draft');
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
