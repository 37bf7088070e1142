import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { type FloorReader, FloorReads } from './floor-reads.js';
import { receiveFile } from './floor-upload.js';
import { FloorWrites } from './floor-writes.js';

/**
 * The floor: a program of its own on bare `node:http` and `pg`, with as many connections as the api has. It answers
 * the same requests with the same bytes and writes the same rows, and leaves out everything else: no session, no
 * permission, no validation, no check of a signature, no framework.
 */

export interface FloorSettings {
  readonly port: number;
  readonly databaseUrl: string;
  readonly databasePool: number;
  /** Where uploads go. */
  readonly folder: string;
  /** Who asks, by the cookie that he sends. */
  readonly readers: Readonly<Record<string, FloorReader>>;
}

const settings = JSON.parse(process.env.FLOOR ?? '') as FloorSettings;
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: settings.databasePool });
const reads = new FloorReads(pool);
const writes = new FloorWrites(pool, reads);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '';
  if (url === '/api/health') return respond(response, '{"status":"ready"}');
  const reader = settings.readers[request.headers.cookie ?? ''];
  if (!reader) throw new Error('nobody of that cookie');
  if (request.method === 'GET') {
    const [path, query = ''] = url.split('?');
    if (path === '/api/inbox') return respond(response, await reads.inbox(reader, query));
    if (url.startsWith('/api/agreements?')) return respond(response, await reads.list(reader));
    return respond(response, await reads.card(reader, url.slice('/api/agreements/'.length)));
  }
  if (url === '/api/files') {
    return respond(response, await receiveFile(request, pool, settings.folder, reader), 201);
  }
  const body: unknown = JSON.parse(await textOf(request));
  if (url === '/api/agreements') return respond(response, await writes.create(reader, body), 201);
  const [, stepId = '', verb] = /\/steps\/([^/]+)\/(\w+)$/.exec(url) ?? [];
  if (verb === 'prepare') return respond(response, await writes.prepare(reader, stepId));
  return respond(response, await writes.sign(reader, stepId, body));
}

function respond(response: ServerResponse, json: string, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
  });
  response.end(json);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString() || 'null';
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    response.writeHead(500).end();
    console.error(error);
  });
}).listen(settings.port, '127.0.0.1');
