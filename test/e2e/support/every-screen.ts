import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Language } from '#contracts';
import { arrangeActs } from './act-screens.js';
import { inOffice } from './office.js';
import { screensOf } from './screens.js';

const DESK = { width: 1366, height: 768 };
/** A desk screen at 200 % (WCAG 1.4.4), and the narrowest phone. */
const NARROW = [
  { width: 683, height: 384 },
  { width: 360, height: 640 },
];

/** What passed is not told in full, which would take as long again. */
const TOLD = { resultTypes: ['violations' as const] };

/** The axe of AxeBuilder's own package. */
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
/** AxeBuilder would bring axe into the page twice for each analysis, which takes half as long as the analysis. */
const THERE_ALREADY = 'void 0';

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE);
  const axe = new AxeBuilder({ page, axeSource: THERE_ALREADY }).setLegacyMode(true).options(TOLD);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

/** What stands out to the right of the window, or of its dialog. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const frames = [document.documentElement, ...document.querySelectorAll('dialog[open], .dialog-body')];
    return frames
      .filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
      .map((frame) => `${frame.tagName}.${frame.className} ${frame.scrollWidth} > ${frame.clientWidth}`);
  });
}

/**
 * Every screen in a language: open to all, in light and dark, on a desk, at 200 % and on a phone. Each language is a file
 * of its own, so that the workers share them.
 */
export function testEveryScreen(language: Language): void {
  test(`every screen in ${language}: open to all, in light and dark, on a desk, at 200 % and on a phone`, async () => {
    const screens = screensOf(await arrangeActs(language));
    const faults: string[] = [];
    await inOffice(
      language,
      async (office) => {
        for (const { name, login, open } of screens) {
          const person = await (login ? office.person(login) : office.stranger(''));
          const { page } = person;
          await page.setViewportSize(DESK);
          const note = (where: string, found: readonly string[]) =>
            faults.push(...found.map((fault) => `${name}, ${where}: ${fault}`));
          await open(person).catch((error: Error) => note('does not open', [error.message]));
          note('light, on a desk', await violations(page));
          for (const viewport of NARROW) {
            await page.setViewportSize(viewport);
            note(`${viewport.width} px`, await overflow(page));
          }
          await page.emulateMedia({ colorScheme: 'dark' });
          note('dark, on a phone', await violations(page));
          await page.emulateMedia({ colorScheme: 'light' });
          await page.evaluate(() => sessionStorage.clear());
        }
      },
      { viewport: DESK },
    );
    expect(faults).toEqual([]);
  }, 480_000);
}
