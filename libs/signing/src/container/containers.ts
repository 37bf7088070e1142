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
