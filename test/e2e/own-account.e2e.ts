import { inOffice } from './support/office.js';
import { nameOf } from './support/people.js';
import type { Person } from './support/person.js';
import { KEY_PASSWORD, keyFileOf, PASSWORD } from './support/portal.js';

/** Whom no other test signs in: what they have open, and their passwords, change here. */
const OWNER = 's.toktarova';
const CHANGER = 'l.karimova';
const NEXT = 'тауда қар ерте еріді';

async function openAccount(person: Person): Promise<void> {
  const { page, t } = person;
  await page.getByRole('button', { name: new RegExp(`^${t('app.account')} `) }).click();
  await person.link('account.title').click();
  await person.heading('account.title').waitFor();
  await person.heading('account.sessions').waitFor();
}

/** The rows of the list of sessions, each with its button where it is another's browser. */
const rows = (person: Person) => person.page.locator('.session-list > li');

/** Waits until the window shows the sign-in page and says why, and nothing of what it showed before. */
async function isSentAway(person: Person): Promise<void> {
  await person.heading('session.title').waitFor();
  await person.page.getByRole('alert').getByText(person.t('session.endedTitle')).waitFor();
  expect(new URL(person.page.url()).pathname).toBe('/login');
  expect(await person.page.getByText(nameOf(person.login)).count()).toBe(0);
}

async function fillIn(person: Person, current: string, next: string): Promise<void> {
  await person.field('account.current').fill(current);
  await person.field('account.next').fill(next);
}

test('the owner ends a session elsewhere: that window is at the sign-in page at once, half done or not', async () => {
  await inOffice('kk', async (office) => {
    const [mine, other] = [await office.stranger(OWNER), await office.stranger(OWNER)];
    const { page, t } = mine;
    await mine.signIn();
    await other.page.goto('/login');
    await other.press('session.byKey');
    await other.openKey(keyFileOf(OWNER), KEY_PASSWORD);
    await other.press('session.signIn', other.dialog());
    await other.heading('inbox.title').waitFor();
    // Something half done, which would otherwise be asked about before the page is left.
    await other.page.goto('/agreements/new');
    await other.field('agreements.fact.title').fill('Ашық қалған терезе туралы');

    await openAccount(mine);
    await mine.see(nameOf(OWNER));
    await rows(mine).nth(1).waitFor();
    expect(await rows(mine).count()).toBe(2);
    await rows(mine).first().getByText(t('account.here')).waitFor();
    await rows(mine).first().getByText(t('account.byPassword'), { exact: true }).waitFor();
    await rows(mine).nth(1).getByText(t('account.byCertificate')).waitFor();
    expect(await rows(mine).first().getByRole('heading').textContent()).toMatch(
      new RegExp(`^${t('account.computer')}: Chrome, `),
    );

    await rows(mine).nth(1).getByRole('button').click();
    await isSentAway(other);
    await mine.seeSaid('account.onlyHere');
    expect(await rows(mine).count()).toBe(1);

    // Whoever sits there may sign in anew, and is seen again.
    await other.fillInSignIn();
    await other.heading('inbox.title').waitFor();
    await page.reload();
    await mine.press('account.endOthers');
    await isSentAway(other);
    await mine.told(t('account.endedOthers', { count: 1 }));
  });
});

test('the owner changes his password: what is wrong is said, and every other window is out', async () => {
  await inOffice('ru', async (office) => {
    const [mine, other] = [await office.person(CHANGER), await (await office.stranger(CHANGER)).signIn()];
    const { page, t } = mine;
    const rule = (id: string, count: number) =>
      page
        .locator('.password-check li[data-holds]')
        .filter({ hasText: t(id, { least: 12, most: 128, count }) });
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await openAccount(mine);

    // Told while typing, and nothing is sent.
    await mine.field('account.next').fill('Password2026!');
    await rule('account.ruleLength', 13).waitFor();
    await rule('account.rulePersonal', 13).waitFor();
    expect(await rule('account.ruleCommon', 13).count()).toBe(0);
    await mine.field('account.next').fill(NEXT);
    await rule('account.ruleCommon', NEXT.length).waitFor();
    await mine.seeSaid('account.strengthHigh');
    expect(sent).toEqual([]);

    await fillIn(mine, PASSWORD, 'Password2026!');
    await mine.press('account.change');
    await page.getByRole('alert').getByText(t('error.passwordCommon')).waitFor();
    await fillIn(mine, 'не тот', NEXT);
    await mine.press('account.change');
    await page
      .getByRole('alert')
      .getByText(t('account.currentWrong', { count: 4 }))
      .waitFor();

    await fillIn(mine, PASSWORD, NEXT);
    await page.keyboard.press('Enter');
    await mine.told(t('account.passwordDone', { count: 1 }));
    expect(await mine.field('account.next').inputValue()).toBe('');
    await isSentAway(other);
    await other.fillInSignIn(PASSWORD);
    await other.page
      .getByRole('alert')
      .getByText(t('session.attemptsLeft', { count: 4 }))
      .first()
      .waitFor();
    await other.fillInSignIn(NEXT);
    await other.heading('inbox.title').waitFor();
  });
});
