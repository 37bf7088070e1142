import { type Acts, actScreens } from './act-screens.js';
import { addHoliday, nextWorkingDay, openCalendarEditor } from './calendar.js';
import { endingScreens } from './ending-screens.js';
import { chosen } from './files.js';
import { ADMINISTRATOR, COORDINATOR, DEVELOPER, OFFICER } from './people.js';
import type { Person } from './person.js';
import { at, type ScreenState } from './screen-state.js';

const INITIATOR = DEVELOPER.initiator;

export function screensOf(acts: Acts): ScreenState[] {
  return [
    ...frameScreens(),
    ...directoryScreens(),
    ...accountScreens(),
    ...keptAccountScreens(),
    ...standInScreens(),
    ...calendarScreens(),
    ...recordScreens(),
    ...actScreens(acts),
    ...endingScreens(acts),
  ];
}

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
      name: 'board of a body',
      login: 't.sagyndykov',
      open: async (person) => {
        await at('/agreements/board', 'board.title')(person);
        await person.page.locator('.figures a').first().waitFor();
      },
    },
    {
      name: 'board of all bodies',
      login: 'u.sarsenova',
      open: at('/agreements/board', 'board.bodies'),
    },
    {
      name: 'list of a figure',
      login: 't.sagyndykov',
      open: async (person) => {
        await at('/agreements?counted=developed.in_work', 'app.room.agreements')(person);
        await person.page.locator('.counted button').waitFor();
      },
    },
    { name: 'board without access', login: INITIATOR, open: at('/agreements/board', 'ui.noAccessTitle') },
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
    await person.page.locator('main .facts').first().waitFor();
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
    {
      name: 'a new body, with what is missing',
      login: OFFICER,
      open: async (person) => {
        await at('/directory', 'directory.bodies')(person);
        await person.press('keep.newBody');
        await person.press('keep.save', person.dialog());
        await person.dialog().getByRole('alert').waitFor();
      },
    },
    { name: 'no such employee', login: INITIATOR, open: at('/directory/people/x', 'directory.notFound') },
  ];
}

function standInScreens(): ScreenState[] {
  return [
    {
      name: 'stand-ins, with what is missing',
      login: COORDINATOR,
      open: async (person) => {
        await at('/delegations', 'delegations.title')(person);
        await person.press('delegations.give');
        await person.page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'named duties',
      login: COORDINATOR,
      open: async (person) => {
        await at('/duties', 'duties.title')(person);
        await person.heading('duty.hr_officer').waitFor();
      },
    },
  ];
}

function accountScreens(): ScreenState[] {
  return [
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
      name: 'notices, once a day, as who keeps the portal sees them',
      login: ADMINISTRATOR,
      open: async (person) => {
        await at('/account/notices', 'notices.status')(person);
        await person.page.getByRole('radio', { name: person.t('notices.digest') }).check();
        await person.page.getByLabel(person.t('notices.hour')).waitFor();
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
  ];
}

function keptAccountScreens(): ScreenState[] {
  return [
    {
      name: 'accounts',
      login: COORDINATOR,
      open: async (person) => {
        await at('/accounts', 'accounts.title')(person);
        await person.page.locator('.account-row').first().waitFor();
        await person.page.getByRole('radio').first().waitFor();
      },
    },
    {
      name: 'blocking an account, with what is missing',
      login: COORDINATOR,
      open: async (person) => {
        await at('/accounts', 'accounts.title')(person);
        await person.page.locator('.account-wishes button').first().click();
        await person.press('accounts.block', person.dialog());
        await person.dialog().locator('.field-error').waitFor();
      },
    },
    {
      name: 'request for an account, with what is missing',
      login: COORDINATOR,
      open: async (person) => {
        await at('/accounts/new', 'accounts.new')(person);
        await person.press('accounts.ask');
        await person.page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'activation, without its code',
      open: async (person) => {
        await at('/activate', 'session.activation')(person);
        await person.press('factor.next');
        await person.page.locator('.field-error').waitFor();
      },
    },
  ];
}

function recordScreens(): ScreenState[] {
  return [
    {
      name: 'record',
      login: ADMINISTRATOR,
      open: async (person) => {
        await at('/record', 'record.title')(person);
        await person.page.locator('.record-list > li').first().waitFor();
      },
    },
    {
      name: 'record without a match',
      login: ADMINISTRATOR,
      open: at('/record?until=2020-01-01', 'record.nothing'),
    },
  ];
}

function calendarScreens(): ScreenState[] {
  return [
    { name: 'working calendar', login: INITIATOR, open: at('/calendar', 'calendar.months') },
    {
      name: 'a year that nobody has kept',
      login: INITIATOR,
      open: at('/calendar?year=2030', 'calendar.days'),
    },
    {
      name: 'hours of the body, refused',
      login: 'm.kapyshev',
      open: async (person) => {
        await at('/calendar', 'calendar.hours')(person);
        await person.press('calendar.hoursEdit');
        await person.field('calendar.hoursCloses').fill('08:00');
        await person.press('calendar.hoursSave');
        await person.page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'what other hours of the body would move',
      login: 'm.kapyshev',
      open: async (person) => {
        await at('/calendar', 'calendar.hours')(person);
        await person.press('calendar.hoursEdit');
        await person.field('calendar.hoursCloses').fill('17:15');
        await person.press('calendar.hoursSave');
        await person.dialog().getByRole('listitem').first().waitFor();
      },
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
  ];
}
