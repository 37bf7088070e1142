import { Injectable } from '@nestjs/common';
import type { BodyRef, Decider, FileRef, Outcome, SignatureMark, StepKind } from '#contracts';
import { Directory } from '#directory';
import { Files } from '#files';
import { Clock, Sql } from '#kernel';
import { markedNumber } from '../acts/numbers.js';
import { keptSilent, unansweredOf } from '../route/outcomes.js';
import type { Review } from '../route/review.entity.js';
import { PackageBuilder, type PackedEntries } from './package-builder.js';
import type { PackageManifest, PackedBody, PackedSignature } from './package-manifest.js';
import type { SubmissionContext } from './submission-moves.js';

interface SignedStep {
  readonly kind: StepKind;
  readonly body: BodyRef;
  readonly by: Decider;
  readonly signature: SignatureMark;
}

/** A review that was called off, as far as the package tells of it. */
type Unanswered = Pick<Review, 'bodyId' | 'body' | 'state' | 'dueAt' | 'withdrawn'>;

interface Agreement {
  readonly body: BodyRef;
  readonly outcome: Outcome;
  readonly settledAt: Date;
}

/** Gathers what a package holds and says (docs/edms), and has it built. */
@Injectable()
export class PackageContents {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly directory: Directory,
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
    const bins = await this.binsOf([
      act.developerBody,
      submission.office,
      ...[...steps, ...unanswered].map(({ body }) => body),
    ]);
    return this.builder.build(`KELISIM-${submission.id}.zip`, {
      actId: act.id,
      letter,
      sheet,
      files: version.files,
      actSignatures: steps.filter(({ kind }) => kind !== 'letter_signature').map((step) => step.signature.id),
      letterSignature: signature.id,
      describe: (entries) => this.describe(context, { entries, steps, agreements, unanswered, bins }),
    });
  }

  private describe(
    { act, version, submission }: SubmissionContext,
    found: {
      entries: PackedEntries;
      steps: readonly SignedStep[];
      agreements: readonly Agreement[];
      unanswered: readonly Unanswered[];
      bins: ReadonlyMap<string, string>;
    },
  ): PackageManifest {
    const { entries } = found;
    const body = (ref: BodyRef): PackedBody => ({
      name: { kk: ref.name.kk, ru: ref.name.ru },
      bin: found.bins.get(ref.id) ?? '',
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
      signatures: found.steps.map(
        ({ kind, body: of, by, signature }): PackedSignature => ({
          id: signature.id,
          step: kind,
          body: body(of),
          signer: {
            fullName: by.fullName,
            post: { kk: by.post.kk, ru: by.post.ru },
            ...(by.onBehalfOf && { onBehalfOf: by.onBehalfOf.fullName }),
          },
          signedAt: signature.signedAt,
          certificateSerial: signature.certificateSerial,
          evidence: entries.evidence.get(signature.id) ?? [],
        }),
      ),
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
