import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import { ProblemFilter } from '#kernel';
import { eventually, FakeClock } from '#testing';
import { Intake } from './intake.js';
import type { PaceLimits } from './pace.js';
import { Turnstile } from './turnstile.js';

/** Real sockets, and senders who do not do what browsers do. */

const PATIENT: PaceLimits = { wholeMs: 60_000, bytesPerSecond: 1024, stallMs: 60_000, stallBytes: 1024 };
const HURRIED: PaceLimits = { wholeMs: 60_000, bytesPerSecond: 1024, stallMs: 600, stallBytes: 1000 };
const HEAD = '--XX\r\nContent-Disposition: form-data; name="container"; filename="a"\r\n\r\n';
const BODY = `${HEAD}x\r\n--XX--\r\n`;

let dataDir: string;
let server: Server | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(dataDir, { recursive: true });
});

/** A server that takes in what is sent and answers "taken". @param before a wait before anybody listens, ms */
async function serve(pace: PaceLimits, before: () => number = () => 0): Promise<void> {
  const clock = new FakeClock('2026-03-16T04:00:00.000Z');
  // Each test stays below sixty in ten minutes by letting them pass.
  let minutes = 0;
  const turnstile = new Turnstile(clock);
  const intake = new Intake({ dataDir }, clock, pace, { add: () => undefined });
  const filter = new ProblemFilter();
  const app = express();
  app.post('/api/verify', async (request, response) => {
    minutes += 10;
    clock.set(new Date(Date.UTC(2026, 2, 16, 4, minutes)).toISOString());
    try {
      await delay(before());
      await turnstile.pass('10.0.0.1', (place) =>
        intake.take({ request, response, place }, (files) => place.check(async () => files)),
      );
      response.send('taken');
    } catch (error) {
      filter.answer(error, request, response);
    } finally {
      request.resume();
    }
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** A connection that has announced `length` bytes and sent `body` of them. */
async function sending(body: string, length = 1_000_000): Promise<Socket> {
  const { port } = (server as Server).address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    'POST /api/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=XX\r\n' +
      `Connection: keep-alive\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
  return socket;
}

/** Status and code of the answer; ends the connection. */
async function answerOf(socket: Socket): Promise<string> {
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  const answer = first.toString();
  return `${answer.slice(9, 12)} ${/"code":"(\w+)"/.exec(answer)?.[1] ?? answer.split('\r\n\r\n')[1]}`;
}

const whole = async (): Promise<string> => answerOf(await sending(BODY, BODY.length));

/** Both places of the address are free, and nothing lies on the disk. */
async function allIsFree(): Promise<void> {
  await eventually(async () => {
    expect(await Promise.all([whole(), whole()])).toEqual(['200 taken', '200 taken']);
    expect(await readdir(join(dataDir, 'verify'))).toEqual([]);
  });
}

describe('whoever goes away gives his place back', () => {
  test('reset right after the first bytes, before and while anybody listens, two hundred times', async () => {
    let times = 0;
    // From "gone before the place is taken" to "gone in the middle of the file".
    await serve(PATIENT, () => (times++ % 5) * 2);
    for (let round = 0; round < 200; round += 1) {
      const socket = await sending(HEAD + 'x'.repeat((round % 4) * 30_000));
      await delay(round % 7);
      socket.resetAndDestroy();
      await delay(round % 3);
    }
    await allIsFree();
  });

  test('reset at the very moment when the folder is made', async () => {
    await serve(PATIENT);
    for (let round = 0; round < 100; round += 1) {
      const socket = await sending(HEAD);
      if (round % 2 > 0) await new Promise(setImmediate);
      socket.resetAndDestroy();
      await new Promise(setImmediate);
    }
    await allIsFree();
  });

  test('sent whole and gone before the answer', async () => {
    await serve(PATIENT);
    for (let round = 0; round < 50; round += 1) (await sending(BODY, BODY.length)).destroy();
    await allIsFree();
  });

  test('a form that breaks off, and one that is no form', async () => {
    await serve(PATIENT);
    expect(await answerOf(await sending(HEAD, HEAD.length))).toBe('400 MALFORMED_REQUEST');
    expect(await answerOf(await sending('x', 1))).toBe('400 MALFORMED_REQUEST');
    await allIsFree();
  });
});

describe('whoever is too slow is cut off', () => {
  test('half-open: told why, the connection closed, the place free', async () => {
    await serve(HURRIED);
    const slow = await sending(HEAD);
    const answer = await text(slow);
    expect(answer).toContain('408');
    expect(answer).toContain('UPLOAD_TOO_SLOW');
    await allIsFree();
  });

  test('byte by byte is no faster', async () => {
    await serve(HURRIED);
    const slow = await sending(HEAD);
    const drip = setInterval(() => slow.write('x'), 50);
    try {
      expect(await answerOf(slow)).toBe('408 UPLOAD_TOO_SLOW');
    } finally {
      clearInterval(drip);
    }
    await allIsFree();
  });

  test('who waits for a place is told when one is likely to be free', async () => {
    await serve({ ...HURRIED, stallMs: 3_000 });
    const slow = [await sending(HEAD), await sending(HEAD)];
    await delay(500);
    const waiting = await sending(BODY, BODY.length);
    const [answer] = (await once(waiting, 'data')) as [Buffer];
    waiting.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1.1 429 .*retry-after: 3\r\n/is);
    for (const socket of slow) socket.destroy();
    await allIsFree();
  });
});
