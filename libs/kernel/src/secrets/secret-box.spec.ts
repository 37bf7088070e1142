import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretBox } from './secret-box.js';

const SECRET = Buffer.from('twenty bytes of it..');

describe('a sealed secret', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'kelisim-secrets-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const withKey = (byte: number) => new SecretBox({ secretsKey: Buffer.alloc(32, byte), dataDir });

  test('opens for its owner with the same key, and never looks the same twice', () => {
    const box = withKey(1);
    const sealed = box.seal(SECRET, 'owner');
    expect(withKey(1).open(sealed, 'owner')).toEqual(SECRET);
    expect(sealed.includes(SECRET)).toBe(false);
    expect(box.seal(SECRET, 'owner')).not.toEqual(sealed);
  });

  test('does not open for another owner, with another key, changed or cut off', () => {
    const sealed = withKey(1).seal(SECRET, 'owner');
    expect(() => withKey(1).open(sealed, 'another')).toThrow();
    expect(() => withKey(2).open(sealed, 'owner')).toThrow();
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect(() => withKey(1).open(changed, 'owner')).toThrow();
    }
    expect(() => withKey(1).open(sealed.subarray(0, 20), 'owner')).toThrow('not in the expected form');
  });

  test('opens in every process that shares the data folder, where the settings name no key', () => {
    const sealed = new SecretBox({ secretsKey: undefined, dataDir }).seal(SECRET, 'owner');
    expect(new SecretBox({ secretsKey: undefined, dataDir }).open(sealed, 'owner')).toEqual(SECRET);
    expect(statSync(join(dataDir, 'secrets.key')).mode & 0o777).toBe(0o600);
  });
});
