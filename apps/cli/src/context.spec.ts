import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearDataDir, isDataDir, openDataDir } from './context.js';
import { PlainError } from './plain-error.js';

describe('the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kelisim-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is made where nothing was, with a place for logs', () => {
    const dataDir = join(folder, 'a', 'дерек қоймасы');
    openDataDir(dataDir);
    expect(isDataDir(dataDir)).toBe(true);
    expect(existsSync(join(dataDir, 'logs'))).toBe(true);
  });

  test('is refused where somebody keeps other things, and nothing is changed there', () => {
    writeFileSync(join(folder, 'thesis.docx'), 'mine');
    expect(() => openDataDir(folder)).toThrow(PlainError);
    expect(readdirSync(folder)).toEqual(['thesis.docx']);
  });

  test('may lie beside what ./portal downloaded', () => {
    mkdirSync(join(folder, 'node'));
    openDataDir(folder);
    expect(isDataDir(folder)).toBe(true);
  });

  test('is cleared of data and logs, and keeps what ./portal downloaded', () => {
    mkdirSync(join(folder, 'node'));
    openDataDir(folder);
    mkdirSync(join(folder, 'postgres', 'data'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'api.log'), 'x');
    clearDataDir(folder);
    expect(readdirSync(folder)).toEqual(['node']);
    expect(isDataDir(folder)).toBe(false);
  });

  test('a folder in which nothing can be made is told at once', () => {
    expect(() => openDataDir('/proc/kelisim/data')).toThrow(PlainError);
  });
});
