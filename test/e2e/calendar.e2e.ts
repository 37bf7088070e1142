import type { ActCard } from '#contracts';
import { ArrangedAct, client } from './support/arrange.js';
import { addHoliday, nextWorkingDay, openCalendarEditor, readYear } from './support/calendar.js';
import { inOffice } from './support/office.js';
import { ADMINISTRATOR, DEVELOPER, FINANCE } from './support/people.js';

/** The terms of the other tests are put back where they were. */
async function takeOut(day: string): Promise<void> {
  const { year, revision, days } = await readYear(day.slice(0, 4));
  const administrator = await client(ADMINISTRATOR);
  await administrator.put(`/api/calendar/${year}`, {
    revision,
    days: days.filter((entry) => entry.day !== day),
  });
}

async function termOfFinance(actId: string): Promise<{ number: string; dueAt: string }> {
  const officer = await client(FINANCE.officer);
  const { version } = await officer.get<ActCard>(`/api/agreements/${actId}`);
  const dueAt = version.reviews.find((review) => review.term)?.dueAt;
  if (!version.number || !dueAt) throw new Error('The act was not registered.');
  return { number: version.number, dueAt };
}

test('775:20 the administrator adds a holiday: he is shown whose terms move, and they do', async () => {
  const act = await (await (await ArrangedAct.draft('Мерзімі ауысатын жоба')).dispatched()).registered(
    FINANCE,
  );
  const before = await termOfFinance(act.id);
  const day = await nextWorkingDay();

  await inOffice('ru', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    await initiator.link('calendar.title').click();
    await initiator.heading('calendar.days').waitFor();
    expect(await initiator.button('calendar.edit').count()).toBe(0);
    expect(await initiator.page.locator('table.month').count()).toBe(12);
    const paper = await initiator.page.pdf({ format: 'A4' });
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

    const administrator = await office.person(ADMINISTRATOR);
    await openCalendarEditor(administrator);
    await addHoliday(administrator, day);
    await administrator.press('calendar.check');
    const dialog = administrator.dialog();
    const row = dialog.getByRole('listitem').filter({ hasText: before.number });
    await row.getByText(administrator.t('agreements.term.how', { count: 5 })).click();
    await row.getByText('Пробный праздник').waitFor();
    expect(await termOfFinance(act.id)).toEqual(before);

    try {
      await administrator.press('calendar.confirm', dialog);
      await dialog.waitFor({ state: 'detached' });
      await administrator.see('Пробный праздник');
      const after = await termOfFinance(act.id);
      expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.parse(before.dueAt));

      const officer = await office.person(FINANCE.officer);
      await officer.openAct(act.id);
      await officer.unfold(officer.t('agreements.term.how', { count: 5 }));
      await officer.see('Пробный праздник');
    } finally {
      await takeOut(day);
    }
    expect(await termOfFinance(act.id)).toEqual(before);
  });
});
