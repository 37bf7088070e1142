import { ACT_KINDS } from './machines.js';
import { TERM_RULES, termRuleOf } from './terms.js';

test.each(ACT_KINDS)('775:20 %s: ten working days, more for a long text', (kind) => {
  expect([null, 1, 100, 101, 20_000].map((pages) => termRuleOf(kind, pages).workingDays)).toEqual([
    10, 10, 10, 15, 15,
  ]);
});

test('every rule says where it stands', () => {
  expect(TERM_RULES.filter(({ source }) => !source.startsWith('775:20'))).toEqual([]);
});
