import { ACT_KINDS } from './machines.js';
import { TERM_RULES, termRuleOf } from './terms.js';

test.each(ACT_KINDS)('775:20 %s: ten working days, more for a long text', (kind) => {
  expect([null, 1, 100, 101, 20_000].map((pages) => termRuleOf(kind, pages).workingDays)).toEqual([
    10, 10, 10, 15, 15,
  ]);
});

test('775:20 every rule says whose it is: no length that the portal assumed passes for one of the Regulations', () => {
  expect(TERM_RULES.map(({ pagesFrom, origin }) => [pagesFrom, origin])).toEqual([
    [1, 'regulations'],
    [101, 'portal'],
  ]);
});
