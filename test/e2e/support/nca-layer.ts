import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  CertificationCentre,
  contentType,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  makeName,
  makeSignedData,
  makeSignerInfo,
  messageDigest,
  newKeyPair,
  newSerial,
  OID,
  type SigningIdentity,
  signingTime,
  toPem,
  USAGE,
} from '#certification-centre';
import { DATA_DIR } from './portal.js';

const PORT = 13579;
const DAY_MS = 24 * 3_600_000;
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** What the person does in NCALayer's window, or what is wrong with the program. */
export type Deed = 'sign' | 'cancel' | 'attach' | 'fail' | 'quit';

interface Request {
  readonly module: string;
  readonly method: string;
  readonly args: unknown;
}

interface Modern {
  readonly data: string | readonly string[];
  readonly allowedStorages: readonly string[] | null;
}

/**
 * NCALayer as the browser meets it: the same protocol on the same port, with a test key and without a window. Its
 * signatures carry no signingCertificateV2 and come in PEM's lines, as the national client's do.
 */
export class NcaLayerDouble {
  /** Every request so far */
  readonly requests: Request[] = [];
  deed: Deed = 'sign';
  identity: SigningIdentity | null = null;

  private constructor(
    private readonly server: Server,
    private readonly sockets: WebSocketServer,
    private readonly modern: boolean,
  ) {
    sockets.on('connection', (socket) => {
      socket.send(JSON.stringify({ result: { version: modern ? '1.4' : '1.2' } }));
      socket.on('message', (data) => this.take(socket, JSON.parse(String(data))));
    });
  }

  /** @param modern false: a program from before 2022, which knows commonUtils only */
  static async start({ modern }: { modern: boolean }): Promise<NcaLayerDouble> {
    const server = createServer(await certificateOf127());
    const sockets = new WebSocketServer({ server });
    await new Promise<void>((listening, reject) => {
      server.once('error', reject).listen(PORT, '127.0.0.1', listening);
    });
    return new NcaLayerDouble(server, sockets, modern);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    await new Promise((closed) => this.server.close(closed));
  }

  private take(socket: WebSocket, request: Request): void {
    this.requests.push(request);
    if (this.deed === 'quit') {
      socket.terminate();
      return;
    }
    const isOlder = request.module === 'kz.gov.pki.knca.commonUtils';
    const answer = isOlder ? this.older(request) : this.basics(request);
    socket.send(JSON.stringify(answer));
  }

  private basics({ args }: Request): unknown {
    if (!this.modern) return { code: '500', message: 'Module not found' };
    if (this.deed === 'cancel') return { status: true, body: {} };
    if (this.deed === 'fail') {
      return { status: false, code: 'INVOCATION_ERROR', message: 'An invoked method threw an exception.' };
    }
    const { data } = args as Modern;
    const result = Array.isArray(data) ? data.map((one) => this.sign(one)) : [this.sign(data as string)];
    return { status: true, body: { result } };
  }

  private older({ method, args }: Request): unknown {
    if (method === 'getActiveTokens') return { code: '200', responseObject: [] };
    if (this.deed === 'cancel') return { code: '500', message: 'action.canceled' };
    const [, , data] = args as readonly string[];
    return { code: '200', responseObject: this.sign(data ?? '') };
  }

  private sign(base64: string): string {
    const { identity } = this;
    if (!identity) throw new Error('No key is in this NCALayer.');
    const content = Buffer.from(base64, 'base64');
    const signerInfo = makeSignerInfo({
      ...identity,
      content,
      attributes: [contentType(), messageDigest(content), signingTime(new Date())],
    });
    const cms = makeSignedData({
      signerInfos: [signerInfo],
      certificates: [identity.certificate],
      ...(this.deed === 'attach' ? { attached: content } : {}),
    });
    return toPem('CMS', cms);
  }
}

/** TLS for 127.0.0.1 by the test certification centre; the browser of the tests is told to take it. */
async function certificateOf127(): Promise<{ key: string; cert: string }> {
  const { issuing } = await CertificationCentre.open(join(DATA_DIR, 'certification-centre'));
  const { key, publicKey } = await newKeyPair();
  const certificate = makeCertificate({
    subject: makeName([[OID.commonName, '127.0.0.1']]),
    issuer: issuing.name,
    serial: newSerial(),
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 30 * DAY_MS),
    publicKey,
    extensions: [keyUsage(USAGE.digitalSignature), extendedKeyUsage(SERVER_AUTHENTICATION)],
    issuerKey: issuing.key,
  });
  return {
    key: String(key.export({ type: 'pkcs8', format: 'pem' })),
    cert: toPem('CERTIFICATE', certificate),
  };
}
