import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import {
  employeeName,
  newKeyPair,
  type SigningIdentity,
  signDetached,
  TestPki,
  toPem,
} from '#certification-centre';
import { MAX_FILE_BYTES, type SignedStatement } from '#contracts';
import { buildManifest, packContainer, type SignatureParts, type TrustOptions } from '#signing';

const SIGNERS = 32;
const SIGNATURES_OF_EACH = 4;
const LIST_ENTRIES = 100_000;

/** A signature with what it covers, in memory and as files. */
export interface MeasuredSignature extends SignatureParts {
  /** Without the ending: `.p7s` is the signature, `.xml` the manifest. */
  readonly path: string;
}

/** What signing is measured on. */
export interface SigningMaterial {
  /** The portal's trust: the test centre and its two lists, which revoke nobody. */
  readonly trust: TrustOptions;
  /** The same for openssl: one file of PEM. */
  readonly trustPem: string;
  /** Of many signers, each with a key and a certificate of his own; no two cover the same. */
  readonly signatures: readonly MeasuredSignature[];
  /** A signed file of the largest size allowed. */
  readonly container: string;
  /** A list of revoked certificates, DER. */
  readonly longList: string;
}

/** Makes it with a test certification centre of its own. @param folder that is there, for all of it */
export async function makeSigningMaterial(folder: string): Promise<SigningMaterial> {
  const pki = await TestPki.create(join(folder, 'centre'));
  const { files, root, issuing } = pki.centre;
  const trustPem = join(folder, 'trust.pem');
  const trust = Buffer.from(
    [root, issuing]
      .flatMap((authority) => [
        toPem('CERTIFICATE', authority.certificate),
        toPem('X509 CRL', pki.crl(authority)),
      ])
      .join(''),
  );
  writeFileSync(trustPem, trust);
  const signers = await Promise.all(Array.from({ length: SIGNERS }, (_, number) => newSigner(pki, number)));
  const signatures = signers.flatMap((signer) =>
    Array.from({ length: SIGNATURES_OF_EACH }, () => signAct(signer, randomBytes(1000))),
  );
  mkdirSync(join(folder, 'signatures'));
  return {
    trust: {
      rootsFile: files.trust,
      intermediatesFile: files.intermediates,
      crlPaths: [files.crls],
      refuseTestRoots: false,
    },
    trustPem,
    signatures: signatures.map((parts) => save(parts, join(folder, 'signatures', parts.id))),
    container: await writeContainer(join(folder, 'act.asice'), signers[0] as SigningIdentity, trust),
    longList: writeLongList(join(folder, 'long.crl'), pki),
  };
}

async function newSigner(pki: TestPki, number: number): Promise<SigningIdentity> {
  const pair = await newKeyPair();
  const name = employeeName({
    ...NAME,
    iin: String(800101300000 + number),
    bin: BIN,
    organisation: '«Цифрлық даму» министрлігі',
    role: 'head',
    password: '',
  });
  const extensions = pki.centre.employeeExtensions(pair.publicKey, 'head');
  return pki.employee({ pair, name, extensions });
}

/** A signature over a statement and a file, as the portal's: by a manifest that names both. */
function signAct(signer: SigningIdentity, file: Buffer): SignatureParts {
  const id = randomUUID();
  const statement = statementOf(id);
  const manifest = buildManifest({
    signatureUri: `META-INF/signature-${id}.p7s`,
    objects: [
      { uri: `acts/${id}.json`, mimeType: 'application/json', sha256: sha256(statement) },
      { uri: 'files/01/Бұйрық.pdf', mimeType: 'application/pdf', sha256: sha256(file) },
    ],
  });
  return { id, statement, manifest, signature: signDetached(manifest, signer), at: null };
}

/** What every signer says of himself; their certificates say the same. */
const NAME = { surname: 'Әлиев', given: 'Болат' };
const BIN = '000140001234';

function statementOf(id: string): Buffer {
  const inLanguages = (text: string) => ({ kk: text, ru: text, en: text });
  const statement: SignedStatement = {
    id,
    act: { title: 'Ашық деректер туралы', number: 'ҮҚ-26-1184', version: 0 },
    step: { kind: 'developer_signature' },
    decision: {},
    signer: {
      fullName: `${NAME.surname} ${NAME.given}`,
      post: inLanguages('Министр'),
      body: { name: inLanguages('Министрлік'), bin: BIN },
    },
    earlier: [],
  };
  return Buffer.from(JSON.stringify(statement));
}

function save(parts: SignatureParts, path: string): MeasuredSignature {
  writeFileSync(`${path}.p7s`, parts.signature);
  writeFileSync(`${path}.xml`, parts.manifest);
  return { ...parts, path };
}

async function writeContainer(path: string, signer: SigningIdentity, trust: Buffer): Promise<string> {
  const file = randomBytes(MAX_FILE_BYTES);
  const input = { size: file.length, crc: crc32(file), open: () => [file] };
  const { stream } = packContainer([signAct(signer, file)], () => input, trust);
  await pipeline(stream, createWriteStream(path));
  return path;
}

function writeLongList(path: string, pki: TestPki): string {
  const date = pki.days(-1);
  const revoked = Array.from({ length: LIST_ENTRIES }, (_, number) => {
    const serial = randomBytes(16);
    serial.writeUInt32BE(0x40000000 + number);
    return { serial, date };
  });
  writeFileSync(path, pki.crl(pki.centre.issuing, { revoked }));
  return path;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
