import { Injectable } from '@nestjs/common';
import type { BodyRef, Decider, FileRef, Outcome, SignatureMark, StepKind } from '#contracts';
import { Directory } from '#directory';
import { Files } from '#files';
import { Clock, Sql } from '#kernel';
import { markedNumber } from '../acts/numbers.js';
import { type SignedProtocol, SignedProtocols } from '../protocol/signed-protocols.js';
import { keptSilent, unansweredOf } from '../route/outcomes.js';
import type { Review } from '../route/review.entity.js';
import { PackageBuilder, type PackedEntries } from './package-builder.js';
import type { PackageManifest, PackedBody, PackedMark } from './package-manifest.js';
import type { SubmissionContext } from './submission-moves.js';

/** Who signed, for which body, and how it is kept. */
interface Signed {
  readonly body: BodyRef;
  readonly by: Decider;
  readonly signature: SignatureMark;
}

interface SignedStep extends Signed {
  readonly kind: StepKind;
}

/** A review that was called off, as far as the package tells of it. */
type Unanswered = Pick<Review, 'bodyId' | 'body' | 'state' | 'dueAt' | 'withdrawn'>;

interface Agreement {
  readonly body: BodyRef;
  readonly outcome: Outcome;
  readonly settledAt: Date;
}

/** What the package tells of, beside the act itself. */
interface Found {
  readonly steps: readonly SignedStep[];
  readonly agreements: readonly Agreement[];
  readonly unanswered: readonly Unanswered[];
  readonly protocols: readonly SignedProtocol[];
  /** BIN by id of each body. */
  readonly bins: ReadonlyMap<string, string>;
}

/** Gathers what a package holds and says (docs/edms), and has it built. */
@Injectable()
export class PackageContents {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly directory: Directory,
    private readonly protocols: SignedProtocols,
    private readonly builder: PackageBuilder,
  ) {}

  /** @throws AppError FILE_CHANGED where a file's bytes are not those that were signed */
  async build(context: SubmissionContext): Promise<FileRef> {
    const { act, version, submission } = context;
    const [sheet] = await this.files.refs([version.sheetFileId ?? '']);
    const { letterFile: letter, signature } = submission;
    if (!letter || !sheet || !signature) throw new Error(`The letter of ${act.id} is not signed.`);
    const steps = await this.signedSteps(context);
    const agreements = await this.agreements(version.id);
    const unanswered = await this.unanswered(version.id);
    const protocols = await this.protocols.of(act);
    const bins = await this.binsOf([
      act.developerBody,
      submission.office,
      ...[...steps, ...unanswered, ...protocols].map(({ body }) => body),
    ]);
    const found = { steps, agreements, unanswered, protocols, bins };
    return this.builder.build(`KELISIM-${submission.id}.zip`, {
      actId: act.id,
      letter,
      sheet,
      files: version.files,
      actSignatures: steps.filter(({ kind }) => kind !== 'letter_signature').map((step) => step.signature.id),
      letterSignature: signature.id,
      protocols,
      describe: (entries) => this.describe(context, found, entries),
    });
  }

  private describe(
    { act, version, submission }: SubmissionContext,
    found: Found,
    entries: PackedEntries,
  ): PackageManifest {
    const body = (ref: BodyRef): PackedBody => ({
      name: { kk: ref.name.kk, ru: ref.name.ru },
      bin: found.bins.get(ref.id) ?? '',
    });
    const mark = ({ body: of, by, signature }: Signed): PackedMark => ({
      id: signature.id,
      body: body(of),
      signer: {
        fullName: by.fullName,
        post: { kk: by.post.kk, ru: by.post.ru },
        ...(by.onBehalfOf && { onBehalfOf: by.onBehalfOf.fullName }),
      },
      signedAt: signature.signedAt,
      certificateSerial: signature.certificateSerial,
      evidence: entries.evidence.get(signature.id) ?? [],
    });
    return {
      format: 'kelisim.package/1',
      id: submission.id,
      madeAt: this.clock.now().toISOString(),
      act: {
        id: act.id,
        kind: act.kind,
        number: markedNumber(act.number, version.ordinal) ?? '',
        version: version.ordinal,
        language: version.language === 'ru' ? 'ru' : 'kk',
        title: version.title,
        officialUse: act.officialUse,
      },
      developer: body(act.developerBody),
      addressee: body(submission.office),
      letter: { ...entries.letter, subject: submission.letter.subject },
      sheet: { ...entries.sheet, code: version.sheetCode ?? '' },
      files: entries.files,
      containers: [
        { ...entries.act, covers: 'act' },
        { ...entries.letterContainer, covers: 'letter' },
      ],
      agreements: found.agreements.map((one) => ({
        body: body(one.body),
        outcome: one.outcome,
        settledAt: one.settledAt.toISOString(),
      })),
      ...(found.unanswered.length > 0 && {
        unanswered: found.unanswered.map((review) => ({
          body: body(review.body),
          silent: keptSilent(review),
          ...(review.dueAt && { dueAt: review.dueAt.toISOString() }),
          withdrawnAt: new Date(review.withdrawn?.at ?? 0).toISOString(),
          reason: review.withdrawn?.reason ?? '',
        })),
      }),
      ...(found.protocols.length > 0 && {
        protocols: entries.protocols.map(({ protocol, file, container }) => ({
          body: body(protocol.body),
          version: protocol.version,
          file,
          container,
          signatures: protocol.signatures.map(mark),
        })),
      }),
      signatures: found.steps.map((step) => ({ step: step.kind, ...mark(step) })),
    };
  }

  /** Every signature that counts, in order of signing; that of the letter last. */
  private signedSteps({ version, act, submission }: SubmissionContext): Promise<SignedStep[]> {
    return this.sql.rows<SignedStep>(
      `SELECT step.kind, coalesce(review.body, $4::jsonb) AS body, step.decided_by AS by, step.signature
       FROM agreements.route_step step LEFT JOIN agreements.review ON review.id = step.review_id
       WHERE step.version_id = $1 AND step.state = 'done' AND step.signature IS NOT NULL
         AND (review.id IS NULL OR review.state = 'settled')
         AND CASE WHEN step.submission_id IS NULL THEN step.round = coalesce(review.round, $2)
           ELSE step.round = $3 END
       ORDER BY step.decided_at, step.id`,
      [version.id, version.round, submission.round, JSON.stringify(act.developerBody)],
    );
  }

  private agreements(versionId: string): Promise<Agreement[]> {
    return this.sql.rows<Agreement>(
      `SELECT body, outcome, settled_at AS "settledAt" FROM agreements.review
       WHERE version_id = $1 AND state = 'settled' ORDER BY place`,
      [versionId],
    );
  }

  private async unanswered(versionId: string): Promise<Unanswered[]> {
    const reviews = await this.sql.rows<Unanswered>(
      `SELECT body_id AS "bodyId", body, state, due_at AS "dueAt", withdrawn FROM agreements.review
       WHERE version_id = $1 ORDER BY place`,
      [versionId],
    );
    return unansweredOf(reviews);
  }

  private async binsOf(bodies: readonly BodyRef[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.directory.bodies([...new Set(bodies.map(({ id }) => id))]);
    return new Map(found.map(({ id, bin }) => [id, bin]));
  }
}
