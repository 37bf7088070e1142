import { demoBodies } from './directory.js';
import type { DemoBody, DemoEmployee, PostKind, UnitKind } from './directory.types.js';
import { demoEmployees } from './employees.js';

/** The control digit of an IIN or BIN: two rounds of weights modulo 11; null where neither gives a digit. */
function controlDigit(number: string): number | null {
  const rounds = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
  ];
  for (const weights of rounds) {
    const rest = weights.reduce((sum, weight, i) => sum + weight * Number(number[i]), 0) % 11;
    if (rest < 10) return rest;
  }
  return null;
}

function inUnits(body: DemoBody, kind: UnitKind, posts: PostKind[]): DemoEmployee[] {
  const keys = body.units.filter((unit) => unit.kind === kind).map((unit) => unit.key);
  return demoEmployees.filter((e) => keys.includes(e.unitKey) && posts.includes(e.postKind));
}

const participants = demoBodies.filter((body) => body.kind !== 'institution');
const unitKeys = demoBodies.flatMap((body) => body.units.map((unit) => unit.key));

describe('the demo directory', () => {
  it('has units overseen by deputy heads of their own bodies alone', () => {
    const overseen = demoBodies.flatMap((body) => body.units.map((unit) => ({ body, unit })));
    const wrong = overseen.filter(
      ({ body, unit }) =>
        unit.overseer &&
        !inUnits(body, 'leadership', ['deputy_head']).some(({ login }) => login === unit.overseer),
    );
    expect(wrong).toEqual([]);
    expect(overseen.filter(({ unit }) => unit.overseer).length).toBeGreaterThan(3);
  });

  it.each(demoEmployees.map((e) => [e.login, e.iin]))('%s has an IIN with its control digit', (_, iin) => {
    expect(iin).toMatch(/^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[3-6]\d{5}$/);
    expect(controlDigit(iin)).toBe(Number(iin[11]));
  });

  it.each(demoBodies.map((b) => [b.key, b.bin]))('%s has a BIN with its control digit', (_, bin) => {
    expect(bin).toMatch(/^\d{2}(0[1-9]|1[0-2])40\d{6}$/);
    expect(controlDigit(bin)).toBe(Number(bin[11]));
  });

  it('gives no login, IIN, BIN, e-mail, phone or key twice', () => {
    const columns = [
      demoEmployees.map((e) => e.login),
      demoEmployees.map((e) => e.iin),
      demoEmployees.map((e) => e.email),
      demoEmployees.map((e) => e.workPhone),
      demoBodies.map((b) => b.bin),
      demoBodies.map((b) => b.key),
      unitKeys,
    ];
    for (const column of columns) expect(new Set(column).size).toBe(column.length);
  });

  it('names every person in full, in Cyrillic, with a Latin login and an address that no mail reaches', () => {
    for (const e of demoEmployees) {
      for (const part of [e.surname, e.givenName, e.patronymic])
        expect(part).toMatch(/^\p{Script=Cyrillic}+$/u);
      expect(e.login).toMatch(/^[a-z]{1,2}\.[a-z]+$/);
      expect(e.email).toMatch(/\.example$/);
      expect(unitKeys).toContain(e.unitKey);
    }
  });

  it('writes Kazakh names with every letter that Russian lacks', () => {
    const letters = demoEmployees
      .map((e) => `${e.surname}${e.givenName}${e.patronymic}`.toLowerCase())
      .join('');
    for (const letter of 'әғқңөұүһі') expect(letters).toContain(letter);
  });

  it.each(participants.map((body) => [body.key, body] as const))(
    '%s can take part in an agreement',
    (_, body) => {
      expect(inUnits(body, 'leadership', ['head_of_body'])).toHaveLength(1);
      expect(inUnits(body, 'legal', ['unit_head'])).toHaveLength(1);
      expect(inUnits(body, 'documentation', ['unit_head', 'specialist']).length).toBeGreaterThan(0);
    },
  );

  it('gives every ordinary unit a head and someone who drafts', () => {
    const ordinary = demoBodies.flatMap((body) => body.units.filter((unit) => unit.kind === 'ordinary'));
    for (const unit of ordinary) {
      const posts = demoEmployees.filter((e) => e.unitKey === unit.key).map((e) => e.postKind);
      expect(posts.filter((kind) => kind === 'unit_head')).toHaveLength(1);
      expect(posts).toContain('specialist');
    }
  });

  it('has a head for every body, also the institutions below the regional department', () => {
    for (const body of demoBodies) expect(inUnits(body, 'leadership', ['head_of_body'])).toHaveLength(1);
    const institutions = demoBodies.filter((body) => body.parentKey === 'saryarka');
    expect(institutions.map((body) => body.kind)).toEqual(['institution', 'institution']);
  });
});
