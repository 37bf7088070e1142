import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { CLAMD_MOST_BYTES, EICAR, startTestClamd, TEST_VIRUS, type TestClamd } from '#testing';
import { Clamd } from './clamd.js';

jest.setTimeout(60_000);

describe('a real clamd', () => {
  let server: TestClamd;

  beforeAll(async () => {
    server = await startTestClamd();
  });

  afterAll(() => server?.close());

  const stream = (...pieces: (string | Buffer)[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

  test.each(['tcpUrl', 'unixUrl'] as const)('tells clean from infected, asked at its %s', async (url) => {
    const clamd = new Clamd(server[url]);
    expect(await clamd.scan(() => stream('%PDF-1.7\n%%EOF\n'))).toEqual({ verdict: 'clean' });
    expect(await clamd.scan(() => stream(EICAR))).toEqual({
      verdict: 'infected',
      signature: expect.stringContaining('Eicar-Test-Signature'),
    });
  });

  test('finds what is cut in two by the chunks of the stream', async () => {
    const half = TEST_VIRUS.length / 2;
    const pieces = ['%PDF-1.7\n', TEST_VIRUS.slice(0, half), TEST_VIRUS.slice(half), '\n%%EOF\n'];
    expect(await new Clamd(server.tcpUrl).scan(() => stream(...pieces))).toMatchObject({
      verdict: 'infected',
    });
  });

  test('takes an empty stream for clean', async () => {
    expect(await new Clamd(server.tcpUrl).scan(() => stream())).toEqual({ verdict: 'clean' });
  });

  test.each(['tcpUrl', 'unixUrl'] as const)(
    'says, at its %s, of more than it takes that it did not look',
    async (url) => {
      const chunk = Buffer.alloc(64 * 1024, 'a');
      const pieces = Array.from({ length: (3 * CLAMD_MOST_BYTES) / chunk.length }, () => chunk);
      for (let time = 0; time < 5; time += 1) {
        expect(await new Clamd(server[url]).scan(() => stream(...pieces))).toEqual({
          verdict: 'unscannable',
          reason: 'INSTREAM size limit exceeded.',
        });
      }
    },
  );

  test('answers many at once', async () => {
    const clamd = new Clamd(server.tcpUrl);
    const verdicts = await Promise.all(
      Array.from({ length: 30 }, (_, number) => clamd.scan(() => stream(number % 2 ? TEST_VIRUS : 'text'))),
    );
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 30 }, (_, number) => (number % 2 ? 'infected' : 'clean')),
    );
  });

  test('that the stream fails is the stream’s own error', async () => {
    const failing = Readable.from(
      (async function* () {
        yield Buffer.from('%PDF');
        throw new Error('the disk is gone');
      })(),
    );
    await expect(new Clamd(server.tcpUrl).scan(() => failing)).rejects.toThrow('the disk is gone');
  });

  test('is never taken for a pass where it is away', async () => {
    await server.stop();
    await expect(new Clamd(server.tcpUrl).scan(() => stream('text'))).rejects.toThrow('ECONNREFUSED');
    await expect(new Clamd(server.unixUrl).scan(() => stream('text'))).rejects.toThrow('ENOENT');
  });
});

describe('what takes clamd’s place and', () => {
  test.each([
    ['is silent', '', 'clamd was silent too long.'],
    [
      'cannot work',
      "INSTREAM: Can't allocate memory ERROR\0",
      "clamd answered: INSTREAM: Can't allocate memory ERROR",
    ],
    ['answers what nobody understands', 'HTTP/1.1 200 OK\r\n\0', 'clamd answered: HTTP/1.1 200 OK'],
  ])('%s passes nothing', async (_, answer, told) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      if (answer) socket.write(answer);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const scan = new Clamd(`tcp://127.0.0.1:${port}`, 300).scan(() => Readable.from([Buffer.from('text')]));
      await expect(scan).rejects.toThrow(told);
    } finally {
      server.close();
    }
  });

  test('passes what it has not had whole passes nothing', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('stream: OK\0'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const slow = Readable.from(
      (async function* () {
        yield Buffer.from('the beginning');
        await new Promise((resolve) => setTimeout(resolve, 300));
        yield Buffer.from(EICAR);
      })(),
    );
    try {
      await expect(new Clamd(`tcp://127.0.0.1:${port}`).scan(() => slow)).rejects.toThrow('not had whole');
    } finally {
      server.close();
    }
  });

  test('hangs up passes nothing', async () => {
    const server = createServer((socket) => socket.end('stream: OK')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const scan = new Clamd(`tcp://127.0.0.1:${port}`).scan(() => Readable.from([Buffer.from('text')]));
    await expect(scan).rejects.toThrow('without an answer');
    server.close();
  });
});
