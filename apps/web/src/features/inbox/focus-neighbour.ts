import { focusHeading } from '../../ui/page-head';

/**
 * Rows that go away give the focus to the next one that stays, or to the one before, or to the heading.
 * @param from id of the row from which the next one is looked for
 */
export function focusNeighbour(from: string | undefined, gone: readonly { readonly id: string }[]): void {
  const links = [...document.querySelectorAll<HTMLElement>('.work-row .subject a')];
  const going = new Set(gone.map(({ id }) => id));
  const at = links.findIndex(({ id }) => id === from);
  const stays = ({ id }: HTMLElement) => !going.has(id);
  const next = links.slice(at + 1).find(stays) ?? links.slice(0, Math.max(at, 0)).findLast(stays);
  if (next) next.focus();
  else focusHeading();
}
