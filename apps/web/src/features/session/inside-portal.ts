/** Only an address inside this portal: a link from outside must not lead a signed-in person elsewhere. */
export function insidePortal(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?!\s*[/\\])/.test(next) ? next : undefined;
}
