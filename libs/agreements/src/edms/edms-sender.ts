import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '#directory';
import { Files } from '#files';
import { AppError } from '#kernel';
import type { ClaimedDelivery } from './delivery-claims.js';
import { EDMS_TIMES, type EdmsTimes } from './edms-times.js';
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
    @Inject(EDMS_TIMES) private readonly times: EdmsTimes,
  ) {}

  /** @param stop breaks it off: what comes then is of no account, unless the EDMS has it */
  async send(
    { id, bodyId, state, file }: Pick<ClaimedDelivery, 'id' | 'bodyId' | 'state' | 'file'>,
    stop: AbortSignal,
  ): Promise<WayOutcome> {
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
    if (way.kind === 'http') return sendByHttp(way, parcel, read, this.times, stop);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(this.times.totalMs)]);
    return sendByFolder(way.folder, parcel, state === 'sent', read, signal);
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
