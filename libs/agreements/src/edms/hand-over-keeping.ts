import { Injectable } from '@nestjs/common';
import type { EdmsTrial, EdmsWayBody, HandOverSettings, LetterTemplate } from '#contracts';
import { bodyRefOf, Directory } from '#directory';
import { type Actor, AppError } from '#kernel';
import { LetterTemplates } from '../package/letter-templates.js';
import { DeliveryStops } from './delivery-stops.js';
import { EdmsWayKeeping } from './edms-way-keeping.js';
import { EdmsWays } from './edms-ways.js';

/** The settings of a body for handing over, for its coordinator and the administrator of the portal. */
@Injectable()
export class HandOverKeeping {
  constructor(
    private readonly directory: Directory,
    private readonly templates: LetterTemplates,
    private readonly ways: EdmsWays,
    private readonly stops: DeliveryStops,
    private readonly wayKeeping: EdmsWayKeeping,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND */
  async view(actor: Actor, bodyId: string): Promise<HandOverSettings> {
    assertKeeps(actor, bodyId);
    const [body] = await this.directory.bodies([bodyId]);
    if (!body) throw new AppError('NOT_FOUND');
    const way = await this.ways.find(bodyId);
    const opens = way && this.ways.secretsOf(way);
    return {
      body: bodyRefOf(body),
      templates: await this.templates.of(bodyId),
      allowed: this.ways.allowed,
      way: way
        ? {
            revision: way.revision,
            kind: way.kind,
            url: way.url,
            auth: way.auth,
            hasToken: opens?.token !== undefined,
            hasCertificate: opens?.certificate !== undefined && opens.key !== undefined,
            ca: way.ca,
            folder: way.folder,
            signedReceipts: way.signedReceipts,
            updatedAt: way.updatedAt.toISOString(),
            updatedBy: way.updatedBy.fullName,
          }
        : null,
      packages: await this.stops.count(bodyId),
    };
  }

  async saveTemplate(actor: Actor, bodyId: string, template: LetterTemplate): Promise<HandOverSettings> {
    await this.view(actor, bodyId);
    await this.templates.save(actor, bodyId, template);
    return this.view(actor, bodyId);
  }

  async saveWay(actor: Actor, bodyId: string, way: EdmsWayBody): Promise<HandOverSettings> {
    await this.view(actor, bodyId);
    await this.wayKeeping.save(actor, bodyId, way);
    return this.view(actor, bodyId);
  }

  /** @throws AppError FORBIDDEN, NOT_FOUND, STALE, EDMS_WAY_MISSING */
  async removeWay(actor: Actor, bodyId: string, revision: number): Promise<HandOverSettings> {
    await this.view(actor, bodyId);
    await this.wayKeeping.remove(actor, bodyId, revision);
    return this.view(actor, bodyId);
  }

  async try(actor: Actor, bodyId: string): Promise<EdmsTrial> {
    assertKeeps(actor, bodyId);
    return this.wayKeeping.try(bodyId);
  }
}

/** @throws AppError FORBIDDEN */
function assertKeeps({ duties, body }: Actor, bodyId: string): void {
  const ofOwnBody = duties.includes('coordinator') && body.id === bodyId;
  if (!ofOwnBody && !duties.includes('portal_administrator')) throw new AppError('FORBIDDEN');
}
