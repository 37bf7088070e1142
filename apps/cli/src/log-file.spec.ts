import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';

describe('a log file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kelisim-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('keeps the newest lines and one older part, so it never fills the disk', () => {
    const path = join(folder, 'api.log');
    const log = new LogFile(path, 10);
    for (const line of ['one one one\n', 'two two two\n', 'three\n']) log.write(line);
    expect(readFileSync(path, 'utf8')).toBe('three\n');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('two two two\n');
  });

  test('tells the end of one run, not of the run before', () => {
    const log = new LogFile(join(folder, 'api.log'));
    log.write('error of yesterday\n');
    log.begin();
    log.write('error of today\n');
    expect(log.tail).toBe('error of today\n');
  });

  test('a log that cannot be written does not stop what is logged', () => {
    const log = new LogFile(join(folder, 'gone', 'api.log'));
    expect(() => log.write('line\n')).not.toThrow();
    expect(log.tail).toBe('line\n');
  });
});
