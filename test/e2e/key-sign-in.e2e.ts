import { makeKeyStore, openKeyStore } from '#certification-centre';
import { TestProvider } from '#testing';
import { chosen } from './support/files.js';
import { inOffice } from './support/office.js';
import { certificateOwner, DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';
import { KEY_PASSWORD, keyFileOf, OIDC_ISSUER, PORTAL_URL, readKeyFile } from './support/portal.js';

const HEAD = DEVELOPER.legalHead;

async function openDialog(person: Person): Promise<void> {
  await person.page.goto('/login');
  await person.press('session.byKey');
  await person.dialog().waitFor();
}

/** A key file with the signing key alone. */
async function signingKeyOnly(login: string) {
  const { key, certificate, chain } = openKeyStore(await readKeyFile(login), KEY_PASSWORD);
  const entry = { key, certificate, friendlyName: 'signing' };
  return chosen('GOST_RSA.p12', makeKeyStore([entry], [...chain], KEY_PASSWORD));
}

test('a key instead of the password: what is wrong is said, and the right key leads in (775:6, 61)', async () => {
  await inOffice('kk', async (office) => {
    const head = await office.stranger(HEAD);
    const { t } = head;
    const dialog = head.dialog();
    const refused = async (words: string) => {
      await dialog.getByRole('alert').getByText(words).waitFor();
      await head.press('sign.chooseOtherKey', dialog);
    };
    await openDialog(head);

    await head.openKey([await signingKeyOnly(HEAD)], KEY_PASSWORD);
    await refused(t('signCode.KEY_FILE_NO_AUTHENTICATION_CERTIFICATE'));

    await head.openKey([chosen('жазба.p12', Buffer.from('Бұл кілт емес.'))], KEY_PASSWORD);
    await refused(t('signCode.KEY_FILE_NOT_P12'));

    await head.openKey(keyFileOf(HEAD), KEY_PASSWORD);
    await dialog.getByText(certificateOwner(HEAD), { exact: true }).waitFor();
    await dialog.getByText(t('sign.purposeAuthentication')).waitFor();
    await head.press('session.signIn', dialog);
    await head.heading('inbox.title').waitFor();
  });
});

test('a session that ended at work goes on with the key; nothing typed is lost', async () => {
  await inOffice('kk', async (office) => {
    const head = await office.person(HEAD);
    const { page, t } = head;
    await page.goto('/agreements/new');
    await head.field('agreements.fact.title').fill('Үзілген жұмыс туралы');
    await page.context().clearCookies();
    await head.press('agreements.form.save');
    await head.press('session.byKey', head.dialog());
    await head.openKey(keyFileOf(HEAD), KEY_PASSWORD);
    await head.dialog().getByText(certificateOwner(HEAD), { exact: true }).waitFor();
    await head.press('session.signIn', head.dialog().last());
    await head.dialog().first().waitFor({ state: 'detached' });
    expect(await head.field('agreements.fact.title').inputValue()).toBe('Үзілген жұмыс туралы');
    await head.press('agreements.form.save');
    await head.told(t('agreements.form.saved'));
  });
});

test('by a provider: one that is down is said to be so, who is refused reads why, who is known comes in', async () => {
  await inOffice('kk', async (office) => {
    const head = await office.stranger(HEAD);
    const { page, t } = head;
    const byProvider = page.getByRole('button', { name: t('session.byProvider', { label: 'eGov' }) });
    const refused = (words: string) => page.getByRole('alert').getByText(words).waitFor();
    await page.goto('/agreements');
    await byProvider.click();
    await refused(t('error.providerDown'));
    await head.field('session.login').waitFor();

    const provider = await TestProvider.start(Number(new URL(OIDC_ISSUER).port));
    try {
      provider.register([`${PORTAL_URL}/login/returned`]);
      await byProvider.click();
      await refused(t('error.providerRefused'));

      provider.visitor = { preferred_username: HEAD };
      await byProvider.click();
      await page.waitForURL(/\/agreements$/);
      // The way back is no way in again.
      await page.goto(`/login/returned?code=1&state=2`);
      await page.waitForURL(/\/(inbox|agreements)$/);
    } finally {
      await provider.stop();
    }
  });
});
