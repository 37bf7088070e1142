import type { Locator } from 'playwright-core';
import type { Person } from './person.js';

/** More stops than any page has. */
const MOST_STOPS = 80;

/** A person's hands without a mouse: only keys are pressed, and the focus must be seen wherever it stops. */
export class Keyboard {
  constructor(readonly person: Person) {}

  private get page() {
    return this.person.page;
  }

  /** Tabs until the focus is there. @throws Error where Tab never comes by */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await target.evaluate((element) => element === document.activeElement))
        return this.seeFocus(target);
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`By Tab nobody comes to ${target}.`);
  }

  /** The ring is drawn on the element, or on what stands round it: its row, its label. */
  private async seeFocus(target: Locator): Promise<void> {
    const ring = await target.evaluate((element) =>
      [element, element.parentElement, element.closest('label')].some((one) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      }),
    );
    if (!ring) throw new Error(`The focus on ${target} cannot be seen.`);
  }

  async press(target: Locator, key = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  /** Types into a box that finds while typing, and takes what it found first. */
  async choose(box: Locator, text: string): Promise<void> {
    await this.reach(box);
    await this.page.keyboard.insertText(text);
    await this.page.locator('.combo-option', { hasText: text }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Chooses a file in the browser's own dialog, which the button opens. */
  async chooseFiles(button: Locator, files: Parameters<Person['chooseFiles']>[1]): Promise<void> {
    await this.reach(button);
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.page.keyboard.press('Enter'),
    ]);
    await chooser.setFiles(typeof files === 'string' ? files : [...files]);
  }
}
