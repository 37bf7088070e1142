import type { Person } from './person.js';

/** A screen of the portal in one of its states, and the way there. */
export interface ScreenState {
  readonly name: string;
  /** Who looks at it; nobody who has signed in where left out */
  readonly login?: string;
  readonly open: (person: Person) => Promise<void>;
}

/** The way to an address, which has been gone when its heading is there. */
export const at =
  (address: string, heading: string) =>
  async (person: Person): Promise<void> => {
    await person.page.goto(address);
    await person.page
      .getByRole('heading', { name: person.t(heading) })
      .first()
      .waitFor();
  };
