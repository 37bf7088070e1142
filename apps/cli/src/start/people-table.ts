/** Somebody who can sign in to the demo; in English. */
export interface DemoAccount {
  readonly login: string;
  readonly name: string;
  readonly post: string;
  /** Absent in demos that were made before units were told. */
  readonly unit?: string;
  /** Named duties, as the code calls them; absent where there are none. */
  readonly duties?: readonly string[];
  readonly body: string;
}

/** Who can sign in, body by body, each under its body's name. */
export function peopleLines(accounts: readonly DemoAccount[]): string[] {
  const [head = '', rule = '', ...rows] = tableLines(
    ['Login', 'Name', 'Post', 'Unit', 'Duties'],
    accounts.map(({ login, name, post, unit = '', duties = [] }) => [
      login,
      name,
      post,
      unit,
      duties.join(', ').replaceAll('_', ' '),
    ]),
  );
  const lines = rows.flatMap((row, place) => {
    const body = accounts[place]?.body ?? '';
    return body === accounts[place - 1]?.body ? [row] : ['', body, row];
  });
  return [head, rule, ...lines];
}

/** Lines of a table with aligned columns; letters count as one cell each, so Kazakh and Russian line up. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
