import { sheetCode } from '#contracts';
import { newSheetCode, printedCode } from './sheet-code.js';

test('no two sheets have one code, and each is a code as the contract has it', () => {
  const codes = Array.from({ length: 1000 }, newSheetCode);
  expect(new Set(codes).size).toBe(1000);
  for (const code of codes) expect(sheetCode.parse(code)).toBe(code);
});

test.each([
  { typed: 'K7QX-20AB-9ZTM-4R5W', read: 'K7QX20AB9ZTM4R5W' },
  { typed: ' k7qx 2oab 9ztm 4r5w ', read: 'K7QX20AB9ZTM4R5W' },
  { typed: 'IL00-0000-0000-0000', read: '1100000000000000' },
])('typed as $typed it is $read', ({ typed, read }) => {
  expect(sheetCode.parse(typed)).toBe(read);
});

test.each(['', 'K7QX', 'K7QX-20AB-9ZTM-4R5U', `K7QX-20AB-9ZTM-4R5W-${'0'.repeat(30)}`])(
  '%p is no code',
  (typed) => {
    expect(sheetCode.safeParse(typed).success).toBe(false);
  },
);

test('it is printed in groups of four', () => {
  expect(printedCode('K7QX20AB9ZTM4R5W')).toBe('K7QX-20AB-9ZTM-4R5W');
});
