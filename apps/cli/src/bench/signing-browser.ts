import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../chromium.js';

/** As many are signed with one key at once. */
export const BULK = 20;
/** Milliseconds; a machine that others use may stand still for a while. */
const PATIENCE_MS = 60_000;

/** Who signs, by what. */
export interface BrowserSigner {
  readonly login: string;
  readonly password: string;
  readonly keyFile: string;
  readonly keyPassword: string;
}

/** A real browser in which somebody signs what waits in his inbox. */
export class SigningBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly signer: BrowserSigner,
  ) {}

  /** @param port of the portal on this machine */
  static async open(port: number, signer: BrowserSigner): Promise<SigningBrowser> {
    const browser = await openChromium();
    try {
      const context = await browser.newContext({
        baseURL: `http://localhost:${port}`,
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      await page.goto('/login');
      await page.locator('input[name=username]').fill(signer.login);
      await page.locator('input[name=password]').fill(signer.password);
      await page.keyboard.press('Enter');
      await page.locator('.work-row').first().waitFor();
      return new SigningBrowser(browser, page, signer);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /**
   * Chooses twenty documents in the inbox, waits until all are compared, opens the key, and signs them.
   * @returns seconds from the click that signs to the result of the last
   */
  async signTwenty(): Promise<number> {
    const { page, signer } = this;
    await page.goto('/');
    await page.locator('.sign-bar input[type=checkbox]').check();
    await page.locator('.sign-bar .btn-main').click();
    const dialog = page.getByRole('dialog');
    const rows = (state: string) => dialog.locator(`.bulk-row[data-state=${state}]`);
    await rows('ready')
      .nth(BULK - 1)
      .waitFor();
    await dialog.locator('input[type=file]').setInputFiles(signer.keyFile);
    await dialog.locator('input[type=password]').fill(signer.keyPassword);
    await page.keyboard.press('Enter');
    const sign = dialog.locator('.dialog-foot .btn-main:not([type=submit])');
    await sign.waitFor();
    const began = performance.now();
    await sign.click();
    await rows('done')
      .nth(BULK - 1)
      .waitFor();
    // the result has a button to close it; while the work goes on there is none
    await dialog.locator('.dialog-foot .btn-main').waitFor();
    return (performance.now() - began) / 1000;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
