import { documentXml, makeDocx, paragraphXml, tableXml } from '#testing';
import { ArrangedAct, client } from './arrange.js';
import { chosen } from './files.js';
import { DEVELOPER, FINANCE, JUSTICE, unitName } from './people.js';
import type { Person } from './person.js';
import { KEY_PASSWORD, keyFileOf } from './portal.js';
import { at, type ScreenState } from './screen-state.js';

/** Acts at each place of the route, for all to look at: nothing that a screen does changes them. */
export interface Acts {
  readonly draft: ArrangedAct;
  readonly sent: ArrangedAct;
  readonly returned: ArrangedAct;
  readonly atLegalHead: ArrangedAct;
  readonly dispatched: ArrangedAct;
  readonly registered: ArrangedAct;
  readonly assigned: ArrangedAct;
  readonly proposed: ArrangedAct;
  readonly withRemarks: ArrangedAct;
  readonly replaced: ArrangedAct;
  readonly agreed: ArrangedAct;
  /** With a protocol of disagreement, which the developer writes. */
  readonly disputed: ArrangedAct;
  readonly inOffice: ArrangedAct;
  /** With a text, the same changed, and one in Russian. */
  readonly texts: ArrangedAct;
}

/** @param name tells them from those of another test, in their titles */
export async function arrangeActs(name: string): Promise<Acts> {
  const make = (place: string, bodies = [FINANCE]) =>
    ArrangedAct.draft(`Экрандағы жоба туралы (${name}): ${place}`, bodies);
  const both = [FINANCE, JUSTICE];
  const returned = await (await make('қайтарылған')).sent();
  await returned.decide(DEVELOPER.unitHead, 'return', { reason: 'Мерзімі көрсетілмеген.' });
  const replaced = await (await (await make('ауыстырылған')).dispatched()).settled(FINANCE, 'with_remarks');
  await (await client(DEVELOPER.initiator)).post(`/api/agreements/${replaced.id}/versions`);
  const disputed = await (await (await make('келіспеушілікпен')).dispatched()).insistedOn([FINANCE]);
  await disputed.drawnUp(FINANCE);
  return {
    draft: await make('жоба'),
    sent: await (await make('бөлімшеде')).sent(),
    returned,
    atLegalHead: await (await make('заң қызметінде')).atLegalHead(),
    dispatched: await (await make('жолданған', both)).dispatched(),
    registered: await (await (await make('тіркелген')).dispatched()).registered(FINANCE),
    assigned: await (await (await make('орындаушыда')).dispatched()).assigned(FINANCE),
    proposed: await (await (await make('бөлімше басшыларында')).dispatched()).proposed(
      FINANCE,
      'with_remarks',
    ),
    withRemarks: await (await (await make('ескертулермен')).dispatched()).settled(FINANCE, 'with_remarks'),
    replaced,
    agreed: await (await (await make('келісілген')).dispatched()).settled(FINANCE, 'agreed'),
    disputed,
    inOffice: await (
      await (await (await make('Кеңседе')).dispatched()).settled(FINANCE, 'agreed')
    ).inOffice(),
    texts: await ArrangedAct.draft(`Экрандағы жоба туралы (${name}): мәтіндері`, [FINANCE], TEXTS),
  };
}

const INITIATOR = DEVELOPER.initiator;

/** A table, points that moved, came and changed, a heading, and the same in Russian with a point less. */
const textFile = (name: string, lines: readonly string[]) => ({
  name,
  buffer: makeDocx(
    documentXml(
      lines.map((line) => paragraphXml(line)).join('') +
        tableXml([paragraphXml('№'), paragraphXml(name)], [paragraphXml('1'), paragraphXml(lines[0] ?? '')]),
    ),
  ),
});
const TEXTS = [
  textFile('Бұрынғы.docx', [
    '1-тарау. Жалпы ережелер',
    '1. Осы Қағидалар ашық деректер тізбесін бекітудің тәртібін айқындайды.',
    '2. Тізбе тоқсан сайын жаңартылады.',
    '3. Жаңартылған тізбе интернет-ресурста үш күн ішінде орналастырылады.',
  ]),
  textFile('Жаңа.docx', [
    '1-тарау. Жалпы ережелер',
    '1. Тізбе тоқсан сайын жаңартылады.',
    '2. Тізбеге дербес деректер енгізілмейді.',
    '3. Жаңартылған тізбе интернет-ресурста бес жұмыс күні ішінде орналастырылады.',
    '4. Осы Қағидалар ашық деректер тізбесін бекітудің тәртібін айқындайды.',
  ]),
  textFile('Орысша.docx', [
    'Глава 1. Общие положения',
    '1. Перечень обновляется каждый квартал.',
    '2. Персональные данные в перечень не включаются.',
    '3. Обновлённый перечень размещается в течение пяти рабочих дней.',
  ]),
];

