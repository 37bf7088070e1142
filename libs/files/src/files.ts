import { createReadStream, type ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { FileCheck, FileFormat, FileRef } from '#contracts';
import { type Actor, AppError, Clock, listAt, newId, Sql, Tx } from '#kernel';
import { respondWithFile } from './download.js';
import { FileStore } from './file-store.js';
import { assertPassed, checkOf, type ScanFacts } from './scanning/file-check.js';
import { FileScans } from './scanning/file-scans.js';

const REF = 'id, name, size, format, sha256';
const STANDING = `${REF}, state, uploaded_by AS "uploadedBy"`;

type StandingFile = FileRef & ScanFacts;

/** Bytes on the disk that nobody keeps: read as often as needed, until they are discarded. */
export interface LaidDown {
  readonly open: () => Readable;
  readonly discard: () => Promise<void>;
}

/** What other rooms do with files. Who may see a file is decided by the room whose document it belongs to. */
@Injectable()
export class Files {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly store: FileStore,
    private readonly scans: FileScans,
  ) {}

  /**
   * Attaches files to a document, in the open transaction: each must be one that the document holds already or one that
   * the actor uploaded himself.
   * @returns the files in the order of `ids`
   * @throws AppError FILE_NOT_YOURS with `ids`, those that are neither; FILE_INFECTED, FILE_UNSCANNABLE: what still waits
   *   for the scanner may be attached, so that nobody has to sit before it
   */
  async claim(ids: readonly string[], actor: Actor, alreadyAttached: readonly string[]): Promise<FileRef[]> {
    if (!this.tx.current) throw new Error('Files must be claimed inside tx.run().');
    if (ids.length === 0) return [];
    const rows = await this.sql.rows<StandingFile>(
      `UPDATE files.stored_file SET attached_at = coalesce(attached_at, $4)
       WHERE id = ANY(${listAt('$1')}) AND (id = ANY(${listAt('$3')}) OR uploaded_by = $2) RETURNING ${STANDING}`,
      [ids, actor.employeeId, alreadyAttached, this.clock.now()],
    );
    const foreign = ids.filter((id) => !rows.some((row) => row.id === id));
    if (foreign.length > 0) throw new AppError('FILE_NOT_YOURS', { ids: foreign });
    assertPassed(
      rows.filter((row) => checkOf(row, this.scans.on) !== 'waiting'),
      this.scans.on,
    );
    return inOrderOf(ids, rows).map(refOf);
  }

  /** The files in the order of `ids`; ids that no file has are left out. */
  async refs(ids: readonly string[]): Promise<FileRef[]> {
    if (ids.length === 0) return [];
    const rows = await this.sql.rows<FileRef>(
      `SELECT ${REF} FROM files.stored_file WHERE id = ANY(${listAt('$1')})`,
      [ids],
    );
    return inOrderOf(ids, rows);
  }

  /** May they be opened now? By id; a file that nobody has looked at passes where no scanner is set. */
  async checks(ids: readonly string[]): Promise<ReadonlyMap<string, FileCheck>> {
    if (!this.scans.on) return new Map(ids.map((id) => [id, 'passed']));
    const files = await this.standing(ids);
    return new Map(files.map((file) => [file.id, checkOf(file, true)]));
  }

  /** Refuses what may not be opened now. @throws AppError FILE_INFECTED, FILE_UNSCANNABLE, FILE_BEING_CHECKED with `names` */
  async assertPassed(ids: readonly string[]): Promise<void> {
    assertPassed(await this.standing(ids), this.scans.on);
  }

  /** A file that may be opened now. @throws AppError NOT_FOUND, FILE_INFECTED, FILE_UNSCANNABLE, FILE_BEING_CHECKED */
  async passed(id: string): Promise<FileRef> {
    const [file] = await this.standing([id]);
    if (!file) throw new AppError('NOT_FOUND');
    assertPassed([file], this.scans.on);
    return refOf(file);
  }

  /**
   * A file with its bytes as a stream.
   * @throws AppError NOT_FOUND, FILE_INFECTED, FILE_UNSCANNABLE, FILE_BEING_CHECKED
   */
  async read(id: string): Promise<{ ref: FileRef; stream: ReadStream }> {
    const ref = await this.passed(id);
    return { ref, stream: await this.store.open(ref.sha256) };
  }

  /** Keeps a file that the portal made. It is attached from the start: the caller's document is its owner. */
  async storePortalFile(file: {
    name: string;
    format: FileFormat;
    content: Readable | Buffer;
  }): Promise<FileRef> {
    const content = Buffer.isBuffer(file.content) ? Readable.from([file.content]) : file.content;
    const part = await this.store.receive(content);
    const now = this.clock.now();
    const ref = { id: newId(), name: file.name, format: file.format, size: part.size, sha256: part.sha256 };
    await this.store.keep(part, {
      ...ref,
      uploadedBy: null,
      createdAt: now,
      attachedAt: now,
      state: 'unscanned',
    });
    return ref;
  }

  /**
   * A file that the portal made is no document's after all: it goes as an upload goes that no document has taken. In the
   * open transaction of whoever owned it.
   */
  async giveUp(id: string): Promise<void> {
    await this.sql.execute(
      'UPDATE files.stored_file SET attached_at = NULL WHERE id = $1 AND uploaded_by IS NULL',
      [id],
    );
  }

  /**
   * Lays down what is needed again while the portal puts something together. It is no file: of a program that dies it is
   * cleared as the part of an upload is.
   * @throws AppError STORAGE_FULL
   */
  async layDown(content: Readable): Promise<LaidDown> {
    const { path } = await this.store.receive(content);
    return { open: () => createReadStream(path), discard: () => this.store.discard(path) };
  }

  /** Are the bytes on the disk still those that this SHA-256 (hex) names? False too where there are none. */
  isIntact(sha256: string): Promise<boolean> {
    return this.store.isIntact(sha256);
  }

  /**
   * Answers with the file as a download, never to be shown or run in the page; ranges and `If-None-Match` included.
   * The caller has checked that the reader may see it.
   * @param keeps whether the reader's browser may keep it
   * @throws AppError NOT_FOUND, FILE_INFECTED, FILE_UNSCANNABLE, FILE_BEING_CHECKED
   */
  async respond(response: Response, id: string, keeps = true): Promise<void> {
    const ref = await this.passed(id);
    await respondWithFile(response, ref, this.store.pathOf(ref.sha256), keeps);
  }

  private standing(ids: readonly string[]): Promise<StandingFile[]> {
    return this.sql.rows<StandingFile>(
      `SELECT ${STANDING} FROM files.stored_file WHERE id = ANY(${listAt('$1')})`,
      [ids],
    );
  }
}

function refOf({ id, name, size, format, sha256 }: FileRef): FileRef {
  return { id, name, size, format, sha256 };
}

function inOrderOf<T extends FileRef>(ids: readonly string[], rows: T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
