import { AxeBuilder } from '@axe-core/playwright';
import { inOffice } from './support/office.js';
import type { Person } from './support/person.js';

/** Keeps the part of the Ministry of Finance. */
const COORDINATOR = 'm.kapyshev';
/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function faultsOf({ page }: Person): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('617:20 a coordinator keeps his body: a unit, a photo, what changed, the chart on one sheet', async () => {
  await inOffice('ru', async (office) => {
    const coordinator = await office.person(COORDINATOR);
    const { page, t } = coordinator;
    await page.goto('/directory');
    await page.locator('main .link-list a').first().click();
    await coordinator.heading('keep.title').waitFor();

    await coordinator.press('keep.newUnit');
    const dialog = coordinator.dialog();
    await coordinator.press('keep.save', dialog);
    await dialog.getByRole('alert').waitFor();
    expect(await faultsOf(coordinator)).toEqual([]);
    await coordinator.field('keep.nameKk', dialog).fill('Сынақ бөлімі');
    await coordinator.field('keep.nameRu', dialog).fill('Пробный отдел');
    await coordinator.field('keep.nameEn', dialog).fill('Trial division');
    await coordinator.press('keep.save', dialog);
    await coordinator.told(t('keep.saved'));
    await page.getByRole('button', { name: t('keep.changeOf', { name: 'Пробный отдел' }) }).click();
    await coordinator.press('keep.closeUnit', dialog);
    await coordinator.told(t('keep.did.unit.closed'));
    await page.getByText('Пробный отдел').first().waitFor({ state: 'detached' });

    await page.locator('.unit .person a').last().click();
    await coordinator.heading('keep.posts').waitFor();
    await coordinator.press('keep.photo');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: PICTURE });
    await coordinator.press('keep.save', dialog);
    const photo = page.locator('.person-photo');
    await photo.waitFor();
    expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await coordinator.unfold(t('keep.history'));
    await coordinator.seeSaid('keep.did.person.photo');
    expect(await faultsOf(coordinator)).toEqual([]);

    await page.goBack();
    await page.getByRole('link', { name: t('keep.chart') }).click();
    await page.getByRole('list', { name: t('directory.units') }).waitFor();
    expect(await faultsOf(coordinator)).toEqual([]);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(paper).toMatch(/\/MediaBox\s*\[0 0 84\d\S* 59\d/);
  });
});
