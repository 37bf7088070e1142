import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type SigningIdentity, signDetached, toPem } from '#certification-centre';
import { buildManifest, type Manifest } from '../manifest.js';
import { SigningKit } from '../refusals/refusals.fixture.js';
import { type TrustMaterial, verifySignature } from '../verify.js';
import { checkContainer, type IsKeptOtherwise } from './check-container.js';
import type { ContainerReport } from './container-report.js';
import { manifestName, signatureName, statementName } from './layout.js';
import { packContainer, type SignatureParts } from './pack-container.js';
import { localRecord, readCentral } from './zip-format.js';
import { bytesInput } from './zip-writer.js';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Names that people give to files: letters of three languages, spaces, quotes and a dollar. */
export const FILES: ReadonlyMap<string, Buffer> = new Map([
  [
    'files/01/Бұйрық «Ашық деректер».docx',
    Buffer.from('Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n'),
  ],
  ["files/02/it's $HOME.pdf", Buffer.from('%PDF-1.7\n%%EOF\n')],
]);

const name = (kk: string) => ({ kk, ru: kk, en: kk });

/** What the statement of a test says otherwise than the right one. */
export type OddStatement = Readonly<Record<string, unknown>>;

function statementOf(id: string, odd: OddStatement): Buffer {
  return Buffer.from(
    JSON.stringify({
      id,
      act: { title: 'Ашық деректер туралы', number: '26-1184', version: 0 },
      step: { kind: 'developer_signature' },
      decision: { kind: 'developer_signature' },
      signer: {
        fullName: 'Әлиев Болат Серікұлы',
        post: name('Министр'),
        body: { name: name('Министрлік'), bin: '000140001234' },
      },
      earlier: [],
      ...odd,
    }),
  );
}

/** Makes containers, right and odd ones. */
export class ContainerKit {
  private readonly folder = mkdtempSync(join(tmpdir(), 'container-'));

  /** Made once: its lists of the revoked are signed. */
  private readonly trust: TrustMaterial;

  private constructor(readonly signing: SigningKit) {
    this.trust = signing.trust();
  }

  static async create(): Promise<ContainerKit> {
    return new ContainerKit(await SigningKit.create());
  }

  remove(): void {
    this.signing.remove();
    rmSync(this.folder, { recursive: true });
  }

  /** A signature over its statement and `files`. @param mend changes the manifest before it is signed */
  sign(
    files: ReadonlyMap<string, Buffer> = FILES,
    mend: (manifest: Manifest) => Manifest = (manifest) => manifest,
    signer: SigningIdentity = this.signing.signer,
    odd: OddStatement = {},
  ): SignatureParts {
    const id = randomUUID();
    const statement = statementOf(id, odd);
    const objects = [
      { uri: statementName(id), mimeType: 'application/json', sha256: sha256(statement) },
      ...[...files].map(([uri, bytes]) => ({
        uri,
        mimeType: 'application/octet-stream',
        sha256: sha256(bytes),
      })),
    ];
    const manifest = buildManifest(mend({ signatureUri: signatureName(id), objects }));
    const signature = signDetached(manifest, signer, this.signing.pki.now);
    return { id, statement, manifest, signature, at: null };
  }

  async pack(
    signatures: readonly SignatureParts[] = [this.sign(), this.sign()],
    files: ReadonlyMap<string, Buffer> = FILES,
    trust: Buffer = this.trustPem(),
  ): Promise<Buffer> {
    const byHash = new Map([...files.values()].map((bytes) => [sha256(bytes), bytesInput('', bytes)]));
    return buffer(packContainer(signatures, (hash) => byHash.get(hash), trust).stream);
  }

  /** @param days from now, from which lists of the revoked are in force for a month */
  trustPem(days = -1): Buffer {
    const { pki } = this.signing;
    const { root, issuing } = pki.centre;
    const certificates = [root, issuing].map(({ certificate }) => toPem('CERTIFICATE', certificate));
    const lists = [root, issuing].map((authority) =>
      toPem('X509 CRL', pki.crl(authority, { thisUpdate: pki.days(days), nextUpdate: pki.days(days + 31) })),
    );
    return Buffer.from([...certificates, ...lists].join(''));
  }

  /** A file in the kit's folder, which goes with it. */
  file(content: Buffer, fileName = 'test.asice'): string {
    const path = join(this.folder, fileName);
    writeFileSync(path, content);
    return path;
  }

  check(
    container: Buffer,
    trust: Partial<TrustMaterial> = {},
    isKeptOtherwise?: IsKeptOtherwise,
  ): Promise<ContainerReport> {
    const material = { ...this.trust, ...trust };
    return checkContainer(
      this.file(container),
      (signature, content) =>
        verifySignature({ signature, content, at: this.signing.pki.now, origin: 'key-file' }, material),
      isKeptOtherwise,
    );
  }
}

