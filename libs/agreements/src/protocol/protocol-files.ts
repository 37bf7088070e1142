import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Files } from '#files';
import { type Actor, AppError } from '#kernel';
import { Containers, type ZipOutput } from '#signing';
import { Readings } from '../official-use/readings.js';
import { ProtocolQueries } from './protocol.queries.js';

/** The document of a protocol as it goes out: of a marked act each look is recorded first (775:3). */
@Injectable()
export class ProtocolFiles {
  constructor(
    private readonly queries: ProtocolQueries,
    private readonly files: Files,
    private readonly containers: Containers,
    private readonly readings: Readings,
  ) {}

  /** @throws AppError NOT_FOUND, PROTOCOL_NOT_READY */
  async download(actor: Actor, protocolId: string, response: Response): Promise<void> {
    const { actId, version, file, officialUse } = await this.queries.document(actor, protocolId);
    if (officialUse) await this.readings.record(actor, { id: actId, ordinal: version }, 'downloaded', file);
    await this.files.respond(response, file.id, !officialUse);
  }

  /** With the signatures that it carries. @throws AppError NOT_FOUND, PROTOCOL_NOT_READY, NOT_SIGNED, FILE_CHANGED */
  async container(actor: Actor, protocolId: string): Promise<ZipOutput & { name: string }> {
    const { actId, version, file, officialUse, signatures } = await this.queries.document(actor, protocolId);
    if (signatures.length === 0) throw new AppError('NOT_SIGNED');
    const { name, sha256, id } = file;
    const open = async () => (await this.files.read(id)).stream;
    const container = await this.containers.pack(actId, signatures, [{ name, sha256, open }]);
    if (officialUse) await this.readings.record(actor, { id: actId, ordinal: version }, 'container', file);
    return { ...container, name: name.replace(/\.pdf$/, '.asice') };
  }
}
