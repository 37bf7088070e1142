import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask, jsonRequest, runLoad, wireRequest } from './load.js';

let server: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat([Buffer.from(`${request.method} ${request.url} `), ...chunks]);
    const status = request.url === '/refused' ? 403 : 200;
    response.writeHead(status, { 'content-length': body.length });
    // In two pieces, as a large answer comes.
    response.write(body.subarray(0, 2));
    setImmediate(() => response.end(body.subarray(2)));
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => server.close());

test('an answer comes whole, though it came in pieces', async () => {
  expect((await ask(port, jsonRequest('/card', {}, { title: 'Қаулы' }))).toString()).toBe(
    'POST /card {"title":"Қаулы"}',
  );
});

test('every request is sent once, by as many connections as were asked for', async () => {
  const before = connections;
  const queue = Array.from({ length: 50 }, (_, place) => wireRequest('GET', `/${place}`, {}));
  const answers: string[] = [];
  const load = await runLoad({
    port,
    concurrency: 4,
    next: () => queue.shift(),
    onAnswer: ({ body }, place) => {
      answers[place] = body.toString();
    },
  });
  expect(load.requests).toBe(50);
  expect(answers).toEqual(Array.from({ length: 50 }, (_, place) => `GET /${place} `));
  expect(connections - before).toBe(4);
});

test('a refusal is no answer to be counted', async () => {
  await expect(ask(port, wireRequest('GET', '/refused', {}))).rejects.toThrow('403');
});
