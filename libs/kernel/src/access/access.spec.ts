import { portalOrigin } from './access.js';

interface Row {
  where: string;
  host: string;
  origin?: string;
  own: string | undefined;
}

/** @returns undefined where it is refused */
function originOf({ host, origin }: Row, publicOrigins: string[]): string | undefined {
  const headers = new Map(Object.entries({ host, origin }));
  const request = { protocol: 'https', get: (name: string) => headers.get(name) };
  try {
    // express offers one more way to ask, for cookies, which nobody needs here
    return portalOrigin(request as Parameters<typeof portalOrigin>[0], { publicOrigins });
  } catch (error) {
    expect(error).toMatchObject({ code: 'CSRF_REJECTED' });
    return undefined;
  }
}

const GOV = 'https://portal.gov.kz';

describe('the origin of the page that a request comes from', () => {
  test.each<Row>([
    { where: 'the portal’s page', host: 'portal.gov.kz', origin: GOV, own: GOV },
    { where: 'its page, through a proxy', host: 'api.local', origin: GOV, own: GOV },
    { where: 'a program', host: 'portal.gov.kz', own: GOV },
    { where: 'a program that makes up the host', host: 'evil.example', own: undefined },
    {
      where: 'a page that makes up both',
      host: 'evil.example',
      origin: 'https://evil.example',
      own: undefined,
    },
    { where: 'another page', host: 'portal.gov.kz', origin: 'https://evil.example', own: undefined },
  ])('is one of those that the portal knows: $where', (row) => {
    expect(originOf(row, [GOV])).toBe(row.own);
  });

  test.each<Row>([
    { where: 'the portal’s page', host: 'desk:3000', origin: 'http://desk:3000', own: 'http://desk:3000' },
    { where: 'a program', host: 'desk:3000', own: 'https://desk:3000' },
    { where: 'another page', host: 'desk:3000', origin: 'https://evil.example', own: undefined },
    { where: 'a sandboxed frame', host: 'desk:3000', origin: 'null', own: undefined },
    { where: 'no host', host: '', own: undefined },
  ])('is where it was sent to, while the portal knows none: $where', (row) => {
    expect(originOf(row, [])).toBe(row.own);
  });
});
