import { Injectable } from '@nestjs/common';
import type { ActCard, SignaturesReport, Step } from '#contracts';
import { Files } from '#files';
import { type Actor, AppError, Audit, Tx } from '#kernel';
import { Containers, SignatureChecks, type ZipOutput } from '#signing';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { readerOf } from '../official-use/readings.js';
import { standingSteps } from '../route/standing-steps.js';

/** The signatures of an act, for those who read it: as a container to take away, and checked anew on the spot. */
@Injectable()
export class ActSignatures {
  constructor(
    private readonly queries: DraftActsQueries,
    private readonly files: Files,
    private readonly containers: Containers,
    private readonly checks: SignatureChecks,
    private readonly audit: Audit,
    private readonly tx: Tx,
  ) {}

  /**
   * The version with the signatures that count and all that they cover, as one container; entered in the act's record.
   * @throws AppError NOT_FOUND, NOT_SIGNED, FILE_CHANGED
   */
  async export(actor: Actor, actId: string, ordinal?: number): Promise<ZipOutput & { name: string }> {
    const card = await this.queries.card(actor, actId, ordinal);
    if (!card.can.exportContainer) throw new AppError('NOT_SIGNED');
    const { version } = card;
    const ids = standingSteps(version).flatMap(({ signature }) => (signature ? [signature.id] : []));
    const container = await this.containers.pack(
      actId,
      ids,
      version.files.map(({ id, name, sha256 }) => ({
        name,
        sha256,
        open: async () => (await this.files.read(id)).stream,
      })),
    );
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'draft_act',
        subjectId: actId,
        action: 'container.exported',
        actor,
        data: { ordinal: version.ordinal, signatures: ids, ...readerOf(actor) },
      }),
    );
    return { ...container, name: `${(version.number ?? actId).replaceAll('/', '-')}.asice` };
  }

  /** Every signature that the reader sees on the version's card, checked against the bytes as they lie on the disk now. */
  async report(actor: Actor, actId: string, ordinal?: number): Promise<SignaturesReport> {
    const { card, kept } = await this.queries.cardWithSignatures(actor, actId, ordinal);
    const shown = new Set(stepsOf(card.version).map(({ signature }) => signature?.id));
    const intact = new Map<string, Promise<boolean>>();
    const isIntact = (sha256: string): Promise<boolean> => {
      const found = intact.get(sha256) ?? this.files.isIntact(sha256);
      intact.set(sha256, found);
      return found;
    };
    return this.checks.check(
      kept.filter(({ id }) => shown.has(id)),
      isIntact,
    );
  }
}

function stepsOf({ steps, reviews, submission }: ActCard['version']): Step[] {
  return [...steps, ...reviews.flatMap(({ inner }) => inner?.steps ?? []), ...(submission?.steps ?? [])];
}
