import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sendPieces } from './send-pieces.js';

let server: Server;
afterEach(() => new Promise((done) => server.close(done)));

/** A server that sends these pieces, and what became of it. */
async function sending(pieces: () => AsyncGenerator<string>) {
  const ended = Promise.withResolvers<unknown>();
  server = createServer((_, response) => {
    sendPieces(response, pieces()).then(() => ended.resolve('done'), ended.resolve);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, ended: ended.promise };
}

test('an answer is sent piece by piece, to its end', async () => {
  const { url, ended } = await sending(async function* () {
    yield 'қаулы ';
    yield 'жобасы';
  });
  const answer = await fetch(url);
  expect(await answer.text()).toBe('қаулы жобасы');
  expect(await ended).toBe('done');
});

test('whoever leaves half-way ends the making of the pieces, and no fault is told', async () => {
  let isEnded = false;
  const { url, ended } = await sending(async function* () {
    try {
      for (;;) yield 'а'.repeat(100_000);
    } finally {
      isEnded = true;
    }
  });
  const going = request(url, (response) => response.once('data', () => going.destroy()));
  going.on('error', () => undefined).end();
  expect(await ended).toBe('done');
  expect(isEnded).toBe(true);
});

test('what goes wrong in the making is told, and the answer is cut short', async () => {
  const { url, ended } = await sending(async function* () {
    yield 'басы';
    throw new Error('torn');
  });
  const cut = new Promise<unknown>((resolve) => {
    request(url, (response) => text(response).then(resolve, resolve))
      .on('error', resolve)
      .end();
  });
  expect(await ended).toMatchObject({ message: 'torn' });
  expect(await cut).toMatchObject({ code: 'ECONNRESET' });
});
