import { readFileSync } from 'node:fs';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { problem } from '#contracts';
import { newId, PERMISSION } from '#kernel';
import { type Person, Portal, refusalOf } from '../testing/portal.fixture.js';
import { DOORS, UNDESCRIBED } from './expectations.js';
import { nameOf, type Route, routesOf } from './routes.fixture.js';

/** What is open to anybody, and what a request of nothing is answered. Every other address needs a session. */
const PUBLIC = new Map(
  Object.entries(DOORS).flatMap(([name, door]) =>
    door.to === 'anybody' ? [[name, door.answers] as const] : [],
  ),
);

describe('every address of the api', () => {
  let portal: Portal;
  let reader: Person;
  let routes: Route[];

  beforeAll(async () => {
    portal = await Portal.start();
    reader = await portal.as('developer.specialist');
    routes = routesOf(portal);
  });

  afterAll(() => portal?.close());

  const filled = (path: string, value: string) => path.replaceAll(/:\w+/g, value);

  test('is found: those of the running router are those of openapi.json', () => {
    const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const running = routes.map(nameOf).filter((name) => !UNDESCRIBED.includes(name));
    expect(running.length).toBeGreaterThan(25);
    expect(running.sort()).toEqual(described.sort());
  });

  test('names who may call it', () => {
    const reflector = portal.app.get(Reflector);
    const closed: string[] = [];
    let handlers = 0;
    for (const module of portal.app.get(ModulesContainer).values()) {
      for (const { metatype } of module.controllers.values()) {
        if (typeof metatype !== 'function') continue;
        const prototype: Record<string, unknown> = metatype.prototype;
        for (const method of new MetadataScanner().getAllMethodNames(prototype)) {
          const handler = prototype[method];
          if (typeof handler !== 'function' || !Reflect.hasMetadata('method', handler)) continue;
          handlers += 1;
          const permission = reflector.getAllAndOverride<unknown>(PERMISSION, [handler, metatype]);
          if (permission !== 'signed-in' && permission !== 'public')
            closed.push(`${metatype.name}.${method}`);
        }
      }
    }
    expect(closed).toEqual([]);
    expect(handlers).toBe(routes.length);
  });

  test('answers a stranger 401 with problem+json, and tells him nothing else', async () => {
    const answered = new Map<string, string>();
    for (const route of routes) {
      const answer = await portal.stranger.send(route.method, filled(route.path, newId()));
      if (answer.status !== 401) {
        answered.set(nameOf(route), refusalOf(answer));
        continue;
      }
      expect([nameOf(route), answer.headers.get('content-type')]).toEqual([
        nameOf(route),
        'application/problem+json; charset=utf-8',
      ]);
      expect(problem.strict().parse(answer.json)).toMatchObject({ code: 'UNAUTHENTICATED', params: {} });
    }
    expect([...answered.keys()].sort()).toEqual([...PUBLIC.keys()].sort());
  });

  test('that changes something refuses a request without the CSRF token, or from another site', async () => {
    const changing = routes.filter(({ method }) => method !== 'GET');
    const { cookie } = reader.client.headers;
    for (const route of changing) {
      const forged = portal.stranger;
      Object.assign(forged.headers, { cookie });
      const withoutToken = await forged.send(route.method, filled(route.path, newId()), {});
      Object.assign(forged.headers, { origin: 'https://elsewhere.example' });
      const elsewhere = await forged.send(route.method, filled(route.path, newId()), {});
      const expected = PUBLIC.get(nameOf(route)) ?? '403 CSRF_REJECTED';
      expect([nameOf(route), refusalOf(withoutToken)]).toEqual([nameOf(route), expected]);
      expect([nameOf(route), refusalOf(elsewhere)]).toEqual([nameOf(route), '403 CSRF_REJECTED']);
    }
  });

  test('takes ids for ids: whatever else stands there is refused in words', async () => {
    const withIds = routes.filter(({ path }) => path.includes(':'));
    const hostile = ['1', "'%20OR%201=1--", '%00', '..%2f..%2fetc', `${newId()}x`, 'ы'.repeat(300), '%7B%7D'];
    for (const route of withIds) {
      for (const value of hostile) {
        const answer = await reader.send(
          route.method,
          filled(route.path, value),
          route.method === 'GET' ? undefined : {},
        );
        expect([nameOf(route), value, [400, 404].includes(answer.status)]).toEqual([
          nameOf(route),
          value,
          true,
        ]);
        expect(problem.parse(answer.json).code).not.toBe('INTERNAL');
      }
    }
  });

  test('of nothing that is there is 404, for readers and the documents alike', async () => {
    // A year is no thing that may be missing: one that nobody has kept has plain weeks.
    const withIds = routes.filter(({ method, path }) => method === 'GET' && /:(?!year)/.test(path));
    for (const route of withIds) {
      const path = filled(route.path, newId())
        .replace(/(\/signatures\/[^/]+)\/.*$/, '$1/statement')
        .replace(/\/table\/.*$/, '/table/kk');
      // Where a duty is asked for, it may be asked for first.
      const forDuty = Array.isArray(DOORS[nameOf(route)]?.to);
      const answer = refusalOf(await reader.get(path));
      expect([nameOf(route), answer]).toEqual([
        nameOf(route),
        forDuty && answer === '403 FORBIDDEN' ? answer : '404 NOT_FOUND',
      ]);
    }
    expect(refusalOf(await reader.get('/api/no-such-room'))).toBe('404 NOT_FOUND');
    expect(refusalOf(await reader.send('DELETE', '/api/agreements'))).toMatch(/^40[45] /);
  });

  test('keeps an idle connection for longer than a proxy in front keeps its own', async () => {
    const { headers } = await fetch(`${portal.url}/api/health`);
    expect(headers.get('keep-alive')).toBe('timeout=75');
  });

  test('sends what keeps the answer where it belongs: no store, no sniffing, no framing', async () => {
    for (const path of ['/api/agreements', '/api/no-such-room']) {
      const { headers } = await reader.get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      // without TLS it would lock other servers of this machine out
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
