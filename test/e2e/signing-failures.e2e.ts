import { join } from 'node:path';
import {
  CertificationCentre,
  certificatePolicies,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  makeKeyStore,
  makeName,
  newKeyPair,
  newSerial,
  OID,
  USAGE,
} from '#certification-centre';
import { ArrangedAct } from './support/arrange.js';
import { chosen } from './support/files.js';
import { inOffice } from './support/office.js';
import { certificateOwner, DEVELOPER, FINANCE, nameOf } from './support/people.js';
import type { ChosenFile, Person } from './support/person.js';
import { DATA_DIR, KEY_PASSWORD, readKeyFile } from './support/portal.js';
import { SecondCentre } from './support/second-centre.js';

const YEAR_MS = 365 * 24 * 3_600_000;

/** A key file of the test certification centre whose one certificate is for signing in, not for signing. */
async function authenticationKey(login: string): Promise<ChosenFile> {
  const { issuing } = await CertificationCentre.open(join(DATA_DIR, 'certification-centre'));
  const { key, publicKey } = await newKeyPair();
  const commonName = certificateOwner(login);
  const certificate = makeCertificate({
    subject: makeName([[OID.commonName, commonName]]),
    issuer: issuing.name,
    serial: newSerial(),
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + YEAR_MS),
    publicKey,
    extensions: [
      keyUsage(USAGE.digitalSignature, USAGE.keyEncipherment),
      extendedKeyUsage(OID.clientAuthentication),
      certificatePolicies('1.2.398.3.3.2.4'),
    ],
    issuerKey: issuing.key,
  });
  const entry = { key, certificate, friendlyName: commonName };
  return chosen('AUTH_RSA.p12', makeKeyStore([entry], [issuing.certificate], KEY_PASSWORD));
}

/** What the dialog says: the fault, what to do, and that nothing has changed. */
async function refusedWith(person: Person, code: string): Promise<void> {
  const dialog = person.dialog();
  await dialog
    .getByRole('alert')
    .getByText(person.t(`signCode.${code}`))
    .waitFor();
  await dialog.getByText(person.t('sign.whatToDo')).waitFor();
  await dialog.getByText(person.t('sign.kept')).waitFor();
  await person.press('sign.chooseOtherKey', dialog);
}

test('each failure of signing is said in words, and the step stays open until it is signed (775:15, 61-65)', async () => {
  const act = await (await ArrangedAct.draft('Қол қоюдың қателері туралы')).atLegalHead();
  const own = chosen('GOST_RSA.p12', await readKeyFile(DEVELOPER.legalHead));
  const others = chosen('head.p12', await readKeyFile(DEVELOPER.head));
  const noKey = chosen('жазба.p12', Buffer.from('Бұл кілт емес.'));
  await inOffice('kk', async (office) => {
    const head = await office.person(DEVELOPER.legalHead);
    const { t } = head;
    await head.openFromInbox(act.title, 'give_visa');
    await head.press('agreements.verb.giveVisa');
    const dialog = head.dialog();

    // Nothing chosen yet: told at each field, and in a summary that leads there
    await head.press('sign.continue', dialog);
    await dialog
      .getByRole('alert')
      .getByRole('link', { name: t('sign.keyMissing') })
      .waitFor();
    await dialog
      .getByRole('alert')
      .getByRole('link', { name: t('sign.passwordMissing') })
      .waitFor();
    // What is filled in is no fault any more
    await head.field('sign.password', dialog).fill('1');
    await dialog.getByText(t('sign.passwordMissing')).first().waitFor({ state: 'detached' });
    expect(await dialog.getByText(t('sign.keyMissing')).count()).toBe(2);

    // A wrong password: the file stays chosen, the password is emptied
    await head.openKey([own], 'kelisim-demo-1');
    await dialog.getByRole('alert').getByText(t('signCode.KEY_FILE_WRONG_PASSWORD')).waitFor();
    expect(await head.field('sign.keyFile', dialog).inputValue()).toBe(own.name);
    expect(await head.field('sign.password', dialog).inputValue()).toBe('');

    await head.openKey([noKey], KEY_PASSWORD);
    await refusedWith(head, 'KEY_FILE_NOT_P12');

    await head.openKey([await authenticationKey(DEVELOPER.legalHead)], KEY_PASSWORD);
    await refusedWith(head, 'KEY_FILE_NO_SIGNING_CERTIFICATE');

    // Another's key opens, is told at once, and signs nothing
    await head.openKey([others], KEY_PASSWORD);
    await dialog.getByText(certificateOwner(DEVELOPER.head)).waitFor();
    await dialog.getByRole('alert').getByText(t('signCode.IIN_MISMATCH')).waitFor();
    expect(await head.button('agreements.verb.giveVisa', dialog).count()).toBe(0);
    await head.press('sign.chooseOtherKey', dialog);

    // Left without a signature: the step waits as before
    await head.press('sign.closeUnsigned', dialog);
    await dialog.waitFor({ state: 'detached' });
    await head.openFromInbox(act.title, 'give_visa');
    await head.sign('agreements.verb.giveVisa');
    await head.seeSaid('agreements.state.headSignature');
  });
});

