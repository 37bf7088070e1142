import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import type { VerificationReport } from '#contracts';
import { FakeClock } from '#testing';
import { Intake } from './intake.js';
import { PACE } from './pace.js';
import { Turnstile } from './turnstile.js';
import { VerificationController } from './verification.controller.js';

/** Real sockets: whoever has something checked, and then reads the answer or does not. */

const READ_MS = 400;
const BODY = '--XX\r\nContent-Disposition: form-data; name="container"; filename="a"\r\n\r\nx\r\n--XX--\r\n';
/** More than the sockets of both sides take in by themselves. */
const LONG = 64 * 1024 * 1024;

let dataDir: string;
let server: Server;
/** When the connection of an answer is over; true where all of it was sent. */
let over: Promise<boolean>;

/** @param checkMs how long the check takes @param length of the report */
async function serve(checkMs: number, length: number): Promise<void> {
  const clock = new FakeClock('2026-03-16T04:00:00.000Z');
  const report: VerificationReport = {
    kind: 'container',
    verdict: 'INVALID',
    code: null,
    subject: null,
    checks: [],
    signatures: [],
    files: [{ name: 'x'.repeat(length), size: 1, sha256: null, signedBy: [] }],
    checkedAt: clock.now().toISOString(),
  };
  const controller = new VerificationController(
    new Turnstile(clock),
    new Intake({ dataDir }, clock, PACE, { add: () => undefined }),
    { check: () => delay(checkMs, report) },
    READ_MS,
  );
  const app = express();
  app.post('/api/verify', async (request, response) => {
    over = once(response, 'close').then(() => response.writableFinished);
    response.json(await controller.check(request, response));
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function asked(): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    'POST /api/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=XX\r\n' +
      `Connection: close\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
  );
  return socket;
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'unread-'));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dataDir, { recursive: true });
});

test('an answer that nobody reads is cut off, and lies in memory no longer', async () => {
  await serve(0, LONG);
  const socket = await asked();
  await once(socket, 'readable');
  expect(await over).toBe(false);
  socket.destroy();
});

test('who reads slowly, but reads, gets all of it', async () => {
  await serve(0, LONG);
  const socket = await asked();
  let bytes = 0;
  let pauses = 0;
  for await (const chunk of socket) {
    bytes += (chunk as Buffer).length;
    // Eight times a rest that is shorter than the limit, together three times as long.
    if (bytes > ((pauses + 1) * LONG) / 9 && pauses < 8) {
      pauses += 1;
      await delay(READ_MS * 0.4);
    }
  }
  expect([bytes > LONG, await over]).toEqual([true, true]);
});

test('a check that takes longer than that is waited for', async () => {
  await serve(READ_MS * 2, 10);
  const socket = await asked();
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(first.toString()).toMatch(/^HTTP\/1.1 200 /);
  expect(await over).toBe(true);
});
