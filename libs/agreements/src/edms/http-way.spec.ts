import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { type HttpWay, sendByHttp, tryHttp } from './http-way.js';
import { failed, type Parcel, type WayOutcome } from './way-outcome.js';

/** Real servers on this machine, with limits as short as a test can wait. */
const TIMES = { idleMs: 300, totalMs: 900 };
const BYTES = randomBytes(4 * 1024 * 1024);
const NEVER = new AbortController().signal;

const parcel: Parcel = {
  id: '019d0000-0000-7000-8000-000000000001',
  size: BYTES.length,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
  open: async () => Readable.from([BYTES]),
};
const read = async (bytes: Buffer): Promise<WayOutcome> => failed('receipt_malformed', bytes.toString());

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const plainWay = async (answer: RequestListener): Promise<HttpWay> => ({
  url: new URL(`http://127.0.0.1:${await listening(createServer(answer))}/in`),
  token: undefined,
  certificate: undefined,
  key: undefined,
  ca: undefined,
});

async function timed(sent: Promise<WayOutcome>): Promise<[WayOutcome, number]> {
  const begun = Date.now();
  return [await sent, Date.now() - begun];
}

describe('775:22 an EDMS that is slow', () => {
  test('takes the package and never answers: the attempt ends when nothing has moved for so long', async () => {
    const way = await plainWay((request) => request.resume());
    const [outcome, took] = await timed(sendByHttp(way, parcel, read, TIMES, NEVER));
    expect(outcome).toEqual(failed('too_slow', '0.3 s'));
    expect(took).toBeLessThan(TIMES.totalMs);
  });

  test('takes not even the package', async () => {
    const way = await plainWay(() => undefined);
    expect(await sendByHttp(way, parcel, read, TIMES, NEVER)).toEqual(failed('too_slow', '0.3 s'));
  });

  test('answers a byte at a time without end: the attempt ends all the same', async () => {
    const way = await plainWay(async (request, response) => {
      request.resume();
      for (; !response.destroyed; await delay(100)) response.write('{');
    });
    const [outcome, took] = await timed(sendByHttp(way, parcel, read, TIMES, NEVER));
    expect(outcome).toEqual(failed('too_slow', '0.9 s'));
    expect(took).toBeGreaterThanOrEqual(TIMES.totalMs - 20);
  });

  test('answers more than a receipt can be', async () => {
    const way = await plainWay((request, response) => {
      request.resume();
      response.end(Buffer.alloc(65 * 1024, ' '));
    });
    expect(await sendByHttp(way, parcel, read, TIMES, NEVER)).toEqual(
      failed('receipt_malformed', '65536 bytes'),
    );
  });

  test('is broken off at once where the worker ends', async () => {
    const stop = new AbortController();
    const way = await plainWay((request) => {
      request.resume();
      stop.abort();
    });
    const [outcome, took] = await timed(sendByHttp(way, parcel, read, TIMES, stop.signal));
    expect(outcome.state).toBe('failed');
    expect(took).toBeLessThan(TIMES.idleMs);
  });
});

describe('775:22 an EDMS that is opened by a certificate (mutual TLS)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-edms-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string) => join(folder, name);
  const pem = (name: string) => readFileSync(file(`${name}.pem`), 'utf8');
  const keyOf = (name: string) => readFileSync(file(`${name}.key`), 'utf8');

  /** A key and a certificate by openssl. @param issuer left out: it signs itself, as an authority */
  function issue(name: string, issuer?: string, altName = 'IP:127.0.0.1'): void {
    const by = issuer
      ? `-CA ${file(`${issuer}.pem`)} -CAkey ${file(`${issuer}.key`)} -addext subjectAltName=${altName}`
      : '-addext keyUsage=critical,keyCertSign';
    const request = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=${name} ${by} -keyout ${file(`${name}.key`)} -out ${file(`${name}.pem`)}`;
    execFileSync('openssl', request.split(' '), { stdio: 'pipe' });
  }

  beforeAll(() => {
    for (const authority of ['authority', 'stranger']) issue(authority);
    for (const holder of ['edms', 'portal']) issue(holder, 'authority');
    issue('elsewhere', 'authority', 'DNS:edms.example.kz');
    issue('intruder', 'stranger');
  });

  /** Lets in only whose certificate is by `authority`. @returns where, and whom it let in */
  async function edms(as = 'edms'): Promise<{ url: URL; seen: string[] }> {
    const seen: string[] = [];
    const server = createTlsServer(
      { cert: pem(as), key: keyOf(as), ca: pem('authority'), requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        seen.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
        request.resume();
        request.once('end', () => response.writeHead(202).end());
      },
    );
    server.on('tlsClientError', () => undefined);
    return { url: new URL(`https://127.0.0.1:${await listening(server)}/in`), seen };
  }

  const wayAs = (url: URL, name?: string, ca = 'authority'): HttpWay => ({
    url,
    token: undefined,
    certificate: name && pem(name),
    key: name && keyOf(name),
    ca: pem(ca),
  });

  test('gets the package, and sees whose certificate it is', async () => {
    const { url, seen } = await edms();
    expect(await sendByHttp(wayAs(url, 'portal'), parcel, read, TIMES, NEVER)).toEqual({ state: 'sent' });
    expect(await tryHttp(wayAs(url, 'portal'))).toBeUndefined();
    expect(seen).toEqual(['portal', 'portal']);
  });

  test.each([
    ['no certificate', undefined],
    ['one by another authority', 'intruder'],
  ])('does not open to %s', async (_, name) => {
    const { url, seen } = await edms();
    const outcome = await sendByHttp(wayAs(url, name), parcel, read, TIMES, NEVER);
    expect(outcome).toMatchObject({ state: 'failed', fault: 'unreachable' });
    expect(seen).toEqual([]);
  });

  test.each([
    ['is not by the authority that is set', 'edms', 'stranger', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['is for another name', 'elsewhere', 'authority', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('gets nothing where its own certificate %s', async (_, own, ca, detail) => {
    const { url, seen } = await edms(own);
    const outcome = await sendByHttp(wayAs(url, 'portal', ca), parcel, read, TIMES, NEVER);
    expect(outcome).toEqual(failed('unreachable', detail));
    expect(seen).toEqual([]);
  });
});