test('775:17-18 the head reads the outcome and its remarks where he signs them', async () => {
  const act = await (await ArrangedAct.draft('Қол қоярда оқылатын ескерту туралы')).dispatched();
  await act.proposed(FINANCE, 'with_remarks');
  await act.decide(FINANCE.unitHead, 'agree');
  await inOffice('kk', async (office) => {
    const head = await office.person(FINANCE.head);
    await head.openAct(act.id);
    await head.press('agreements.verb.sign');
    const decision = head.dialog().getByRole('region', { name: head.t('sign.decision') });
    await decision.getByText(head.t('agreements.outcome.withRemarks')).waitFor();
    await decision.getByText('Мерзімі анық емес.').waitFor();
    await decision.getByText('Нақты күнін қою.').waitFor();
  });
});

test('a signature on its way is not lost when the portal does not answer: sent again, it is taken once', async () => {
  const act = await (await ArrangedAct.draft('Қайта жіберілген қолтаңба туралы')).atLegalHead();
  const own = chosen('own.p12', await readKeyFile(DEVELOPER.legalHead));
  await inOffice('kk', async (office) => {
    const head = await office.person(DEVELOPER.legalHead);
    const { page, t } = head;
    await head.openFromInbox(act.title, 'give_visa');
    await head.press('agreements.verb.giveVisa');
    await head.openKey([own], KEY_PASSWORD);
    const dialog = head.dialog();

    // The portal takes the signature, but its answer does not arrive.
    await page.route('**/sign', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await head.press('agreements.verb.giveVisa', dialog);
    await dialog.getByText(t('sign.keptUnknown')).waitFor();
    await page.unroute('**/sign');
    await head.press('sign.sendAgain', dialog);
    await dialog.getByText(t('agreements.done.visa')).first().waitFor();
  });
});

test('a signature that nobody can vouch for yet waits: the card says for what and since when, and settles by itself', async () => {
  const act = await (await ArrangedAct.draft('Тексеруді күткен қолтаңба туралы')).atLegalHead();
  const centre = await SecondCentre.open();
  const key = await centre.keyOf(DEVELOPER.legalHead);
  await inOffice('kk', async (office) => {
    const [head, initiator] = await Promise.all([
      office.person(DEVELOPER.legalHead),
      office.person(DEVELOPER.initiator),
    ]);
    const { t } = head;
    await Promise.all([head.openAct(act.id), initiator.openAct(act.id)]);
    for (const { page } of [head, initiator]) {
      await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
    }
    await head.press('agreements.verb.giveVisa');
    await head.openKey([key], KEY_PASSWORD);
    const dialog = head.dialog();
    await head.press('agreements.verb.giveVisa', dialog);
    await dialog.getByText(t('sign.waiting.title')).first().waitFor();
    await dialog.getByText(t('signCode.REVOCATION_UNKNOWN')).waitFor();
    await head.press('sign.toCard', dialog);

    const title = t('agreements.pending.waiting', { name: nameOf(DEVELOPER.legalHead) });
    for (const reader of [head, initiator]) {
      const notice = reader.page.locator('.notice').filter({ hasText: title });
      await notice.getByText(t('signCode.REVOCATION_UNKNOWN')).waitFor();
      const [, since = ''] = t('agreements.pending.since', { moment: '|' }).split('|').reverse();
      await notice.locator('time').filter({ hasText: since }).waitFor();
    }

    // Nothing is asked of the signer meanwhile
    await head.goToInbox();
    await head.inboxRow(act.title).getByText(t('inbox.waits')).waitFor();
    expect(await head.page.getByLabel(t('inbox.choose', { title: act.title })).count()).toBe(0);
    await head.openAct(act.id);
    await head.page.evaluate(() => Object.assign(window, { neverReloaded: true }));

    await centre.publish();
    for (const reader of [head, initiator]) {
      await reader.page.locator('.act-title').getByText(t('agreements.state.headSignature')).waitFor();
      await reader.see(t('agreements.done.visa'));
      expect(await reader.page.evaluate(() => 'neverReloaded' in window)).toBe(true);
    }
  });
});
