import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { FileRef } from '#contracts';
import { Files, type LaidDown } from '#files';
import { AppError } from '#kernel';
import {
  bytesInput,
  Containers,
  containerName,
  type EvidenceFile,
  type KeptFile,
  writeZip,
  type ZipInput,
} from '#signing';
import type { SignedProtocol } from '../protocol/signed-protocols.js';
import { manifestJson, manifestXml, type PackageManifest, type PackedFile } from './package-manifest.js';

/** What a package is made of, as the room keeps it. */
export interface PackageParts {
  readonly actId: string;
  readonly letter: FileRef;
  readonly sheet: FileRef;
  readonly files: readonly FileRef[];
  /** Of the version, in order of signing. */
  readonly actSignatures: readonly string[];
  readonly letterSignature: string;
  readonly protocols: readonly SignedProtocol[];
  /** The manifest, once the entries of the archive are known. */
  readonly describe: (entries: PackedEntries) => PackageManifest;
}

export interface PackedEntries {
  readonly letter: PackedFile;
  readonly sheet: PackedFile;
  readonly files: readonly PackedFile[];
  readonly act: PackedFile;
  readonly letterContainer: PackedFile;
  readonly protocols: readonly {
    readonly protocol: SignedProtocol;
    readonly file: PackedFile;
    readonly container: PackedFile;
  }[];
  /** Paths of the evidence of each signature. */
  readonly evidence: ReadonlyMap<string, readonly string[]>;
}

interface Entry {
  readonly file: PackedFile;
  readonly input: ZipInput;
}

/** Puts a package together (docs/edms): one piece is in memory at a time. */
@Injectable()
export class PackageBuilder {
  constructor(
    private readonly files: Files,
    private readonly containers: Containers,
  ) {}

  /** Keeps the package as a file. @throws AppError FILE_CHANGED where a file's bytes are not those that were signed */
  async build(name: string, parts: PackageParts): Promise<FileRef> {
    const laidDown: LaidDown[] = [];
    try {
      return await this.buildOf(laidDown, name, parts);
    } finally {
      for (const piece of laidDown) await piece.discard();
    }
  }

  /** @param laidDown takes what is written beside the package while it is built */
  private async buildOf(laidDown: LaidDown[], name: string, parts: PackageParts): Promise<FileRef> {
    const { actId, actSignatures, letterSignature } = parts;
    const letter = await this.entryOf(`letter/${containerName(parts.letter.name)}`, parts.letter);
    const sheet = await this.entryOf(`sheet/${containerName(parts.sheet.name)}`, parts.sheet);
    const files: Entry[] = [];
    for (const [place, file] of parts.files.entries()) {
      files.push(await this.entryOf(`files/${numbered(place)}/${containerName(file.name)}`, file));
    }
    const kept = (list: readonly FileRef[]) => list.map((file) => this.keptFile(file));
    // A container is written beside first: how long it is and what its checksum is stands before it in the archive.
    const containerOf = async (path: string, signatures: readonly string[], files: readonly FileRef[]) => {
      const { stream } = await this.containers.pack(actId, signatures, kept(files));
      const container = await this.files.layDown(stream);
      laidDown.push(container);
      return measured(path, posix.basename(path), async () => container.open());
    };
    const act = await containerOf('act.asice', actSignatures, parts.files);
    const letterContainer = await containerOf('letter.asice', [letterSignature], [parts.letter, parts.sheet]);
    const protocols: { protocol: SignedProtocol; file: Entry; container: Entry }[] = [];
    for (const [place, protocol] of parts.protocols.entries()) {
      const folder = `protocols/${numbered(place)}`;
      protocols.push({
        protocol,
        file: await this.entryOf(`${folder}/${containerName(protocol.file.name)}`, protocol.file),
        container: await containerOf(`${folder}/protocol.asice`, idsOf(protocol), [protocol.file]),
      });
    }
    const evidence = await this.containers.evidence(actId, [
      ...actSignatures,
      letterSignature,
      ...parts.protocols.flatMap(idsOf),
    ]);
    const manifest = parts.describe({
      letter: letter.file,
      sheet: sheet.file,
      files: files.map(({ file }) => file),
      act: act.file,
      letterContainer: letterContainer.file,
      protocols: protocols.map(({ protocol, file, container }) => ({
        protocol,
        file: file.file,
        container: container.file,
      })),
      evidence: pathsOf(evidence),
    });
    const { stream } = writeZip([
      bytesInput('manifest.xml', manifestXml(manifest)),
      bytesInput('manifest.json', manifestJson(manifest)),
      letter.input,
      sheet.input,
      ...files.map(({ input }) => input),
      act.input,
      letterContainer.input,
      ...protocols.flatMap(({ file, container }) => [file.input, container.input]),
      ...evidence.map((file) => bytesInput(pathOf(file), file.bytes)),
    ]);
    return this.files.storePortalFile({ name, format: 'zip', content: stream });
  }

  private keptFile({ id, name, sha256 }: FileRef): KeptFile {
    return { name, sha256, open: async () => (await this.files.read(id)).stream };
  }

  private async entryOf(path: string, file: FileRef): Promise<Entry> {
    const kept = this.keptFile(file);
    const entry = await measured(path, file.name, () => kept.open());
    if (entry.file.sha256 !== file.sha256) throw new AppError('FILE_CHANGED', { name: file.name });
    return entry;
  }
}

async function measured(path: string, name: string, read: () => Promise<Readable>): Promise<Entry> {
  const hash = createHash('sha256');
  let size = 0;
  let crc = 0;
  for await (const piece of (await read()) as AsyncIterable<Buffer>) {
    hash.update(piece);
    crc = crc32(piece, crc);
    size += piece.length;
  }
  async function* content() {
    yield* (await read()) as AsyncIterable<Buffer>;
  }
  return {
    file: { path, name, size, sha256: hash.digest('hex') },
    input: { name: path, size, crc, open: content },
  };
}

const idsOf = ({ signatures }: SignedProtocol): string[] => signatures.map(({ signature }) => signature.id);

/** `01` for the first. */
const numbered = (place: number): string => String(place + 1).padStart(2, '0');

const pathOf = ({ signatureId, name }: EvidenceFile): string => `evidence/${signatureId}/${name}`;

function pathsOf(evidence: readonly EvidenceFile[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const file of evidence) {
    paths.set(file.signatureId, [...(paths.get(file.signatureId) ?? []), pathOf(file)]);
  }
  return paths;
}
