import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Language } from '#contracts';
import { openChromium } from '../../../apps/cli/src/chromium.js';
import { Person, type Screen } from './person.js';

/** Pictures of all windows at the moment when a test failed. */
const PICTURES = resolve('coverage/e2e');

/** One browser for all tests of a file: a window of each person's own keeps them apart, and its start takes a second. */
let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/**
 * Opens windows for what `work` tells, and closes them. Where nothing went wrong, the browser must have nothing to
 * complain of either; where something did, pictures of all windows are left, and the failure tells what they show.
 */
export async function inOffice(
  language: Language,
  work: (office: Office) => Promise<void>,
  screen: Screen = {},
): Promise<void> {
  const office = await Office.open(language, screen);
  try {
    await work(office);
    expect(office.complaints).toEqual([]);
  } catch (error) {
    await office.takePictures(expect.getState().currentTestName ?? 'test');
    throw new Error(await office.tell(error), { cause: error });
  } finally {
    await office.close();
  }
}

/** The browser, in which each person has a window of his own, with cookies and storage that nobody else sees. */
export class Office {
  private readonly people = new Map<string, Promise<Person>>();
  private readonly windows: Person[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly language: Language,
    private readonly screen: Screen,
  ) {}

  static async open(language: Language, screen: Screen = {}): Promise<Office> {
    browser ??= openChromium();
    return new Office(await browser, language, screen);
  }

  /** A person who has signed in; the same window each time, in the language in which it was opened first. */
  person(login: string, language = this.language): Promise<Person> {
    const known = this.people.get(login) ?? this.stranger(login, language).then((one) => one.comeSignedIn());
    this.people.set(login, known);
    return known;
  }

  /** Somebody in a new window who has not signed in. */
  async stranger(login: string, language = this.language): Promise<Person> {
    const person = await Person.arrive(this.browser, login, language, this.screen);
    this.windows.push(person);
    return person;
  }

  /** What the browser complained of in any window: errors of scripts, breaches of the content security policy. */
  get complaints(): string[] {
    return this.windows.flatMap((person) => person.complaints);
  }

  async takePictures(test: string): Promise<void> {
    await mkdir(PICTURES, { recursive: true });
    for (const { page, login } of this.windows) {
      const name = `${test} ${login}.png`.replaceAll(/[^\p{L}\d.]+/gu, '-');
      await page.screenshot({ path: join(PICTURES, name), fullPage: true }).catch(() => undefined);
    }
  }

  /** What went wrong, and what stood in each window: the pictures are not at hand everywhere. */
  async tell(error: unknown): Promise<string> {
    const windows = await Promise.all(this.windows.map((person) => person.tell()));
    return [error instanceof Error ? error.message : String(error), ...windows].join('\n');
  }

  async close(): Promise<void> {
    await Promise.all(this.windows.map(({ page }) => page.context().close()));
  }
}
