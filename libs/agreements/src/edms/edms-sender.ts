import { Injectable } from '@nestjs/common';
import type { FileRef } from '#contracts';
import { Directory } from '#directory';
import { Files } from '#files';
import { AppError } from '#kernel';
import type { Delivery } from './delivery.entity.js';
import { EdmsWays, type OpenedWay } from './edms-ways.js';
import { sendByFolder } from './folder-way.js';
import { sendByHttp } from './http-way.js';
import { Receipts } from './receipts.js';
import { failed, type Parcel, type ReadReceipt, type WayOutcome } from './way-outcome.js';

/** One attempt to hand a package over. Nothing is written to the database by it. */
@Injectable()
export class EdmsSender {
  constructor(
    private readonly ways: EdmsWays,
    private readonly files: Files,
    private readonly directory: Directory,
    private readonly receipts: Receipts,
  ) {}

  async send({ id, bodyId, state }: Delivery, file: FileRef): Promise<WayOutcome> {
    const kept = await this.ways.find(bodyId);
    if (!kept) return failed('way_missing');
    const way = this.opened(() => this.ways.open(kept));
    if (way instanceof AppError) return failed('address_refused', way.code);
    if (!(await this.files.isIntact(file.sha256))) return failed('package_unreadable');
    const parcel: Parcel = {
      id,
      size: file.size,
      sha256: file.sha256,
      open: async () => (await this.files.read(file.id)).stream,
    };
    const [body] = await this.directory.bodies([bodyId]);
    const expected = { package: id, sha256: file.sha256, signed: way.signedReceipts, bin: body?.bin ?? '' };
    const read: ReadReceipt = (bytes) => this.receipts.read(bytes, expected);
    return way.kind === 'http'
      ? sendByHttp(way, parcel, read)
      : sendByFolder(way.folder, parcel, state === 'sent', read);
  }

  /** What those who run the portal have changed since is no failure of the portal. */
  private opened(open: () => OpenedWay): OpenedWay | AppError {
    try {
      return open();
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }
}