/** The screens of a draft act: its form, its card, its steps and their signing. */
export function actScreens(acts: Acts): ScreenState[] {
  return [
    ...formScreens(acts),
    ...cardScreens(acts),
    ...textScreens(acts),
    ...stepScreens(acts),
    ...signScreens(acts),
  ];
}

function formScreens(acts: Acts): ScreenState[] {
  const openNew = async (person: Person) => {
    await person.page.goto('/agreements/new');
    await person.field('agreements.fact.title').waitFor();
  };
  return [
    { name: 'new card', login: INITIATOR, open: openNew },
    {
      name: 'new card refused, a list open, a file refused',
      login: INITIATOR,
      open: async (person) => {
        await openNew(person);
        await person.attach([chosen('қондырғы.pdf', Buffer.from('MZ not a PDF'))]);
        await person.page.locator('.file-fault').waitFor();
        await person.press('agreements.form.save');
        await person.page.getByRole('alert').first().waitFor();
        await person.page
          .getByRole('combobox', { name: person.t('agreements.fact.approvingBodies') })
          .click();
        await person.page.locator('.combo-option').first().waitFor();
      },
    },
    {
      name: 'editing a card',
      login: INITIATOR,
      open: async (person) => {
        await person.page.goto(`/agreements/${acts.draft.id}/edit`);
        await person.field('agreements.fact.title').waitFor();
      },
    },
    {
      name: 'editing a new version',
      login: INITIATOR,
      open: async (person) => {
        await person.page.goto(`/agreements/${acts.replaced.id}/edit`);
        await person.heading('agreements.form.answers').waitFor();
        await person.field('agreements.fact.title').waitFor();
      },
    },
    {
      name: 'leaving unsaved',
      login: INITIATOR,
      open: async (person) => {
        await openNew(person);
        await person.field('agreements.fact.title').fill('x');
        await person.page
          .getByRole('link', { name: person.t('app.markLabel') })
          .first()
          .click();
        await person.heading('agreements.leave.title').waitFor();
      },
    },
  ];
}

function cardScreens(acts: Acts): ScreenState[] {
  const card = (name: string, login: string, act: ArrangedAct, search = ''): ScreenState => ({
    name: `card: ${name}`,
    login,
    open: async (person) => {
      await person.page.goto(`/agreements/${act.id}${search}`);
      await person.heading('agreements.route').waitFor();
      // Everything that is folded, opened
      await person.page.evaluate(() => {
        for (const fold of document.querySelectorAll('main details')) fold.setAttribute('open', '');
      });
      await person.page.locator('.history-list').first().waitFor();
    },
  });
  return [
    card('draft', INITIATOR, acts.draft),
    card('returned', INITIATOR, acts.returned),
    card('at the unit', DEVELOPER.unitHead, acts.sent),
    card('at the bodies', INITIATOR, acts.dispatched),
    card('at the executor', FINANCE.executor, acts.assigned),
    card('at the heads', FINANCE.unitHead, acts.proposed),
    card('with remarks', INITIATOR, acts.withRemarks),
    {
      name: 'register of remarks, an answer open',
      login: INITIATOR,
      open: async (person) => {
        await person.page.goto(`/agreements/${acts.withRemarks.id}/remarks`);
        await person.heading('agreements.register').waitFor();
        await person.press('agreements.answerGive');
        await person.field('agreements.answerReasons').waitFor();
      },
    },
    card('earlier version', INITIATOR, acts.replaced, '?version=0'),
    card('agreed', INITIATOR, acts.agreed),
  ];
}

