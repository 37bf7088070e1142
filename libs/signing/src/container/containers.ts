import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AppError, Sql } from '#kernel';
import { SignatureRefusal } from '../codes.js';
import { parseManifest } from '../manifest.js';
import { SIGNING_OPTIONS } from '../signature-verifier.js';
import { isOfFileSystem, type TrustOptions } from '../trust-files.js';
import { COMPANIONS, TRUST_NAME } from './layout.js';
import { packContainer, type SignatureParts } from './pack-container.js';
import { readTrustPem } from './trust-pem.js';
import type { ZipInput, ZipOutput } from './zip-writer.js';

/** A file as its room keeps it. */
export interface KeptFile {
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Opens the bytes; used twice. */
  readonly open: () => Promise<Readable>;
}

/** Something that was kept with a signature, as a file. */
export interface EvidenceFile {
  readonly signatureId: string;
  /** `signature.p7s`, `statement.json`, `manifest.xml`; `certificate-1.cer`, `ocsp-1.der`, `revoked-1.crl`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Gives kept signatures out as containers. */
@Injectable()
export class Containers {
  private readonly logger = new Logger('signing');

  constructor(
    private readonly sql: Sql,
    @Inject(SIGNING_OPTIONS) private readonly trust: TrustOptions,
  ) {}

  /**
   * A container of these signatures of a document and all that they cover. Every file is read once before the first byte
   * goes out, so that a container is never begun that its reader would find changed.
   * @param files those that the signatures cover; more do no harm
   * @throws AppError NOT_FOUND for a signature that the document has not; FILE_CHANGED with `name` where a file's bytes are
   *   not those that were signed; UNAVAILABLE where the trusted certificates cannot be read
   */
  async pack(
    subjectId: string,
    signatureIds: readonly string[],
    files: readonly KeptFile[],
  ): Promise<ZipOutput> {
    const signatures = await this.sql.rows<SignatureParts & { crls: Buffer[] }>(
      `SELECT id, statement, manifest, cms AS signature,
              CASE WHEN cardinality(crls) > 0 AND cardinality(ocsp_answers) = 0 THEN judged_at END AS at,
              ARRAY(SELECT list.der FROM signing.revocation_list list WHERE list.sha256 = ANY(crls)) AS crls
       FROM signing.signature WHERE subject_id = $1 AND id = ANY($2) ORDER BY signed_at, id`,
      [subjectId, signatureIds],
    );
    if (signatures.length === 0 || signatures.length < signatureIds.length) throw new AppError('NOT_FOUND');
    const listed = new Set(
      signatures.flatMap(({ manifest }) => parseManifest(manifest).objects.map(({ sha256 }) => sha256)),
    );
    const inputs = new Map<string, Omit<ZipInput, 'name'>>();
    for (const file of files.filter(({ sha256 }) => listed.has(sha256))) {
      inputs.set(file.sha256, await measured(file));
    }
    const lists = signatures.flatMap(({ crls }) => crls);
    const trust = await this.readTrust(lists);
    return packContainer(signatures, (sha256) => inputs.get(sha256), trust);
  }

  /**
   * What proves each signature of a document, in order of signing: itself, what it is over, and what was kept with it.
   * @throws AppError NOT_FOUND for a signature that the document has not
   */
  async evidence(subjectId: string, signatureIds: readonly string[]): Promise<EvidenceFile[]> {
    const rows = await this.sql.rows<SignatureParts & { chain: Buffer[]; answers: Buffer[]; crls: Buffer[] }>(
      `SELECT id, statement, manifest, cms AS signature, chain, ocsp_answers AS answers,
              ARRAY(SELECT list.der FROM signing.revocation_list list WHERE list.sha256 = ANY(crls)
                    ORDER BY list.sha256) AS crls
       FROM signing.signature WHERE subject_id = $1 AND id = ANY($2) ORDER BY signed_at, id`,
      [subjectId, signatureIds],
    );
    if (rows.length < signatureIds.length) throw new AppError('NOT_FOUND');
    return rows.flatMap(({ id, statement, manifest, signature, chain, answers, crls }) => {
      const all = (kind: string, ending: string, list: readonly Buffer[]) =>
        list.map((bytes, place) => ({ name: `${kind}-${place + 1}.${ending}`, bytes }));
      return [
        { name: 'signature.p7s', bytes: signature },
        { name: 'manifest.xml', bytes: manifest },
        { name: 'statement.json', bytes: statement },
        ...all('certificate', 'cer', chain),
        ...all('ocsp', 'der', answers),
        ...all('revoked', 'crl', crls),
      ].map((file) => ({ signatureId: id, ...file }));
    });
  }

  private async readTrust(lists: readonly Buffer[]): Promise<Buffer> {
    try {
      return await readTrustPem(this.trust, lists, COMPANIONS.get(TRUST_NAME) ?? 0);
    } catch (error) {
      if (!(error instanceof SignatureRefusal) && !isOfFileSystem(error)) throw error;
      this.logger.error(`No container can be given out: ${error.message}`);
      throw new AppError('UNAVAILABLE');
    }
  }
}

async function measured(file: KeptFile): Promise<Omit<ZipInput, 'name'>> {
  const hash = createHash('sha256');
  let size = 0;
  let crc = 0;
  try {
    for await (const piece of (await file.open()) as AsyncIterable<Buffer>) {
      hash.update(piece);
      crc = crc32(piece, crc);
      size += piece.length;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (hash.digest('hex') !== file.sha256) throw new AppError('FILE_CHANGED', { name: file.name });
  async function* open() {
    yield* (await file.open()) as AsyncIterable<Buffer>;
  }
  return { size, crc, open };
}
