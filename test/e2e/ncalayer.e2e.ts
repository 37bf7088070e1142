import { openKeyStore } from '#certification-centre';
import { ArrangedAct } from './support/arrange.js';
import { type Deed, NcaLayerDouble } from './support/nca-layer.js';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';
import { KEY_PASSWORD, readKeyFile } from './support/portal.js';

/* All that meets NCALayer stands in this one file: there is one port, and test files may run side by side. */

const HEAD = DEVELOPER.legalHead;

const keyOf = async (login: string, place = 0) => openKeyStore(await readKeyFile(login), KEY_PASSWORD, place);

const actAtHead = async (title: string) => (await ArrangedAct.draft(title)).atLegalHead();

/** Opens the dialog of the visa, and NCALayer in it. */
async function openNcaLayer(person: Person, act: ArrangedAct): Promise<void> {
  await person.openFromInbox(act.title, 'give_visa');
  await person.press('agreements.verb.giveVisa');
  await person.chooseWay('sign.wayNcaLayer');
}

async function withNcaLayer(modern: boolean, work: (layer: NcaLayerDouble) => Promise<void>): Promise<void> {
  const layer = await NcaLayerDouble.start({ modern });
  layer.identity = await keyOf(HEAD);
  try {
    await work(layer);
  } finally {
    await layer.stop();
  }
}

test('signing by NCALayer: found, asked for the key where the person says, and taken (775:65)', async () => {
  const act = await actAtHead('NCALayer арқылы виза туралы');
  await withNcaLayer(true, async (layer) => {
    await inOffice('kk', async (office) => {
      const head = await office.person(HEAD);
      const { t } = head;
      await openNcaLayer(head, act);
      const dialog = head.dialog();
      await dialog.getByText(t('sign.nca.running', { version: '1.4' })).waitFor();
      await dialog.getByLabel(t('sign.nca.storage')).selectOption('AKKaztokenStore');
      await head.press('sign.nca.open', dialog);
      await dialog.locator('.receipt').waitFor();
      expect(layer.requests).toEqual([
        {
          module: 'kz.gov.pki.knca.basics',
          method: 'sign',
          args: {
            allowedStorages: ['AKKaztokenStore'],
            format: 'cms',
            data: expect.any(String),
            signingParams: { decode: true, encapsulate: false, digested: false },
            signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.4'] },
            locale: 'kk',
          },
        },
      ]);
    });
  });
});

test('NCALayer that does not run is said, and found once it does', async () => {
  const act = await actAtHead('Қосылмаған NCALayer туралы');
  await inOffice('ru', async (office) => {
    const head = await office.person(HEAD);
    const dialog = head.dialog();
    await openNcaLayer(head, act);
    await dialog.getByRole('alert').getByText(head.t('signCode.NCALAYER_NOT_RUNNING')).waitFor();
    await withNcaLayer(true, async () => {
      await head.press('sign.nca.search', dialog);
      await dialog.getByText(head.t('sign.nca.running', { version: '1.4' })).waitFor();
      await head.press('sign.nca.open', dialog);
      await dialog.locator('.receipt').waitFor();
    });
  });
});

test('a program from before 2022 signs too, by the older messages', async () => {
  const act = await actAtHead('Ескі NCALayer туралы');
  await withNcaLayer(false, async (layer) => {
    await inOffice('en', async (office) => {
      const head = await office.person(HEAD);
      await openNcaLayer(head, act);
      await head.press('sign.nca.open', head.dialog());
      await head.dialog().locator('.receipt').waitFor();
      expect(layer.requests.map(({ method }) => method)).toEqual([
        'sign',
        'getActiveTokens',
        'createCAdESFromBase64',
      ]);
      expect(layer.requests.at(-1)?.args).toEqual(['PKCS12', 'SIGNATURE', expect.any(String), false]);
    });
  });
});

test('each failure of NCALayer is said in words, and the step stays open until it is signed', async () => {
  const act = await actAtHead('NCALayer қателері туралы');
  const failures: readonly (readonly [Deed, string])[] = [
    ['attach', 'NCALAYER_ATTACHED'],
    ['fail', 'NCALAYER_FAILED'],
    ['quit', 'NCALAYER_CLOSED'],
  ];
  await withNcaLayer(true, async (layer) => {
    await inOffice('kk', async (office) => {
      const head = await office.person(HEAD);
      const dialog = head.dialog();
      const refused = async (code: string) => {
        await dialog
          .getByRole('alert')
          .getByText(head.t(`signCode.${code}`))
          .waitFor();
        await dialog.getByText(head.t('sign.kept')).waitFor();
        await head.press('sign.chooseOtherKey', dialog);
      };
      await openNcaLayer(head, act);

      layer.deed = 'cancel';
      await head.press('sign.nca.open', dialog);
      await dialog.getByRole('alert').getByText(head.t('sign.nca.cancelled')).waitFor();

      for (const [deed, code] of failures) {
        layer.deed = deed;
        await head.press('sign.nca.open', dialog);
        await refused(code);
      }

      // The key of somebody else: NCALayer signs with it, the portal refuses
      layer.deed = 'sign';
      layer.identity = await keyOf(DEVELOPER.head);
      await head.press('sign.nca.open', dialog);
      await refused('IIN_MISMATCH');

      layer.identity = await keyOf(HEAD);
      await head.press('sign.nca.open', dialog);
      await dialog.locator('.receipt').waitFor();
    });
  });
});

test('several documents are one question of NCALayer', async () => {
  const acts = [
    await actAtHead('NCALayer: бірінші виза туралы'),
    await actAtHead('NCALayer: екінші виза туралы'),
  ];
  await withNcaLayer(true, async (layer) => {
    await inOffice('kk', async (office) => {
      const head = await office.person(HEAD);
      const { page, t } = head;
      await head.goToInbox();
      for (const { title } of acts) await page.getByLabel(t('inbox.choose', { title })).check();
      await page.getByRole('button', { name: t('inbox.visaChosen', { count: 2 }) }).click();
      await head.chooseWay('sign.wayNcaLayer');
      await head.press('sign.nca.open', head.dialog());
      await head.heading('sign.bulk.result', { done: '2', count: '2' }).waitFor();
      expect(layer.requests).toHaveLength(1);
      expect(layer.requests[0]?.args).toMatchObject({ data: [expect.any(String), expect.any(String)] });
    });
  });
});

test('signing in by NCALayer takes the key for signing in, and no other (775:61)', async () => {
  await withNcaLayer(true, async (layer) => {
    await inOffice('ru', async (office) => {
      const head = await office.stranger(HEAD);
      const dialog = head.dialog();
      await head.page.goto('/login');
      await head.press('session.byKey');
      await head.chooseWay('sign.wayNcaLayer');
      await head.press('sign.nca.open', dialog);
      await dialog.getByRole('alert').getByText(head.t('signCode.NOT_FOR_AUTHENTICATION')).waitFor();
      await head.press('sign.chooseOtherKey', dialog);

      layer.identity = await keyOf(HEAD, 1);
      await head.press('sign.nca.open', dialog);
      await head.heading('inbox.title').waitFor();
      expect(layer.requests.at(-1)?.args).toMatchObject({
        signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.2'] },
      });
    });
  });
});