function textScreens({ texts }: Acts): ScreenState[] {
  const [old, fresh, russian] = texts.fileIds;
  const compared = async (person: Person) => {
    await person.page.goto(`/agreements/${texts.id}/compare?old=${old}&new=${fresh}`);
    await person.page.locator('.compare ins').first().waitFor();
    await person.page.keyboard.press('j');
  };
  return [
    {
      name: 'nothing to compare',
      login: INITIATOR,
      open: at(`/agreements/${texts.id}/compare`, 'compare.nothing'),
    },
    {
      name: 'compared, a reason being given',
      login: INITIATOR,
      open: async (person) => {
        await compared(person);
        await person.page
          .getByRole('button', { name: person.t('compare.addReason') })
          .first()
          .click();
        await person.field('compare.reason').waitFor();
      },
    },
    {
      name: 'compared in two columns, whole',
      login: INITIATOR,
      open: async (person) => {
        await compared(person);
        await person.page.getByText(person.t('compare.twoColumns')).click();
        await person.page.getByText(person.t('compare.whole')).click();
      },
    },
    {
      name: 'two languages side by side',
      login: INITIATOR,
      open: async (person) => {
        await person.page.goto(`/agreements/${texts.id}/languages?old=${fresh}&new=${russian}`);
        await person.page.locator('.sides-differences').waitFor();
      },
    },
  ];
}

function stepScreens(acts: Acts): ScreenState[] {
  const form = (
    name: string,
    login: string,
    act: ArrangedAct,
    verb: string,
    fill: (person: Person) => Promise<void> = async () => undefined,
  ): ScreenState => ({
    name: `step: ${name}`,
    login,
    open: async (person) => {
      await person.openAct(act.id);
      await person.press(verb);
      await person.form().waitFor();
      await fill(person);
    },
  });
  const refused = async (person: Person) => {
    await person.form().locator('button[type=submit]').click();
    await person.form().getByRole('alert').waitFor();
  };
  return [
    form('agree', DEVELOPER.unitHead, acts.sent, 'agreements.verb.agree'),
    form('return refused', DEVELOPER.unitHead, acts.sent, 'agreements.verb.return', refused),
    form('register', FINANCE.officer, acts.dispatched, 'agreements.verb.register', async (person) => {
      await person.page.locator('.term-preview p').first().waitFor();
    }),
    form('assign', FINANCE.head, acts.registered, 'agreements.verb.assign', async (person) => {
      await person.choose('agreements.assign.responsible', unitName('finance-budget', person.language));
    }),
    form('outcome', FINANCE.executor, acts.assigned, 'agreements.verb.agreeWithRemarks', async (person) => {
      await person.press('agreements.addRemark', person.form());
      await person.field('agreements.remarkText', person.form()).fill('Ескерту');
      await refused(person);
    }),
    form('refusal', FINANCE.executor, acts.assigned, 'agreements.verb.refuse', refused),
    form('hand over', FINANCE.unitHead, acts.assigned, 'agreements.verb.handOver'),
  ];
}

function signScreens(acts: Acts): ScreenState[] {
  const login = DEVELOPER.legalHead;
  const sign = (name: string, more: (person: Person) => Promise<void>): ScreenState => ({
    name: `sign: ${name}`,
    login,
    open: async (person) => {
      await person.openAct(acts.atLegalHead.id);
      await person.press('agreements.verb.giveVisa');
      await person.button('sign.choose', person.dialog()).waitFor();
      await more(person);
    },
  });
  return [
    sign('key', async () => undefined),
    sign('password wrong', async (person) => {
      await person.openKey(keyFileOf(login), 'wrong');
      await person.dialog().getByRole('alert').waitFor();
    }),
    sign('certificate', async (person) => {
      await person.openKey(keyFileOf(login), KEY_PASSWORD);
      await person.heading('sign.certificateTitle').waitFor();
    }),
    sign('key of another', async (person) => {
      await person.openKey(keyFileOf(DEVELOPER.head), KEY_PASSWORD);
      await person.dialog().getByRole('alert').waitFor();
    }),
    {
      name: 'sign: many, chosen',
      login,
      open: async (person) => {
        await at('/inbox', 'inbox.title')(person);
        await person.page.getByLabel(person.t('inbox.choose', { title: acts.atLegalHead.title })).check();
      },
    },
    {
      name: 'sign: many, the list',
      login,
      open: async (person) => {
        await at('/inbox', 'inbox.title')(person);
        await person.page.getByLabel(person.t('inbox.choose', { title: acts.atLegalHead.title })).check();
        await person.page.getByRole('button', { name: person.t('inbox.visaChosen', { count: 1 }) }).click();
        await person.dialog().locator('.bulk-row[data-state=ready]').waitFor();
      },
    },
    sign('failed', async (person) => {
      await person.openKey([chosen('x.p12', Buffer.from('x'))], KEY_PASSWORD);
      await person.heading('sign.notSigned').waitFor();
    }),
  ];
}
