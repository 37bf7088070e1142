import { X509Certificate } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type CertificationCentre, newKeyPair, newSerial } from './centre.js';
import {
  authorityKeyIdentifier,
  keyUsage,
  makeCertificate,
  makeExtension,
  makeName,
  OID,
  subjectKeyIdentifier,
  toPem,
  USAGE,
} from './certificate-maker.js';
import * as der from './der-writer.js';
import { hasOpenssl, opensslAnswer } from './openssl.js';

const DAY = 24 * 60 * 60 * 1000;
/** A question has some hundred bytes. */
const MAX_QUESTION = 16 * 1024;
/** How long an OCSP answer says that it holds, in minutes. */
const ANSWER_MINUTES = 5;
/** Of the arc for examples: no policy of anybody. */
const STAMP_POLICY = '2.999.1';

/** Under which path each service is called. */
export const RESPONDER_PATHS = { ocsp: '/ocsp', tsa: '/tsa' } as const;
type Service = keyof typeof RESPONDER_PATHS;

const TYPES: Readonly<Record<Service, string>> = {
  ocsp: 'application/ocsp-response',
  tsa: 'application/timestamp-reply',
};

/**
 * The centre's OCSP responder and time-stamp authority, for demo and tests: an HTTP server that hands each
 * question to openssl. Both have certificates of the issuing centre that say TEST, made when first needed.
 */
export class Responders {
  /** Stamps take their numbers from one file, so they are made one after the other. */
  private stamped: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly directory: string,
    private readonly server: Server,
  ) {}

  /**
   * Listens for questions.
   * @param port 0 for any that is free
   * @returns undefined where there is no openssl
   * @throws the error of listening, e.g. EADDRINUSE
   */
  static async start(
    centre: CertificationCentre,
    port = 0,
    host = '127.0.0.1',
  ): Promise<Responders | undefined> {
    if (!(await hasOpenssl())) return undefined;
    await prepare(centre);
    const server = createServer();
    const responders = new Responders(centre.directory, server);
    server.on('request', (request, response) => void responders.serve(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return responders;
  }

  /** Where a service is called. */
  url(service: Service): string {
    const { address, port } = this.server.address() as AddressInfo;
    return `http://${address}:${port}${RESPONDER_PATHS[service]}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const service = (Object.keys(RESPONDER_PATHS) as Service[]).find(
      (one) => RESPONDER_PATHS[one] === request.url,
    );
    try {
      const question = await readQuestion(request);
      if (service === undefined || request.method !== 'POST' || question === undefined) {
        response.writeHead(service === undefined ? 404 : 400).end();
        return;
      }
      const answer = await (service === 'ocsp' ? this.answer(question) : this.stamp(question));
      response.writeHead(200, { 'content-type': TYPES[service] }).end(answer);
    } catch {
      // openssl makes no answer of a question that it cannot read
      response.writeHead(400).end();
    }
  }

  /** An OCSP answer, DER, by the register as it is now. @throws Error where openssl cannot read the question */
  answer(question: Buffer): Promise<Buffer> {
    const file = (name: string) => join(this.directory, name);
    return opensslAnswer(question, (input, output) => [
      'ocsp',
      ...['-reqin', input, '-respout', output, '-index', file('index.txt'), '-CA', file('issuing.pem')],
      ...['-rsigner', file('ocsp.pem'), '-rkey', file('ocsp.key.pem')],
      ...['-rmd', 'sha256', '-nmin', `${ANSWER_MINUTES}`],
    ]);
  }

  /** A time stamp, DER. @throws Error where openssl cannot read the question */
  stamp(question: Buffer): Promise<Buffer> {
    const made = this.stamped.then(() =>
      opensslAnswer(question, (input, output) => [
        'ts',
        ...['-reply', '-config', join(this.directory, 'tsa.cnf'), '-queryfile', input, '-out', output],
      ]),
    );
    this.stamped = made.catch(() => undefined);
    return made;
  }
}

async function readQuestion(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_QUESTION) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Makes what the services need and the centre does not have yet. */
async function prepare(centre: CertificationCentre): Promise<void> {
  const { directory } = centre;
  await Promise.all([
    centre.writeIndex(),
    issueService(centre, 'ocsp', 'TEST OCSP', [
      makeExtension(OID.extendedKeyUsage, false, der.sequence(der.oid(OID.ocspSigning))),
      makeExtension(OID.ocspNoCheck, false, der.nothing()),
    ]),
    // RFC 3161 2.3: one purpose, and critical
    issueService(centre, 'tsa', 'TEST Уақыт белгісі қызметі', [
      makeExtension(OID.extendedKeyUsage, true, der.sequence(der.oid(OID.timeStamping))),
    ]),
    writeFile(join(directory, 'tsa.cnf'), stampSettings(directory)),
  ]);
}

async function issueService(
  centre: CertificationCentre,
  name: Service,
  commonName: string,
  extensions: Buffer[],
): Promise<void> {
  const path = join(centre.directory, `${name}.pem`);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const { key, publicKey } = await newKeyPair();
  const now = Date.now();
  const certificate = makeCertificate({
    subject: makeName([
      [OID.country, 'KZ'],
      [OID.commonName, commonName],
    ]),
    issuer: centre.issuing.name,
    serial: newSerial(),
    notBefore: new Date(now - DAY),
    // as long as the issuing centre itself: a demo has nobody who renews it
    notAfter: new Date(new X509Certificate(centre.issuing.certificate).validTo),
    publicKey,
    extensions: [
      keyUsage(USAGE.digitalSignature),
      ...extensions,
      subjectKeyIdentifier(publicKey),
      authorityKeyIdentifier(centre.issuing.publicKey),
    ],
    issuerKey: centre.issuing.key,
  });
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(join(centre.directory, `${name}.key.pem`), pem, { mode: 0o600 });
  await writeFile(path, toPem('CERTIFICATE', certificate));
}

/** Settings of `openssl ts`. */
function stampSettings(directory: string): string {
  const file = (name: string) => join(directory, name);
  return `[ tsa ]
default_tsa = portal
[ portal ]
serial = ${file('tsa.serial')}
signer_cert = ${file('tsa.pem')}
signer_key = ${file('tsa.key.pem')}
certs = ${file('issuing.pem')}
signer_digest = sha256
default_policy = ${STAMP_POLICY}
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
}
