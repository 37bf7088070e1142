import { AxeBuilder } from '@axe-core/playwright';
import { demoEmployees } from '../../apps/cli/src/demo/employees.js';
import { chosen } from './support/files.js';
import { inOffice } from './support/office.js';
import type { Person } from './support/person.js';

const COORDINATOR = 'm.kapyshev';

const iinOf = (login: string): string => demoEmployees.find((one) => one.login === login)?.iin ?? '';

const bring = (person: Person, text: string) =>
  person.chooseFiles(person.button('directory.import.choose'), [chosen('staff.csv', Buffer.from(text))]);

async function accessible({ page }: Person): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(1);
}

test('a coordinator brings a list: wrong rows are told, columns told by hand, all of it entered (617:20-22)', async () => {
  await inOffice('ru', async (office) => {
    const person = await office.person(COORDINATOR);
    const { page, t } = person;
    const enter = page.getByRole('button', { name: t('directory.import.enter', { count: 1 }) });
    const iin = iinOf('a.bekenov');
    await page.goto('/directory/import');
    await person.heading('directory.import.title').waitFor();

    await bring(person, `ИИН;Стол\n${iin};909\n123456789012;1\n`);
    await person.seeSaid('directory.import.columnsText');
    await page.setViewportSize({ width: 360, height: 640 });
    await accessible(person);
    await page.getByRole('combobox', { name: 'Стол' }).selectOption('office');
    await person.press('directory.import.compare');
    await person.see('нужны 12 цифр');
    await person.seeSaid('error.importRowsWrong');
    await accessible(person);
    expect(await enter.count()).toBe(0);

    await bring(person, `ИИН;Стол\n${iin};909\n`);
    await person.see('909');
    await page.setViewportSize({ width: 1366, height: 768 });
    await accessible(person);
    await enter.click();
    await person.see(t('directory.import.done', { count: 1 }));
  });
});
