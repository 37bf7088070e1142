import type { Browser, BrowserContext } from 'playwright-core';
import { openChromium } from '../chromium.js';
import type { PortalClient } from '../portal-client.js';
import type { Server } from './instance.js';
import { Connection, requireSuccess, wireRequest } from './load.js';
import { race, type Side } from './race.js';
import { cost, type Figure, median } from './report.js';

/** Of one card in a round, one after the other. */
const TIMES = 7;
const SERVER_AIM_MS = 100;
const PAINT_AIM_S = 1;
/** Milliseconds; a machine that others use may stand still for a while. */
const PATIENCE_MS = 60_000;

/** Who signs in, in the browser. */
export interface CardReader {
  readonly client: PortalClient;
  readonly login: string;
  readonly password: string;
}

/**
 * How long the card of a large act takes at the server, and until a browser that has nothing of the portal yet has painted it.
 * The floor is the card of an ordinary act, at the same portal.
 * @param acts ids: of the large one, and of the ordinary one
 */
export async function cardFigures(
  { port }: Server,
  reader: CardReader,
  acts: Readonly<Record<Side, string>>,
  rounds: number,
): Promise<Figure[]> {
  const served = await race(rounds, (side) => timeOf(port, reader.client, acts[side]));
  const browser = await openChromium();
  try {
    const signedIn = await signIn(browser, port, reader);
    const painted = await race(rounds, (side) => paintOf(browser, signedIn, port, acts[side]));
    return [
      cost('card of an act of 30 bodies, at the server', 'ms', served, SERVER_AIM_MS),
      cost('card of an act of 30 bodies, painted in a browser', 's', painted, PAINT_AIM_S),
    ];
  } finally {
    await browser.close();
  }
}

async function timeOf(port: number, { headers }: PortalClient, actId: string): Promise<number> {
  const connection = await Connection.open(port);
  const request = wireRequest('GET', `/api/agreements/${actId}`, headers);
  try {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const start = performance.now();
      requireSuccess(await connection.exchange(request));
      times.push(performance.now() - start);
    }
    return median(times);
  } finally {
    connection.close();
  }
}

type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

async function signIn(browser: Browser, port: number, { login, password }: CardReader): Promise<SignedIn> {
  const context = await browser.newContext({ baseURL: `http://localhost:${port}` });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto('/login');
  await page.locator('input[name=username]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.masthead').first().waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Seconds from the beginning of the navigation to the frame that shows the card. */
async function paintOf(
  browser: Browser,
  storageState: SignedIn,
  port: number,
  actId: string,
): Promise<number> {
  const context = await browser.newContext({ baseURL: `http://localhost:${port}`, storageState });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('.card-layout')) return;
        watch.disconnect();
        // What follows a frame's callbacks comes after its paint.
        requestAnimationFrame(() => setTimeout(() => performance.mark('card'), 0));
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    await page.goto(`/agreements/${actId}`);
    await page.waitForFunction(() => performance.getEntriesByName('card').length > 0);
    const ms = await page.evaluate(() => performance.getEntriesByName('card')[0]?.startTime ?? Number.NaN);
    return ms / 1000;
  } finally {
    await context.close();
  }
}
