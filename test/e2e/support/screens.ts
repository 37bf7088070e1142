import { ArrangedAct, client } from './arrange.js';
import { addHoliday, nextWorkingDay, openCalendarEditor } from './calendar.js';
import { chosen } from './files.js';
import { ADMINISTRATOR, DEVELOPER, FINANCE, JUSTICE, unitName } from './people.js';
import type { Person } from './person.js';
import { KEY_PASSWORD, keyFileOf } from './portal.js';

/** A screen of the portal in one of its states, and the way there. */
export interface ScreenState {
  readonly name: string;
  /** Who looks at it; nobody who has signed in where left out */
  readonly login?: string;
  readonly open: (person: Person) => Promise<void>;
}

/** Acts at each place of the route, for all to look at: nothing that a screen does changes them. */
interface Acts {
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
}

export async function arrangeActs(): Promise<Acts> {
  const make = (place: string, bodies = [FINANCE]) =>
    ArrangedAct.draft(`Экрандағы жоба туралы: ${place}`, bodies);
  const both = [FINANCE, JUSTICE];
  const returned = await (await make('қайтарылған')).sent();
  await returned.decide(DEVELOPER.unitHead, 'return', { reason: 'Мерзімі көрсетілмеген.' });
  const replaced = await (await (await make('ауыстырылған')).dispatched()).settled(FINANCE, 'with_remarks');
  await (await client(DEVELOPER.initiator)).post(`/api/agreements/${replaced.id}/versions`);
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
  };
}

const INITIATOR = DEVELOPER.initiator;

export function screensOf(acts: Acts): ScreenState[] {
  return [
    ...frameScreens(),
    ...formScreens(acts),
    ...cardScreens(acts),
    ...stepScreens(acts),
    ...signScreens(acts),
  ];
}

const at =
  (address: string, heading: string) =>
  async (person: Person): Promise<void> => {
    await person.page.goto(address);
    await person.page
      .getByRole('heading', { name: person.t(heading) })
      .first()
      .waitFor();
  };

async function openKeySignIn(person: Person): Promise<void> {
  await at('/login', 'session.title')(person);
  await person.press('session.byKey');
  await person.button('sign.choose', person.dialog()).waitFor();
}

