import { TextThreads } from './text-threads.js';

const text = JSON.stringify({ paragraphs: [], notes: {} });

afterEach(() => jest.useRealTimers());

test('a thread that was ended for its time says so: it is no fault of the file', async () => {
  jest.useFakeTimers({ advanceTimers: false, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const dying = new TextThreads().one({ kind: 'compare', old: text, fresh: text });
  jest.advanceTimersByTime(30_000);
  await expect(dying).rejects.toMatchObject({ isLate: true });
});

test('a thread that ends by itself is no matter of time', async () => {
  const dying = new TextThreads().one({ kind: 'compare', old: 'no JSON', fresh: text });
  await expect(dying).rejects.toMatchObject({ isLate: false });
});
