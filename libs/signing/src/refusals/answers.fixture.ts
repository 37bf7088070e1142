import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Authority,
  authorityKeyIdentifier,
  basicConstraints,
  der,
  keyUsage,
  makeExtension,
  makeOcspAnswer,
  makeStamp,
  type OcspAnswerRequest,
  OID,
  type SigningIdentity,
  type StampRequest,
  type StatusRequest,
  stampAttribute,
  USAGE,
} from '#certification-centre';
import { readEncoding, readSignedData } from '../cms/cms.js';
import type { SigningKit } from './refusals.fixture.js';

/** What a server of the tests answers. */
export interface ServerAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: Buffer;
  /** Never answers. */
  silent?: true;
}

/** A service that answers what a test tells it to. */
export class AnsweringServer {
  /** Makes the answer to a question. */
  answer: (question: Buffer) => ServerAnswer = () => ({ status: 500 });
  /** How often it was asked. */
  asked = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<AnsweringServer> {
    const server = createServer();
    const answering = new AnsweringServer(server);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      answering.asked += 1;
      const { status = 200, headers = {}, body, silent } = answering.answer(Buffer.concat(chunks));
      if (!silent) response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return answering;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The nonce at the end of a question of the portal to a responder. */
export const nonceOf = (question: Buffer): Buffer => question.subarray(-16);

const eku = (oid: string, critical = false) =>
  makeExtension(OID.extendedKeyUsage, critical, der.sequence(der.oid(oid)));

/** Makes answers of a responder and time stamps, right but for what is given. */
export class AnswerKit {
  readonly responder: SigningIdentity;
  readonly stampAuthority: SigningIdentity;

  constructor(readonly kit: SigningKit) {
    this.responder = this.service([
      eku(OID.ocspSigning),
      makeExtension(OID.ocspNoCheck, false, der.nothing()),
    ]);
    this.stampAuthority = this.service([eku(OID.timeStamping, true)]);
  }

  /** Somebody with a certificate for a service. */
  service(
    extensions: Buffer[],
    oddity: { by?: Authority; notAfter?: Date; notBefore?: Date } = {},
  ): SigningIdentity {
    const { pki } = this.kit;
    const by = oddity.by ?? pki.centre.issuing;
    return pki.employee({
      pair: pki.keys.other,
      name: [[OID.commonName, 'TEST service']],
      extensions: [keyUsage(USAGE.digitalSignature), ...extensions, authorityKeyIdentifier(by.publicKey)],
      ...oddity,
      by,
    });
  }

  /** A time so many minutes from now. */
  minutes(count: number): Date {
    return new Date(this.kit.pki.now.getTime() + count * 60_000);
  }

  get serviceName(): Buffer {
    return this.nameOf(this.responder);
  }

  /** The subject of a certificate, DER. */
  nameOf(identity: SigningIdentity): Buffer {
    const [tbs] = readFieldsOf(identity.certificate);
    // version, serial, algorithm, issuer, validity, subject
    return readFieldsOf(tbs as Buffer)[5] as Buffer;
  }

  status(oddity: Partial<StatusRequest> = {}): StatusRequest {
    const { issuing } = this.kit.pki.centre;
    const { now } = this.kit.pki;
    return {
      issuerName: issuing.name,
      issuerKey: issuing.publicKey,
      serial: this.kit.signer.serial,
      status: 'good',
      thisUpdate: now,
      nextUpdate: new Date(now.getTime() + 5 * 60_000),
      ...oddity,
    };
  }

  ocsp(oddity: Partial<OcspAnswerRequest> = {}): Buffer {
    return makeOcspAnswer({
      statuses: [this.status()],
      producedAt: this.kit.pki.now,
      responder: this.serviceName,
      key: this.responder.key,
      certificates: [this.responder.certificate],
      ...oddity,
    });
  }

  /** A right signature with a stamp that is right but for what is given. */
  stamped(oddity: Partial<StampRequest> = {}): Buffer {
    return this.withToken(this.stamp(oddity));
  }

  stamp(oddity: Partial<StampRequest> = {}): Buffer {
    const [info] = readSignedData(readEncoding(this.signature)).signerInfos;
    return makeStamp({
      data: info?.signature ?? Buffer.alloc(0),
      authority: this.stampAuthority,
      time: this.kit.pki.now,
      ...oddity,
    });
  }

  /** RSA signatures over the same bytes are the same, so one may be made again with an unsigned attribute. */
  withToken(token: Buffer): Buffer {
    return this.kit.sign({ unsigned: [stampAttribute(token)] });
  }

  private get signature(): Buffer {
    return this.kit.sign();
  }
}

/** The elements of a DER sequence, each whole. */
function readFieldsOf(sequence: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  const end = (at: number) => {
    const first = sequence[at + 1] as number;
    const octets = first & 0x80 ? first & 0x7f : 0;
    const length = octets ? sequence.readUIntBE(at + 2, octets) : first;
    return { start: at + 2 + octets, end: at + 2 + octets + length };
  };
  for (let at = end(0).start; at < sequence.length; at = end(at).end)
    fields.push(sequence.subarray(at, end(at).end));
  return fields;
}

/** Makes a certification centre's own extensions. */
export const centreExtensions = (): Buffer[] => [
  basicConstraints(true),
  keyUsage(USAGE.keyCertSign, USAGE.cRLSign),
];

export { eku };
