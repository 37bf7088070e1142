import { ArrangedAct, client } from './support/arrange.js';
import { inOffice } from './support/office.js';
import { certificateOwner, DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';
import { KEY_PASSWORD, keyFileOf } from './support/portal.js';

const HEAD = DEVELOPER.legalHead;
/** Twenty acts take a few seconds on a machine of two cores that also runs the portal. */
const TWENTY_MS = 30_000;

async function actsAtHead(count: number, name: string): Promise<ArrangedAct[]> {
  const acts: ArrangedAct[] = [];
  for (let place = 1; place <= count; place += 1) {
    acts.push(await (await ArrangedAct.draft(`${name} ${String(place).padStart(2, '0')}`)).atLegalHead());
  }
  return acts;
}

async function chooseInInbox(head: Person, acts: readonly ArrangedAct[]): Promise<void> {
  await head.goToInbox();
  for (const { title } of acts) await head.page.getByLabel(head.t('inbox.choose', { title })).check();
  await head.page.getByRole('button', { name: head.t('inbox.visaChosen', { count: acts.length }) }).click();
}

/** Waits until every document was compared, and opens the key. */
async function unlock(head: Person, count: number): Promise<void> {
  const dialog = head.dialog();
  await dialog
    .locator('.bulk-row[data-state=ready]')
    .nth(count - 1)
    .waitFor();
  await head.openKey(keyFileOf(HEAD), KEY_PASSWORD);
  await dialog.getByText(certificateOwner(HEAD), { exact: true }).waitFor();
}

const rows = (head: Person, state: string) => head.dialog().locator(`.bulk-row[data-state=${state}]`);

test('twenty acts are signed with one unlocking of the key, each with its own result', async () => {
  const acts = await actsAtHead(20, 'Жаппай виза туралы');
  await inOffice('kk', async (office) => {
    const head = await office.person(HEAD);
    await chooseInInbox(head, acts);
    await unlock(head, 20);
    const began = performance.now();
    await head
      .dialog()
      .getByRole('button', { name: head.t('sign.bulk.signVisa', { count: 20 }) })
      .click();
    await head.heading('sign.bulk.result', { done: '20', count: '20' }).waitFor({ timeout: TWENTY_MS });
    process.stdout.write(`Twenty acts, from click to result: ${Math.round(performance.now() - began)} ms\n`);
    expect(await rows(head, 'done').count()).toBe(20);
    await head.press('ui.close', head.dialog().locator('.dialog-foot'));
    for (const { title } of acts) await head.inboxRow(title).waitFor({ state: 'detached' });
  });
});

test('one that fails leaves the others, and is tried again without the password', async () => {
  const acts = await actsAtHead(3, 'Бірі қабылданбаған виза туралы');
  await inOffice('ru', async (office) => {
    const head = await office.person(HEAD);
    const { page, t } = head;
    await chooseInInbox(head, acts);
    await unlock(head, 3);
    // One signature is taken, but the answer does not arrive.
    await page.route(
      '**/sign',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await head
      .dialog()
      .getByRole('button', { name: t('sign.bulk.signVisa', { count: 3 }) })
      .click();
    await head.heading('sign.bulk.result', { done: '2', count: '3' }).waitFor();
    await rows(head, 'failed').getByText(t('error.network')).waitFor();
    await head
      .dialog()
      .getByRole('button', { name: t('sign.bulk.retry', { count: 1 }) })
      .click();
    await head.heading('sign.bulk.result', { done: '3', count: '3' }).waitFor();
  });
});

test('chosen by the keyboard, and left without a signature, everything stays as it was', async () => {
  const [act, other] = await actsAtHead(2, 'Қол қойылмай жабылған виза туралы');
  await inOffice('en', async (office) => {
    const head = await office.person(HEAD);
    const { page, t } = head;
    await head.goToInbox();
    const box = (title = '') => page.getByLabel(t('inbox.choose', { title }));
    await page.getByRole('link', { name: act?.title ?? '' }).focus();
    await page.keyboard.press('x');
    expect(await box(act?.title).isChecked()).toBe(true);
    expect(await box(other?.title).isChecked()).toBe(false);
    await page.getByRole('button', { name: t('inbox.visaChosen', { count: 1 }) }).click();
    await rows(head, 'ready').waitFor();
    await head.press('sign.closeUnsigned', head.dialog());
    await head.dialog().waitFor({ state: 'detached' });
    await head.inboxRow(act?.title ?? '').waitFor();
  });
});

test('one that was recalled meanwhile: told so, and not tried again; the focus goes to the heading', async () => {
  const acts = await actsAtHead(2, 'Кері қайтарып алынған виза туралы');
  await inOffice('ru', async (office) => {
    const head = await office.person(HEAD);
    const { t } = head;
    await chooseInInbox(head, acts);
    await unlock(head, 2);
    await (await client(DEVELOPER.initiator)).post(`/api/agreements/${acts[0]?.id}/recall`);
    const dialog = head.dialog();
    await dialog.getByRole('button', { name: t('sign.bulk.signVisa', { count: 2 }) }).click();
    await head.heading('sign.bulk.result', { done: '1', count: '2' }).waitFor();
    await rows(head, 'failed').getByText(t('error.actRecalled')).waitFor();
    await dialog.getByText(t('sign.bulk.someOver')).waitFor();
    expect(await dialog.getByRole('button', { name: t('sign.bulk.retry', { count: 1 }) }).count()).toBe(0);
    await head.press('ui.close', dialog.locator('.dialog-foot'));
    await head.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  });
});

test('the key of another is told when it is opened, before anything is signed with it', async () => {
  const acts = await actsAtHead(2, 'Бөтен кілтпен виза туралы');
  await inOffice('kk', async (office) => {
    const head = await office.person(HEAD);
    const dialog = head.dialog();
    await chooseInInbox(head, acts);
    await rows(head, 'ready').nth(1).waitFor();
    await head.openKey(keyFileOf(DEVELOPER.head), KEY_PASSWORD);
    await dialog.getByRole('alert').getByText(head.t('signCode.IIN_MISMATCH')).waitFor();
    await head.press('sign.chooseOtherKey', dialog);
    await head.button('sign.choose', dialog).waitFor();
    expect(await rows(head, 'ready').count()).toBe(2);
  });
});
