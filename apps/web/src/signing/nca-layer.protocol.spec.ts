import { readGreeting, readOlderAnswer, readSignAnswer, signRequest } from './nca-layer.protocol';

const refused = (code: string) => expect.objectContaining({ name: 'NcaLayerError', code });

test('one document is asked for as a text, several as an array, from any storage or from one', () => {
  const choice = { purpose: 'authentication', locale: 'kk' } as const;
  expect(signRequest(['AA=='], { ...choice, storage: null })).toMatchObject({
    args: { data: 'AA==', allowedStorages: null, signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.2'] } },
  });
  expect(signRequest(['AA==', 'AQ=='], { ...choice, storage: 'PKCS12' })).toMatchObject({
    args: { data: ['AA==', 'AQ=='], allowedStorages: ['PKCS12'] },
  });
});

test('the greeting tells the version; whatever else sits on the port is not NCALayer', () => {
  expect(readGreeting({ result: { version: '1.4' } })).toBe('1.4');
  for (const other of [null, [], 'hello', {}, { result: {} }, { result: { version: 4 } }]) {
    expect(() => readGreeting(other)).toThrow(refused('NCALAYER_ANSWER_WRONG'));
  }
});

test('signatures come as an array, or one as a text', () => {
  expect(readSignAnswer({ status: true, body: { result: ['a', 'b'] } }, 2)).toEqual(['a', 'b']);
  expect(readSignAnswer({ status: true, body: { result: 'a' } }, 1)).toEqual(['a']);
});

test('an answer without a status is that of an older program', () => {
  expect(readSignAnswer({ code: '500', message: 'Module not found' }, 1)).toBeNull();
});

test.each([
  ['NCALAYER_CANCELLED', { status: true, body: {} }],
  ['NCALAYER_FAILED', { status: false, code: 'INVOCATION_ERROR' }],
  ['NCALAYER_ANSWER_WRONG', { status: true, body: { result: ['a'] } }],
  ['NCALAYER_ANSWER_WRONG', { status: true, body: { result: ['a', 1] } }],
  ['NCALAYER_ANSWER_WRONG', null],
])('%s: %j', (code, answer) => {
  expect(() => readSignAnswer(answer, 2)).toThrow(refused(code));
});

test.each([
  ['NCALAYER_CANCELLED', { code: '500', message: 'action.canceled' }],
  ['NCALAYER_FAILED', { code: '500', message: 'storage.empty' }],
  ['NCALAYER_ANSWER_WRONG', []],
])('the older form, %s: %j', (code, answer) => {
  expect(() => readOlderAnswer(answer)).toThrow(refused(code));
});

test('the older form carries its answer in responseObject', () => {
  expect(readOlderAnswer({ code: '200', responseObject: ['AKKaztokenStore'] })).toEqual(['AKKaztokenStore']);
});
