import type { Acts } from './act-screens.js';
import { COORDINATOR, DEVELOPER, FINANCE, OFFICE_OFFICER } from './people.js';
import type { Person } from './person.js';
import { at, type ScreenState } from './screen-state.js';

const INITIATOR = DEVELOPER.initiator;

/** The screens of what comes after the answers of the bodies: disagreement, the letter, the Office, the end. */
export function endingScreens(acts: Acts): ScreenState[] {
  return [...protocolScreens(acts), ...officeScreens(acts), ...keptScreens(acts)];
}

/** Opens a form of the card, which is found by what is typed first. */
async function openForm(person: Person, verb: string, field: string): Promise<void> {
  await person.press(verb);
  await person.field(field).first().waitFor();
}

function protocolScreens({ disputed }: Acts): ScreenState[] {
  const missed = async (person: Person) => {
    await person.page.route('**/protocols', (route) => route.fulfill({ status: 500 }));
    await person.openAct(disputed.id);
    await person.button('ui.retry').waitFor();
    await person.page.unroute('**/protocols');
  };
  const opened = async (person: Person) => {
    await person.openAct(disputed.id);
    await person.page.locator('.protocol').waitFor();
  };
  return [
    { name: 'protocols that cannot be had', login: INITIATOR, open: missed },
    {
      name: 'protocols that were had the second time',
      login: INITIATOR,
      open: async (person) => {
        await missed(person);
        await person.press('ui.retry');
        await person.page.locator('.protocol').waitFor();
      },
    },
    {
      name: 'protocol: a position being written',
      login: INITIATOR,
      open: async (person) => {
        await opened(person);
        await openForm(person, 'agreements.protocol.write', 'agreements.protocol.position');
      },
    },
    {
      name: 'protocol: the meeting, with what is missing',
      login: INITIATOR,
      open: async (person) => {
        await opened(person);
        await openForm(person, 'agreements.protocol.meet', 'agreements.protocol.participants');
        await person.page.locator('.protocol button[type=submit]').click();
        await person.page.getByRole('alert').first().waitFor();
      },
    },
  ];
}

function officeScreens({ agreed, inOffice }: Acts): ScreenState[] {
  const opened = async (person: Person) => {
    await person.openAct(inOffice.id);
    await person.heading('agreements.office').waitFor();
  };
  return [
    {
      name: 'the cover letter being written',
      login: INITIATOR,
      open: async (person) => {
        await person.openAct(agreed.id);
        await openForm(person, 'agreements.letter.write', 'agreements.letter.body');
      },
    },
    { name: 'card: at the Office', login: INITIATOR, open: opened },
    {
      name: 'step: registered in the Office, with what is missing',
      login: OFFICE_OFFICER,
      open: async (person) => {
        await opened(person);
        await person.press('agreements.verb.passOn');
        await person.form().locator('button[type=submit]').click();
        await person.form().getByRole('alert').waitFor();
      },
    },
    {
      name: 'the Office and the EDMS, with what is missing',
      login: COORDINATOR,
      open: async (person) => {
        await at('/agreements/hand-over', 'agreements.handOver.edms')(person);
        await person.page.locator('button[type=submit]').first().click();
        await person.page.getByRole('alert').first().waitFor();
      },
    },
  ];
}

function keptScreens({ dispatched, assigned }: Acts): ScreenState[] {
  return [
    {
      name: 'withdrawing, with what is missing',
      login: INITIATOR,
      open: async (person) => {
        await person.openAct(dispatched.id);
        await person.press('agreements.withdraw');
        await person.dialog().locator('button[type=submit]').click();
        await person.dialog().locator('.field-error').waitFor();
      },
    },
    {
      name: 'asking for more time',
      login: FINANCE.executor,
      open: async (person) => {
        await person.openAct(assigned.id);
        await openForm(person, 'agreements.verb.askProlongation', 'agreements.prolong.days');
      },
    },
    {
      name: 'a template of a route',
      login: COORDINATOR,
      open: async (person) => {
        await at('/agreements/templates', 'agreements.templates.title')(person);
        await openForm(person, 'agreements.templates.add', 'agreements.templates.name');
      },
    },
    {
      name: 'own views of the list',
      login: INITIATOR,
      open: async (person) => {
        await at('/agreements?q=туралы', 'app.room.agreements')(person);
        await openForm(person, 'agreements.list.own', 'agreements.list.ownName');
      },
    },
  ];
}
