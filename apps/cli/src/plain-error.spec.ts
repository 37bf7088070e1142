import { PlainError, sentence } from './plain-error.js';

const systemError = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('a failure in one plain sentence', () => {
  test.each([
    [systemError('ENOSPC', 'ENOSPC: no space left on device, write'), 'no space is left on the disk'],
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      'no space is left on the disk',
    ],
    [systemError('EROFS', 'EROFS: read-only file system, mkdir'), 'the file system is read-only'],
    [systemError('EACCES', 'EACCES: permission denied, mkdir'), 'this user may not write there'],
    [systemError('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432'), 'the server cannot be reached'],
    [systemError('EAI_AGAIN', ''), 'the server cannot be reached (EAI_AGAIN:)'],
  ])('%s', (cause, expected) => {
    const told = sentence('Starting', cause);
    expect(told).toContain(`Starting failed: ${expected}`);
    expect(told.split('\n')).toHaveLength(1);
  });

  test('of a log, the line that names the error is told, not the last one', () => {
    const log = 'LOG:  starting\nFATAL:  wrong ownership\nHINT:  chown it\n';
    expect(sentence('Starting the database', log)).toBe(
      'Starting the database failed: FATAL:  wrong ownership.',
    );
  });

  test('what is a plain sentence already stays as it is', () => {
    expect(sentence('Starting', new PlainError('Port 3000 is busy.'))).toBe('Port 3000 is busy.');
  });
});
