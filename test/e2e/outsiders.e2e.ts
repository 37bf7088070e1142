import { ArrangedAct, client } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { DEVELOPER, FINANCE, JUSTICE, OUTSIDER } from './support/people.js';
import { PORTAL_URL } from './support/portal.js';

const TITLE = 'Бөтен көзге көрінбейтін жоба туралы';

/** Every address that leads to the act, its files and signatures. */
async function addressesOf(actId: string): Promise<string[]> {
  const { version } = await (await client(DEVELOPER.initiator)).card(actId);
  const signatures = version.steps.flatMap(({ signature }) => signature ?? []);
  expect(signatures).toHaveLength(2);
  return [
    ['', '/history', '/sheet?version=0', '/container?version=0', '/signatures?version=0'],
    version.files.map(({ id }) => `/files/${id}`),
    signatures.flatMap(({ id }) =>
      ['signature', 'manifest', 'statement'].map((part) => `/signatures/${id}/${part}`),
    ),
  ]
    .flat()
    .map((end) => `/api/agreements/${actId}${end}`);
}

test.each([
  { who: 'an employee of a third body', login: OUTSIDER },
  { who: 'a body that is not among the approving ones', login: JUSTICE.head },
])('$who sees nothing of the act, by no address (775:6)', async ({ login }) => {
  const act = await (await ArrangedAct.draft(TITLE, [FINANCE])).dispatched();
  const addresses = await addressesOf(act.id);
  await inOffice('kk', async (office) => {
    const outsider = await office.person(login);
    const { page, t } = outsider;
    await page.goto(`/agreements/${act.id}`);
    await outsider.heading('agreements.card.notFound').waitFor();
    await page.goto(`/agreements/${act.id}/edit`);
    await outsider.heading('agreements.card.notFound').waitFor();
    await page.goto(`/agreements?q=${encodeURIComponent(TITLE)}`);
    await outsider.heading('agreements.list.nothing').waitFor();
    expect(await page.getByText(TITLE).count()).toBe(0);

    const answers = await Promise.all(
      addresses.map(async (address) => (await page.request.get(PORTAL_URL + address)).status()),
    );
    expect([...new Set(answers)]).toEqual([404]);
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox', { name: t('app.searchHint') }).fill('Бөтен көзге');
    await outsider.see(t('ui.noMatches'));
  });
});

test('a stranger is led to the sign-in, and from there to the page he wanted', async () => {
  const act = await (await ArrangedAct.draft(TITLE, [FINANCE])).sent();
  await inOffice('kk', async (office) => {
    const stranger = await office.stranger(DEVELOPER.unitHead);
    await stranger.page.goto(`/agreements/${act.id}`);
    await stranger.heading('session.title').waitFor();
    expect(await stranger.page.getByText(TITLE).count()).toBe(0);
    await stranger.fillInSignIn();
    await stranger.page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  });
});

test('five wrong passwords close the sign-in of an account for a while, in words', async () => {
  await inOffice('en', async (office) => {
    const stranger = await office.stranger('i.ashimov');
    await stranger.page.goto('/login');
    for (let left = 4; left > 0; left -= 1) {
      await stranger.fillInSignIn('wrong');
      await stranger.page
        .getByRole('alert')
        .getByText(stranger.t('session.attemptsLeft', { count: left }))
        .waitFor();
      expect(await stranger.field('session.login').inputValue()).toBe('i.ashimov');
    }
    await stranger.fillInSignIn('wrong');
    await stranger.page
      .getByRole('alert')
      .getByText(/Too many wrong attempts/)
      .waitFor();
    await stranger.fillInSignIn();
    await stranger.page
      .getByRole('alert')
      .getByText(/Too many wrong attempts/)
      .waitFor();
  });
});
