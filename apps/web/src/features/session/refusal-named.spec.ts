import { refusalNamed } from './refusal-named';

test('a refusal of the portal is known by its code', () => {
  expect(refusalNamed('PROVIDER_DOWN')).toBe('PROVIDER_DOWN');
});

test.each(['toString', 'CALL_THIS_NUMBER', '', undefined, 7, ['PROVIDER_DOWN']])(
  '%p says nothing',
  (code) => {
    expect(refusalNamed(code)).toBeUndefined();
  },
);
