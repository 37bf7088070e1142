import { faultOf, faultText, isGivenUp, pauseAfter } from './mail-faults.js';

describe('what keeps a letter from going', () => {
  test.each([
    ['the recipient is refused', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'refused'],
    ['the mailbox is full', { code: 'EENVELOPE', responseCode: 452, command: 'RCPT TO' }, 'later'],
    ['the letter is refused', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused'],
    ['the letter is put off', { code: 'EMESSAGE', responseCode: 451, command: 'DATA' }, 'later'],
    ['the sender is refused', { code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' }, 'server'],
    ['the password is wrong', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'server'],
    ['the server closes', { code: 'EENVELOPE', responseCode: 421, command: 'RCPT TO' }, 'server'],
    ['the server is out of step', { code: 'EMESSAGE', responseCode: 503, command: 'DATA' }, 'server'],
    ['the server is busy', { code: 'EPROTOCOL', responseCode: 554, command: 'CONN' }, 'server'],
    ['nobody listens', { code: 'ESOCKET', command: 'CONN' }, 'server'],
    ['no answer comes', { code: 'ETIMEDOUT', command: 'DATA' }, 'server'],
    ['no TLS is offered', { code: 'ETLS' }, 'server'],
    ['no address is left', { code: 'EENVELOPE' }, 'refused'],
    ['something else', new Error('?'), 'server'],
    ['nothing is said', undefined, 'server'],
  ])('%s', (_what, error, fault) => {
    expect(faultOf(error)).toBe(fault);
  });

  test('is told on one line that is not too long', () => {
    expect(faultText(new Error('550\r\n No\u202E such\0 mailbox '))).toBe('550 No such mailbox');
    expect(faultText(new Error('x'.repeat(1000)))).toHaveLength(300);
    expect(faultText('plain')).toBe('plain');
  });

  test('is waited out: twice as long each time, up to an hour; five days in all', () => {
    expect([1, 2, 3, 6, 7, 1000].map((attempts) => pauseAfter(attempts) / 60_000)).toEqual([
      1, 2, 4, 32, 60, 60,
    ]);
    const first = new Date('2026-03-18T05:00:00Z');
    expect(isGivenUp(first, new Date('2026-03-23T04:59:59Z'))).toBe(false);
    expect(isGivenUp(first, new Date('2026-03-23T05:00:00Z'))).toBe(true);
  });
});
