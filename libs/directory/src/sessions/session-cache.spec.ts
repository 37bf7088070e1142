import { SessionCache } from './session-cache.js';

const session = (id: string, rightsChangeAt: Date | null = null) => ({ id, actor: { rightsChangeAt } });

describe('sessions in memory', () => {
  test('serve for five seconds', () => {
    const cache = new SessionCache();
    cache.put('key', session('a'), 0, cache.generation);
    expect(cache.get('key', 4_999)).toEqual(session('a'));
    expect(cache.get('key', 5_000)).toBeUndefined();
  });

  test('serve up to the moment at which a delegation begins or ends', () => {
    const cache = new SessionCache();
    cache.put('key', session('a', new Date(2_000)), 0, cache.generation);
    expect(cache.get('key', 1_999)).toBeDefined();
    expect(cache.get('key', 2_000)).toBeUndefined();
  });

  test('a session that ended while it was being read is not kept', () => {
    const cache = new SessionCache();
    const { generation } = cache;
    cache.forget('a');
    cache.put('key', session('a'), 0, generation);
    expect(cache.get('key', 1)).toBeUndefined();
  });

  test('the least recently used makes room', () => {
    const cache = new SessionCache();
    for (let i = 0; i < 10_000; i += 1) cache.put(`key${i}`, session(`${i}`), 0, cache.generation);
    cache.get('key0', 1);
    cache.put('one more', session('x'), 1, cache.generation);
    expect(cache.get('key0', 1)).toEqual(session('0'));
    expect(cache.get('key1', 1)).toBeUndefined();
  });
});