/** An entry as a test wants it written: right but for what is given. */
export interface OddEntry {
  name: string | Buffer;
  content: Buffer;
  /** The bytes as they lie in the archive, where they are not the content. */
  packed?: Buffer;
  /** Of both headers. */
  header?: Partial<
    Record<'versionNeeded' | 'flags' | 'method' | 'time' | 'date' | 'crc' | 'size' | 'packedSize', number>
  >;
  /** Of the local header alone. */
  local?: OddEntry['header'] & { name?: string };
  extra?: Buffer;
  localExtra?: Buffer;
  comment?: Buffer;
  externalAttributes?: number;
  madeBy?: number;
  disk?: number;
  offset?: number;
  /** Put before the local header, belonging to nothing. */
  before?: Buffer;
  /** Put behind the content: a data descriptor. */
  behind?: Buffer;
}

/** The entries of an archive that the portal wrote. */
export function entriesOf(archive: Buffer): OddEntry[] {
  const end = archive.length - 22;
  const entries: OddEntry[] = [];
  for (let at = archive.readUInt32LE(end + 16); at < end; ) {
    const header = readCentral(archive, at);
    if (!header) throw new Error('not an archive of the portal');
    const start = header.offset + 30 + header.name.length;
    entries.push({ name: header.name.toString(), content: archive.subarray(start, start + header.size) });
    at += 46 + header.name.length;
  }
  return entries;
}

/** Writes an archive of odd entries. */
export function writeOdd(
  entries: readonly OddEntry[],
  end: {
    comment?: Buffer;
    count?: number;
    disk?: number;
    size?: number;
    before?: Buffer;
    after?: Buffer;
  } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const put = (...buffers: Buffer[]) => {
    for (const bytes of buffers) {
      parts.push(bytes);
      offset += bytes.length;
    }
  };
  for (const entry of entries) {
    const packed = entry.packed ?? entry.content;
    const header = {
      versionNeeded: 20,
      flags: 0x0800,
      method: 0,
      time: 0,
      date: 33,
      crc: crc32(entry.content),
      packedSize: packed.length,
      size: entry.content.length,
      name: Buffer.from(entry.name as string),
      ...entry.header,
    };
    put(entry.before ?? Buffer.alloc(0));
    const at = offset;
    const { name: localName, ...local } = entry.local ?? {};
    const record = localRecord({ ...header, ...local, ...(localName && { name: Buffer.from(localName) }) });
    const localExtra = entry.localExtra ?? Buffer.alloc(0);
    record.writeUInt16LE(localExtra.length, 28);
    put(record, localExtra, packed, entry.behind ?? Buffer.alloc(0));
    directory.push(centralOf(entry, header, at));
  }
  put(end.before ?? Buffer.alloc(0));
  const central = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(end.disk ?? 0, 4);
  tail.writeUInt16LE(end.count ?? entries.length, 8);
  tail.writeUInt16LE(end.count ?? entries.length, 10);
  tail.writeUInt32LE(end.size ?? central.length, 12);
  tail.writeUInt32LE(offset, 16);
  tail.writeUInt16LE(end.comment?.length ?? 0, 20);
  return Buffer.concat([
    ...parts,
    central,
    tail,
    end.comment ?? Buffer.alloc(0),
    end.after ?? Buffer.alloc(0),
  ]);
}

function centralOf(entry: OddEntry, header: Parameters<typeof localRecord>[0], at: number): Buffer {
  const extra = entry.extra ?? Buffer.alloc(0);
  const comment = entry.comment ?? Buffer.alloc(0);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(entry.madeBy ?? 0x0314, 4);
  // The fields that both headers have stand in the same order in both.
  localRecord(header).copy(record, 6, 4, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt16LE(comment.length, 32);
  record.writeUInt16LE(entry.disk ?? 0, 34);
  record.writeUInt32LE(entry.externalAttributes ?? (0o100644 << 16) >>> 0, 38);
  record.writeUInt32LE(entry.offset ?? at, 42);
  return Buffer.concat([record, header.name, extra, comment]);
}

/** A data descriptor: sum and lengths behind a content. */
export function descriptorOf(content: Buffer, packed: Buffer): Buffer {
  const descriptor = Buffer.alloc(16);
  [0x08074b50, crc32(content), packed.length, content.length].forEach((value, place) => {
    descriptor.writeUInt32LE(value, place * 4);
  });
  return descriptor;
}

/** The archive with one entry other than it was, found by the beginning of its name. */
export function withEntry(
  archive: Buffer,
  start: string,
  change: (entry: OddEntry) => OddEntry | OddEntry[],
): Buffer {
  const entries = entriesOf(archive);
  const place = entries.findIndex(({ name }) => name.toString().startsWith(start));
  if (place < 0) throw new Error(`no entry begins with ${start}`);
  return writeOdd(entries.flatMap((entry, index) => (index === place ? change(entry) : entry)));
}

export { manifestName, signatureName, statementName };