function frameScreens(): ScreenState[] {
  return [
    { name: 'sign-in', open: at('/login', 'session.title') },
    {
      name: 'sign-in refused',
      open: async (person) => {
        await at('/login', 'session.title')(person);
        await person.press('session.signIn');
        await person.page.getByRole('alert').waitFor();
      },
    },
    { name: 'sign-in with a key', open: openKeySignIn },
    {
      name: 'sign-in by NCALayer, which does not run',
      open: async (person) => {
        // Another test's NCALayer may run on this computer.
        await person.page.routeWebSocket('wss://127.0.0.1:13579', (socket) => socket.close());
        await openKeySignIn(person);
        await person.chooseWay('sign.wayNcaLayer');
        await person.dialog().getByRole('alert').waitFor();
      },
    },
    { name: 'check of a signature', open: at('/verify', 'verify.title') },
    {
      name: 'check of what is no container',
      open: async (person) => {
        await at('/verify', 'verify.title')(person);
        await person.chooseFiles(person.button('verify.choose'), [
          chosen('құжат.pdf', Buffer.from('%PDF-1.7')),
        ]);
        await person.heading('verify.other').waitFor();
      },
    },
    {
      name: 'check of a broken container',
      open: async (person) => {
        await at('/verify', 'verify.title')(person);
        await person.chooseFiles(person.button('verify.choose'), [
          chosen('қаулы.asice', Buffer.from('PK\u0003\u0004')),
        ]);
        await person.heading('verify.containerInvalid').waitFor();
      },
    },
    { name: 'code that stands on no sheet', open: at('/verify?c=0', 'verify.title') },
    { name: 'inbox', login: INITIATOR, open: at('/inbox', 'inbox.title') },
    {
      name: 'inbox for information',
      login: INITIATOR,
      open: async (person) => {
        await at('/inbox?needs=information', 'inbox.title')(person);
        await person.page.locator('.work-row').first().waitFor();
      },
    },
    {
      name: 'empty inbox',
      login: 'r.ibraev',
      open: async (person) => {
        await at('/inbox', 'inbox.title')(person);
        await person.heading('inbox.emptyAction').waitFor();
      },
    },
    {
      name: 'list of drafts',
      login: INITIATOR,
      open: async (person) => {
        await at('/agreements', 'app.room.agreements')(person);
        await person.page.locator('.act-row').first().waitFor();
      },
    },
    {
      name: 'list without a match',
      login: INITIATOR,
      open: at('/agreements?q=жоқсөз', 'agreements.list.nothing'),
    },
    {
      name: 'my account',
      login: INITIATOR,
      open: async (person) => {
        await at('/account', 'account.title')(person);
        await person.page.locator('.session-list > li').first().waitFor();
      },
    },
    {
      name: 'my account, a password that is refused',
      login: INITIATOR,
      open: async (person) => {
        await at('/account', 'account.title')(person);
        await person.field('account.next').fill('Password2026!');
        await person.page.locator('.password-check li[data-holds]').first().waitFor();
        await person.press('account.change');
        await person.page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'my account, a strong password',
      login: INITIATOR,
      open: async (person) => {
        await at('/account', 'account.title')(person);
        await person.field('account.next').fill('тауда қар ерте еріді');
        await person.seeSaid('account.strengthHigh');
      },
    },
    {
      name: 'my account, sessions that cannot be had',
      login: INITIATOR,
      open: async (person) => {
        await person.page.route('**/api/account', (route) => route.fulfill({ status: 503 }));
        await at('/account', 'account.failed')(person);
        await person.page.unroute('**/api/account');
      },
    },
    { name: 'working calendar', login: INITIATOR, open: at('/calendar', 'calendar.months') },
    {
      name: 'a year that nobody has kept',
      login: INITIATOR,
      open: at('/calendar?year=2030', 'calendar.days'),
    },
    {
      name: 'editor of the calendar, refused',
      login: ADMINISTRATOR,
      open: async (person) => {
        await openCalendarEditor(person);
        await person.press('calendar.add');
        await person.page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'what a change of the calendar would move',
      login: ADMINISTRATOR,
      open: async (person) => {
        await openCalendarEditor(person);
        await addHoliday(person, await nextWorkingDay());
        await person.press('calendar.check');
        await person.dialog().getByRole('listitem').first().waitFor();
      },
    },
    ...directoryScreens(),
    { name: 'help', login: INITIATOR, open: at('/help', 'app.room.help') },
    { name: 'map', login: INITIATOR, open: at('/map', 'app.room.map') },
    { name: 'no such page', login: INITIATOR, open: at('/nowhere', 'ui.notFoundTitle') },
    { name: 'no such act', login: INITIATOR, open: at('/agreements/x', 'agreements.card.notFound') },
    { name: 'no access', login: 'r.ibraev', open: at('/agreements/new', 'ui.noAccessTitle') },
    {
      name: 'palette',
      login: INITIATOR,
      open: async (person) => {
        await at('/map', 'app.room.map')(person);
        await person.page.keyboard.press('Control+K');
        await person.page.getByRole('combobox', { name: person.t('app.searchHint') }).fill('туралы');
        await person.page.getByRole('option').nth(3).waitFor();
      },
    },
    {
      name: 'account',
      login: INITIATOR,
      open: async (person) => {
        await at('/map', 'app.room.map')(person);
        await person.page.locator('.account').first().click();
        await person.button('app.signOut').waitFor();
      },
    },
  ];
}

function directoryScreens(): ScreenState[] {
  const openFirst = async (person: Person, place: string) => {
    await person.page.locator(place).first().click();
    await person.page.locator('main .facts').waitFor();
  };
  return [
    { name: 'directory', login: INITIATOR, open: at('/directory', 'directory.bodies') },
    {
      name: 'people found',
      login: INITIATOR,
      open: async (person) => {
        await at('/directory?q=vby', 'app.room.directory')(person);
        await person.page.locator('.person-row mark').first().waitFor();
      },
    },
    { name: 'nobody found', login: INITIATOR, open: at('/directory?q=жоқсөз', 'directory.nothing') },
    {
      name: 'card of an employee',
      login: INITIATOR,
      open: async (person) => {
        await at('/directory?q=ораз', 'app.room.directory')(person);
        await openFirst(person, '.person-row a');
      },
    },
    {
      name: 'card of a body',
      login: INITIATOR,
      open: async (person) => {
        await at('/directory', 'directory.bodies')(person);
        await openFirst(person, 'main .link-list a');
      },
    },
    { name: 'no such employee', login: INITIATOR, open: at('/directory/people/x', 'directory.notFound') },
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
      await person.page.locator('.history-list').waitFor();
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
    card('earlier version', INITIATOR, acts.replaced, '?version=0'),
    card('agreed', INITIATOR, acts.agreed),
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
