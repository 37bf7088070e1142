import { DELIVERY_FAULTS } from '#contracts';
import { whyWord } from './history-words';

test('775:22 why a package was not handed over is told in its own words, not as a failure of the portal', () => {
  expect(DELIVERY_FAULTS.length).toBeGreaterThan(10);
  for (const fault of DELIVERY_FAULTS) expect(whyWord(fault)).toBe(`agreements.edms.fault.${fault}`);
});

test('why a signature was refused is told as the dialog of signing tells it', () => {
  expect(whyWord('CERTIFICATE_EXPIRED')).toBe('signCode.CERTIFICATE_EXPIRED');
  expect(whyWord(undefined)).toBeNull();
});

test('why the portal let somebody not in is told as it told him; a code of later days has no words', () => {
  expect(whyWord('ACCOUNT_DISABLED')).toBe('error.accountDisabled');
  expect(whyWord('SOMETHING_NEWER')).toBeNull();
});
