import { dayOf } from '#kernel';
import { ArrangedAct } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, nameOf } from './support/people.js';
import type { Person } from './support/person.js';

const shown = (person: Person, name: string) => person.page.locator('.stand-in').filter({ hasText: name });

test('the head of the legal service names a stand-in, whose open window knows at once; he gives the visa for her', async () => {
  const act = await (await ArrangedAct.draft('Заң қызметінің басшысы демалыста')).atLegalHead();
  await inOffice('kk', async (office) => {
    const [head, lawyer] = [await office.person(DEVELOPER.legalHead), await office.person(DEVELOPER.lawyer)];
    const [surname = ''] = nameOf(DEVELOPER.legalHead).split(' ');
    const today = dayOf(new Date());
    await lawyer.heading('inbox.title').waitFor();

    await head.link('delegations.title').click();
    await head.heading('delegations.title').first().waitFor();
    await head.press('delegations.give');
    await head.see(head.t('delegations.standInMissing'));
    await head.choose('delegations.standIn', nameOf(DEVELOPER.lawyer));
    await head.field('delegations.from').fill(today);
    await head.field('delegations.to').fill(today);
    await head.press('delegations.give');
    await head.told(head.t('delegations.given', { name: nameOf(DEVELOPER.lawyer) }));
    await head.seeSaid('delegations.running');

    await shown(lawyer, surname).waitFor();
    await lawyer.openFromInbox(act.title, 'give_visa');
    const inStead = lawyer.t('person.actInStead', { name: nameOf(DEVELOPER.legalHead) });
    await lawyer.see(inStead);
    await lawyer.sign('agreements.verb.giveVisa');
    await lawyer.see(
      lawyer.t('person.inStead', { name: nameOf(DEVELOPER.lawyer), principal: nameOf(DEVELOPER.legalHead) }),
    );

    await head.page
      .getByRole('button', { name: new RegExp(`^${head.t('delegations.end')}`) })
      .first()
      .click();
    await head.seeSaid('delegations.revoked');
    await shown(lawyer, surname).waitFor({ state: 'detached' });
  });
});
