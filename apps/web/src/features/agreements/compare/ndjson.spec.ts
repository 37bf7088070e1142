import { linesOf } from './ndjson';

function streamOf(
  ...pieces: readonly (string | Uint8Array<ArrayBuffer>)[]
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) {
        controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
      }
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(stream)) lines.push(line);
  return lines;
}

test('lines come whole, wherever the network cut them', async () => {
  expect(await all(streamOf('{"a"', ':1}\n{"b":2}\n{"c"', ':3}'))).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
});

test('a letter that was cut in two is one letter', async () => {
  const bytes = new TextEncoder().encode('қ\n');
  expect(await all(streamOf(bytes.slice(0, 1), bytes.slice(1)))).toEqual(['қ']);
});

test('who stops reading ends the stream', async () => {
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('{}\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const line of linesOf(endless)) {
    expect(line).toBe('{}');
    break;
  }
  expect(cancelled).toBe(true);
});
