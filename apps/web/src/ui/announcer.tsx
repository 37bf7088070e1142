import { Store, useStore } from '../store';

const said = new Store('');

/** Says something to screen readers without moving the focus. The same words twice are said twice. */
export function announce(text: string): void {
  said.set(said.get() === text ? `${text}\u00a0` : text);
}

/** The live region of the page, mounted once. */
export function Announcer() {
  return (
    <p className="visually-hidden" role="status">
      {useStore(said)}
    </p>
  );
}
