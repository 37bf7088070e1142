import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MAX_PHOTO_BYTES, type PhotoAudience, type PhotoBody } from '#contracts';
import { type Actor, AppError, Sql, Tx } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { seesPhoto } from './keeping.policy.js';
import { KeptRecord } from './kept-record.js';
import { KeptRows } from './kept-rows.js';
import { photoSize } from './photo-size.js';
import { photoType } from './photo-type.js';

/** Dots on a side: a few kilobytes may unpack to gigabytes in everybody's browser. */
const MOST_ON_A_SIDE = 2048;

interface PhotoRow {
  readonly content: Buffer;
  readonly type: string;
  readonly sha256: string;
  readonly shownTo: PhotoAudience;
  readonly bodyId: string;
}

/** Pictures of employees. The browser makes them small; the server takes no other format, and shows them to whom it may. */
@Injectable()
export class Photos {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly rows: KeptRows,
    private readonly record: KeptRecord,
  ) {}

  /** @throws AppError NOT_FOUND where there is none for this reader */
  async read(actor: Actor, employeeId: string): Promise<PhotoRow> {
    const photo = await this.sql.row<PhotoRow>(
      `SELECT content, type, sha256, shown_to AS "shownTo", employee.body_id AS "bodyId"
       FROM directory.photo JOIN directory.employee ON employee.id = photo.employee_id WHERE employee_id = $1`,
      [employeeId],
    );
    if (!photo || !seesPhoto(actor, { ...photo, employeeId })) throw new AppError('NOT_FOUND');
    return photo;
  }

  /** Puts a picture in, or shows the one that is there to others. @throws AppError FORBIDDEN, NOT_FOUND, PHOTO_REFUSED, FILE_TOO_LARGE */
  async put(actor: Actor, employeeId: string, { content, shownTo }: PhotoBody): Promise<void> {
    const bytes = content === null ? null : Buffer.from(content, 'base64');
    if (bytes && bytes.length > MAX_PHOTO_BYTES)
      throw new AppError('FILE_TOO_LARGE', { limit: MAX_PHOTO_BYTES });
    const type = bytes && photoType(bytes);
    if (bytes && !(type && isSmall(bytes, type))) throw new AppError('PHOTO_REFUSED');
    await this.tx.run(async () => {
      const person = await this.rows.lockPerson(actor, employeeId);
      const before = await this.shownTo(employeeId);
      if (!bytes && before === null) throw new AppError('NOT_FOUND');
      if (bytes) {
        await this.sql.execute(
          `INSERT INTO directory.photo (employee_id, content, type, sha256, shown_to) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (employee_id) DO UPDATE SET content = excluded.content, type = excluded.type,
             sha256 = excluded.sha256, shown_to = excluded.shown_to`,
          [employeeId, bytes, type, createHash('sha256').update(bytes).digest('hex'), shownTo],
        );
      } else {
        await this.sql.execute('UPDATE directory.photo SET shown_to = $2 WHERE employee_id = $1', [
          employeeId,
          shownTo,
        ]);
      }
      await this.record.write({
        actor,
        action: 'person.photo',
        subject: { type: 'employee', id: employeeId },
        about: fullNameOf(person),
        before: { photo: before !== null, shownTo: before },
        after: { photo: true, shownTo },
      });
    });
  }

  /** @throws AppError FORBIDDEN, NOT_FOUND */
  async remove(actor: Actor, employeeId: string): Promise<void> {
    await this.tx.run(async () => {
      const person = await this.rows.lockPerson(actor, employeeId);
      const before = await this.shownTo(employeeId);
      if (before === null) throw new AppError('NOT_FOUND');
      await this.sql.execute('DELETE FROM directory.photo WHERE employee_id = $1', [employeeId]);
      await this.record.write({
        actor,
        action: 'person.photo',
        subject: { type: 'employee', id: employeeId },
        about: fullNameOf(person),
        before: { photo: true, shownTo: before },
        after: { photo: false, shownTo: null },
      });
    });
  }

  private async shownTo(employeeId: string): Promise<PhotoAudience | null> {
    const row = await this.sql.row<{ shownTo: PhotoAudience }>(
      'SELECT shown_to AS "shownTo" FROM directory.photo WHERE employee_id = $1',
      [employeeId],
    );
    return row?.shownTo ?? null;
  }
}

function isSmall(bytes: Buffer, type: Parameters<typeof photoSize>[1]): boolean {
  const size = photoSize(bytes, type);
  return size !== undefined && Math.max(size.width, size.height) <= MOST_ON_A_SIDE;
}
