import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Download, Locator, Page } from 'playwright-core';
import type { Language } from '#contracts';
import { certificateOwner } from './people.js';
import { KEY_PASSWORD, keyFileOf, PASSWORD, PORTAL_URL } from './portal.js';
import { type Words, wordsOf } from './words.js';

/** How a window looks: its size, its colours. */
export type Screen = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'isMobile' | 'hasTouch'>;

/** A file as it is chosen in the browser. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Three browsers and a portal on two cores stand still at times. */
const PATIENCE_MS = 30_000;

/** The TLS of NCALayer's double is by the test centre, which no browser knows; the portal of the tests has none. */
const COURTESY = { ignoreHTTPSErrors: true } as const;

/** Chromium's own notes on what a test may well have asked for: an answer of 4xx or 5xx, an NCALayer that does not run. */
const OF_THE_NETWORK =
  /^(Failed to load resource|WebSocket connection to 'wss:\/\/127\.0\.0\.1:13579\/' failed)/;

/** Somebody at the portal in a browser window of his own. */
export class Person {
  readonly complaints: string[] = [];
  readonly t: Words;

  private constructor(
    readonly page: Page,
    readonly login: string,
    readonly language: Language,
  ) {
    this.t = wordsOf(language);
    this.watch(page);
  }

  static async arrive(browser: Browser, login: string, language: Language, screen: Screen): Promise<Person> {
    const context = await browser.newContext({
      baseURL: PORTAL_URL,
      reducedMotion: 'reduce',
      ...COURTESY,
      ...screen,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript((spoken) => {
      if (!localStorage.getItem('kelisim.language')) localStorage.setItem('kelisim.language', spoken);
    }, language);
    return new Person(await context.newPage(), login, language);
  }

  /** A second tab of the same person. */
  async newTab(): Promise<Person> {
    return new Person(await this.page.context().newPage(), this.login, this.language);
  }

  private watch(page: Page): void {
    // "Leave the page?": whoever loads another one in a test means it.
    page.on('dialog', (dialog) => dialog.accept());
    // Listened to all the time: a key pressed while listening begins would open the system's own dialog.
    page.on('filechooser', () => undefined);
    page.on('pageerror', (error) => this.complaints.push(`${page.url()} ${error}`));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !OF_THE_NETWORK.test(text)) {
        this.complaints.push(`${page.url()} ${text}`);
      }
    });
  }

  /** What the browser complains of in this way belongs to what the test does. */
  forgive(complaint: RegExp): void {
    const others = this.complaints.filter((one) => !complaint.test(one));
    this.complaints.splice(0, this.complaints.length, ...others);
  }

  /** What the window shows, in a line: who, where, the first lines of the page. */
  async tell(): Promise<string> {
    const words = await this.page
      .locator('main')
      .ariaSnapshot({ timeout: 1000 })
      .catch(() => '');
    const complaints = this.complaints.map((complaint) => ` (${complaint})`).join('');
    return `${this.login} at ${this.page.url()}: ${words.slice(0, 300).replaceAll(/\s+/g, ' ')}${complaints}`;
  }

  async signIn(): Promise<this> {
    await this.page.goto('/login');
    await this.fillInSignIn();
    await this.heading('inbox.title').waitFor();
    return this;
  }

  /** Signed in without the page of the sign-in, which tests of its own go through. */
  async comeSignedIn(): Promise<this> {
    const { request } = this.page.context();
    const answer = await request.post('/api/session', { data: { login: this.login, password: PASSWORD } });
    if (!answer.ok()) throw new Error(`${this.login} cannot sign in: ${await answer.text()}`);
    await this.page.goto('/inbox');
    await this.heading('inbox.title').waitFor();
    return this;
  }

  /** On the page of the sign-in, wherever it leads from there. */
  async fillInSignIn(password = PASSWORD): Promise<void> {
    await this.field('session.login').fill(this.login);
    await this.field('session.password').fill(password);
    await this.press('session.signIn');
  }

  // --- What is on the page -------------------------------------------------------------------------------

  button(id: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: this.t(id), exact: true });
  }

  link(id: string): Locator {
    return this.page
      .getByRole('link', { name: this.t(id) })
      .filter({ visible: true })
      .first();
  }

  /** Opens what stands folded under the words. */
  async unfold(words: string): Promise<void> {
    // The element itself: its words may change once it is open.
    const summary = await this.page.locator('summary:visible', { hasText: words }).first().elementHandle();
    await summary?.click();
    await this.page.waitForFunction((element) => element?.closest('details')?.open, summary);
  }

  press(id: string, within?: Locator): Promise<void> {
    return this.button(id, within).click();
  }

  /** A box to type in, by its label; the label of one that may stay empty says more. */
  field(id: string, within: Page | Locator = this.page): Locator {
    return within.locator('.input:visible, .textarea:visible').and(within.getByLabel(this.t(id)));
  }

  heading(id: string, values?: Record<string, string>): Locator {
    return this.page.getByRole('heading', { name: this.t(id, values) });
  }

  /** Waits until the words stand on the page. */
  see(words: string): Promise<void> {
    return this.page.getByText(words).filter({ visible: true }).first().waitFor();
  }

  seeSaid(id: string): Promise<void> {
    return this.see(this.t(id));
  }

  /** Waits for the words that say, for a few seconds, what was done. */
  told(words: string): Promise<void> {
    return this.page.locator('.toast').filter({ hasText: words }).first().waitFor();
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  form(): Locator {
    return this.page.locator('.step-form');
  }

  // --- Inbox ---------------------------------------------------------------------------------------------

  inboxRow(title: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByRole('link', { name: title }) });
  }

  /** By the mark of the portal, which is on every page and leads home. */
  async goToInbox(): Promise<void> {
    await this.page
      .getByRole('link', { name: this.t('app.markLabel') })
      .first()
      .click();
    await this.heading('inbox.title').waitFor();
  }

  /** Finds the act among what needs action, by the verb that waits, and opens its card from there. */
  async openFromInbox(title: string, verb: string): Promise<void> {
    await this.goToInbox();
    // One act may ask for several things: a new version, and what became of the remarks on the one before.
    const asked = this.page.getByText(this.t(`inbox.verb.${verb}`), { exact: true });
    const row = this.inboxRow(title).filter({ has: asked });
    await row.waitFor();
    await row.getByRole('link', { name: title }).click();
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  async openAct(id: string): Promise<void> {
    await this.page.goto(`/agreements/${id}`);
    await this.heading('agreements.route').waitFor();
  }

  /** The id of the act whose card is open. */
  actId(): string {
    const [, id] = /\/agreements\/([0-9a-f-]{36})/.exec(this.page.url()) ?? [];
    if (!id) throw new Error(`${this.page.url()} is not the address of an act.`);
    return id;
  }

  // --- Choosing ------------------------------------------------------------------------------------------

  /** Types into a box that finds while typing, and takes the option. */
  async choose(id: string, option: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: this.t(id) });
    await box.fill(option);
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** Chooses files as in the browser's own dialog, which the button opens. */
  async chooseFiles(button: Locator, files: string | readonly ChosenFile[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles(typeof files === 'string' ? files : [...files]);
  }

  attach(files: readonly ChosenFile[]): Promise<void> {
    return this.chooseFiles(this.button('agreements.form.chooseFiles'), files);
  }

  /** Waits until a file is on the draft: it can be taken off again. */
  attached(name: string): Promise<void> {
    return this.page.getByRole('button', { name: this.t('ui.remove', { name }), exact: true }).waitFor();
  }

  // --- Deciding ------------------------------------------------------------------------------------------

  /** Opens a step's form by its verb, lets it be filled in, and decides. */
  async decide(verb: string, done: string, fill: (form: Locator) => Promise<void> = async () => undefined) {
    await this.press(verb);
    const form = this.form();
    await form.waitFor();
    await fill(form);
    await form.locator('button[type=submit]').click();
    await this.told(this.t(done));
    await form.waitFor({ state: 'detached' });
  }

  agree(comment = ''): Promise<void> {
    return this.decide('agreements.verb.agree', 'agreements.done.agreed', (form) =>
      this.field('agreements.comment', form).fill(comment),
    );
  }

  /** What the executor proposes (775:18). */
  agreeOutcome(): Promise<void> {
    return this.decide('agreements.verb.agreeOutcome', 'agreements.done.outcomeAgreed', async () => {});
  }

  giveBack(reason: string): Promise<void> {
    return this.decide('agreements.verb.return', 'agreements.done.returned', (form) =>
      this.field('agreements.reason', form).fill(reason),
    );
  }

  register(workingDays: number, basis: string): Promise<void> {
    return this.decide('agreements.verb.register', 'agreements.done.registered', async (form) => {
      await this.field('agreements.register.days', form).fill(String(workingDays));
      await this.field('agreements.register.basis', form).fill(basis);
    });
  }

  /** @param executor full name; the head of the unit where left out */
  assign(unit: string, executor: string, interested: string | null): Promise<void> {
    return this.decide('agreements.verb.assign', 'agreements.done.assigned', async (form) => {
      await this.choose('agreements.assign.responsible', unit);
      // The head of the unit stands there already: he is taken out, and another is chosen.
      const place = form.getByRole('group', { name: this.t('agreements.assign.executor') });
      await place.getByRole('button').click();
      await this.choose('agreements.assign.executor', executor);
      if (interested) await this.choose('agreements.fact.interestedUnits', interested);
    });
  }

  /** Signs the step that waits, with the key file of the login. */
  async sign(verb: 'agreements.verb.sign' | 'agreements.verb.giveVisa'): Promise<void> {
    await this.press(verb);
    await this.openKey(keyFileOf(this.login), KEY_PASSWORD);
    const dialog = this.dialog();
    await dialog.getByText(certificateOwner(this.login), { exact: true }).waitFor();
    await this.press(verb, dialog);
    await dialog.locator('.receipt').waitFor();
    await this.press('sign.toCard', dialog);
    await dialog.waitFor({ state: 'detached' });
  }

  /** With what to sign, by the words of the way. */
  chooseWay(id: string): Promise<void> {
    return this.dialog().getByText(this.t(id), { exact: true }).first().click();
  }

  /** The first step of the sign dialog: the key file, its password, and on. */
  async openKey(keyFile: string | readonly ChosenFile[], password: string): Promise<void> {
    const dialog = this.dialog();
    await this.chooseFiles(this.button('sign.choose', dialog), keyFile);
    await this.field('sign.password', dialog).fill(password);
    await this.press('sign.continue', dialog);
  }

  // --- Downloads -----------------------------------------------------------------------------------------

  async download(link: Locator): Promise<{ name: string; content: Buffer; path: string }> {
    const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
      this.page.waitForEvent('download'),
      link.click(),
    ]);
    const path = await download.path();
    return { name: download.suggestedFilename(), content: await readFile(path), path };
  }
}
