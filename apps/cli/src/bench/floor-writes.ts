import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { BodyRef, CreateActBody, PersonRef, PlanStage, SignBody, UnitRef } from '#contracts';
import { taskLexemes } from '#inbox';
import { newId } from '#kernel';
import { buildManifest } from '#signing';
import type { FloorReader, FloorReads } from './floor-reads.js';
import { inTransaction, one, type Run, record, sha256, tell } from './floor-transaction.js';

/** Rows as they are in the database. */
interface FloorStep {
  act: { id: string; kind: string; developer_body: BodyRef };
  version: {
    id: string;
    title: string;
    language: string;
    description: string;
    approving_bodies: BodyRef[];
    files: { id: string; name: string; size: number; sha256: string }[];
  };
}

interface Found {
  units: UnitRef[];
  people: Record<string, PersonRef>;
  bodies: BodyRef[];
}

const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;

const LOOK_UP = `
  SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name)), '[]')
     FROM directory.unit WHERE id = ANY($1)) AS units,
    (SELECT jsonb_object_agg(employee.id, jsonb_build_object('id', employee.id,
       'fullName', concat_ws(' ', surname, given_name, patronymic), 'post', held.post, 'unit', unit.name))
     FROM directory.post_holding held JOIN directory.employee ON employee.id = held.employee_id
     JOIN directory.unit ON unit.id = held.unit_id WHERE employee.id = ANY($2)) AS people,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'shortName', short_name)
       ORDER BY array_position($3::uuid[], id)), '[]')
     FROM directory.state_body WHERE id = ANY($3)) AS bodies`;

const OFFICERS = `
  SELECT employee.body_id AS "bodyId", jsonb_agg(jsonb_build_object('id', employee.id,
    'fullName', concat_ws(' ', surname, given_name, patronymic), 'post', held.post, 'unit', unit.name) ORDER BY held.kind = 'unit_head' DESC) AS people
  FROM directory.post_holding held JOIN directory.employee ON employee.id = held.employee_id
  JOIN directory.unit ON unit.id = held.unit_id
  WHERE unit.kind = 'documentation' AND employee.body_id = ANY($1) GROUP BY employee.body_id`;

/** What the portal writes when a card is made, and when the head signs: the bare rows, each set in one statement. */
export class FloorWrites {
  constructor(
    private readonly pool: pg.Pool,
    private readonly reads: FloorReads,
  ) {}

  async create(reader: FloorReader, given: unknown): Promise<string> {
    const body = given as CreateActBody;
    const now = new Date();
    await inTransaction(this.pool, async (run) => {
      const found = await one<Found>(run, 'look-up', LOOK_UP, [
        body.interestedUnitIds,
        [body.legalHeadId, body.bodyHeadId],
        body.approvingBodyIds,
      ]);
      await run(
        'act',
        `INSERT INTO agreements.draft_act (id, kind, created_at, updated_at, revision, developer_body_id,
           developer_body, initiator_id, initiator, scopes, ordinal, state, title, language)
         VALUES ($1, $2, $3, $3, 1, $4, $5, $6, $7, ARRAY[$6::uuid], 0, 'draft', $8, $9)`,
        [
          body.id,
          body.kind,
          now,
          reader.body.id,
          reader.body,
          reader.person.id,
          reader.person,
          body.title,
          body.language,
        ],
      );
      await run(
        'version',
        `INSERT INTO agreements.act_version (id, act_id, ordinal, state, title, language, description,
           internal_term_days, interested_units, plan, legal_head, body_head, approving_bodies, files, round, created_at)
         VALUES ($1, $2, 0, 'draft', $3, $4, $5, $6, $7, $12, $8, $9, $10, '[]', 0, $11)`,
        [
          newId(),
          body.id,
          body.title,
          body.language,
          body.description,
          body.internalTermDays,
          JSON.stringify(found.units),
          found.people[body.legalHeadId ?? ''],
          found.people[body.bodyHeadId ?? ''],
          JSON.stringify(found.bodies),
          now,
          { stages: stagesOf(found.units) },
        ],
      );
      await record(run, body.id, reader, ['card.created']);
      await tell(run, 'agreements', body.id, [[reader.person.id]]);
    });
    return this.reads.card(reader, body.id);
  }

  async prepare(reader: FloorReader, stepId: string): Promise<string> {
    const id = newId();
    const serverTime = new Date();
    const expiresAt = new Date(serverTime.getTime() + HALF_HOUR_MS);
    return inTransaction(this.pool, async (run) => {
      const { act, version } = await this.stepOf(run, stepId);
      const earlier = await run(
        'earlier',
        `SELECT id, encode(sha256(cms), 'hex') AS sha256 FROM signing.signature WHERE subject_id = $1`,
        [act.id],
      );
      const { files } = version;
      const statement = Buffer.from(
        JSON.stringify({
          act: { ...act, description: version.description },
          decision: { kind: 'developer_signature' },
          earlier,
          files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
          format: 'kelisim.statement/1',
          id,
          nonce: randomBytes(16).toString('hex'),
          signer: { ...reader.person, body: reader.body },
          step: { id: stepId, kind: 'developer_signature' },
        }),
      );
      const objects = [
        {
          uri: `acts/${id}.json`,
          name: 'act.json',
          size: statement.length,
          sha256: sha256(statement).toString('hex'),
          href: null,
        },
        ...files.map(({ id: fileId, name, size, sha256: hash }, index) => ({
          uri: `files/${String(index + 1).padStart(2, '0')}/${name}`,
          name,
          size,
          sha256: hash,
          href: `/api/agreements/${act.id}/files/${fileId}`,
        })),
      ];
      const manifest = buildManifest({
        signatureUri: `META-INF/signature-${id}.p7s`,
        objects: objects.map(({ uri, sha256: hash, href }) => ({
          uri,
          sha256: hash,
          mimeType: href === null ? 'application/json' : 'application/octet-stream',
        })),
      });
      await run(
        'opened',
        'UPDATE agreements.route_step SET opened_at = coalesce(opened_at, $2) WHERE id = $1',
        [stepId, serverTime],
      );
      await tell(run, 'agreements', act.id, [reader.scopes]);
      await run(
        'preparation',
        `INSERT INTO signing.preparation (id, step_id, employee_id, statement, manifest, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, stepId, reader.person.id, statement, manifest, expiresAt],
      );
      return JSON.stringify({
        id,
        expiresAt,
        serverTime,
        manifest: manifest.toString('base64'),
        statement: statement.toString('base64'),
        objects,
      });
    });
  }

  async sign(reader: FloorReader, stepId: string, given: unknown): Promise<string> {
    const { preparationId, signature } = given as SignBody;
    const now = new Date();
    const dueAt = new Date(now.getTime() + DAY_MS);
    const actId = await inTransaction(this.pool, async (run) => {
      const { act, version } = await this.stepOf(run, stepId);
      const mark = {
        id: preparationId,
        signedAt: now,
        certificateSerial: '0'.repeat(40),
        certificateOwner: reader.person.fullName,
      };
      await run(
        'signature',
        `WITH used AS (UPDATE signing.preparation SET used_at = $2 WHERE id = $1
                       RETURNING id, step_id, statement, manifest)
         INSERT INTO signing.signature
           (id, subject_id, step_id, employee_id, statement, manifest, cms, report, signed_at,
            judged_at, time_source, chain, ocsp_answers, crls)
         SELECT id, $3, step_id, $4, statement, manifest, $5::bytea, $6, $2,
           $2, 'server', ARRAY[$5::bytea], '{}', ARRAY[sha256($5::bytea), sha256($5::bytea)] FROM used`,
        [preparationId, now, act.id, reader.person.id, Buffer.from(signature, 'base64'), REPORT],
      );
      await run(
        'decide',
        `UPDATE agreements.route_step SET state = 'done', decided_at = $2, decided_by = $3, outcome = 'agreed',
           signature = $4 WHERE id = $1`,
        [stepId, now, reader.person, mark],
      );
      await run('close', 'UPDATE inbox.task SET closed_at = $2, done_by = $3 WHERE key = $1', [
        stepId,
        now,
        reader.person.id,
      ]);
      await run(
        'dispatch',
        `UPDATE agreements.act_version SET state = 'at_bodies', dispatched_at = $2 WHERE id = $1`,
        [version.id, now],
      );
      const bodies = version.approving_bodies;
      const officers = await run<{ bodyId: string; people: PersonRef[] }>('officers', OFFICERS, [
        bodies.map(({ id }) => id),
      ]);
      const reviews = bodies.map((body) => ({
        id: newId(),
        step: newId(),
        body,
        officers: officers.find(({ bodyId }) => bodyId === body.id)?.people ?? [],
      }));
      await run(
        'reviews',
        `INSERT INTO agreements.review (id, version_id, place, body_id, body, state, round, arrived_at,
           interested_units, remarks)
         SELECT id, $1, place, (body ->> 'id')::uuid, body, 'arrived', 1, $2, '[]', '[]'
         FROM unnest($3::uuid[], $4::jsonb[]) WITH ORDINALITY AS review (id, body, place)`,
        [version.id, now, reviews.map(({ id }) => id), reviews.map(({ body }) => body)],
      );
      await run(
        'steps',
        `INSERT INTO agreements.route_step (id, act_id, version_id, body_id, review_id, kind, state, round, assignees,
           assignee_ids, created_at, due_at, remarks)
         SELECT id, $1, $2, body_id, review_id, 'registration', 'open', 1, assignees,
           ARRAY(SELECT (person ->> 'id')::uuid FROM jsonb_array_elements(assignees) person), $3, $4, '[]'
         FROM unnest($5::uuid[], $6::uuid[], $7::jsonb[], $8::uuid[]) AS step (id, review_id, assignees, body_id)`,
        [
          act.id,
          version.id,
          now,
          dueAt,
          reviews.map(({ step }) => step),
          reviews.map(({ id }) => id),
          reviews.map(({ officers: people }) => JSON.stringify(people)),
          reviews.map(({ body }) => body.id),
        ],
      );
      const tasks = reviews.flatMap(({ step, officers: people }) => people.map(({ id }) => ({ id, step })));
      const number = await this.number(run, act.id, act.kind, now, [
        ...reviews.map(({ body }) => body.id),
        ...tasks.map(({ id }) => id),
      ]);
      await run(
        'tasks',
        `INSERT INTO inbox.task (id, employee_id, key, needs, verb, room, subject_id, subject_kind, title,
           title_language, number, body_name, due_at, created_at, body_id, search_words)
         SELECT task.*, 'action', 'register_draft', 'agreements', $4, $5, $6, $7, $8, $9, $10, $11, $12,
           array_to_tsvector($13)
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS task (id, employee_id, key)`,
        [
          tasks.map(() => newId()),
          tasks.map(({ id }) => id),
          tasks.map(({ step }) => step),
          act.id,
          act.kind,
          version.title,
          version.language,
          number,
          act.developer_body.name,
          dueAt,
          now,
          act.developer_body.id,
          taskLexemes({ title: version.title, number, bodyName: act.developer_body.name }),
        ],
      );
      await record(run, act.id, reader, ['step.decide', 'version.sign']);
      await tell(run, 'inbox', null, [
        [reader.person.id],
        ...reviews.map(({ officers: people }) => people.map(({ id }) => id)),
      ]);
      await tell(run, 'agreements', act.id, [reader.scopes]);
      return act.id;
    });
    return this.reads.card(reader, actId);
  }

  /** The act's number and its new faces. The counter is taken late and held until the commit, which is near. */
  private async number(
    run: Run,
    actId: string,
    kind: string,
    now: Date,
    scopes: readonly string[],
  ): Promise<string> {
    const { number } = await one<{ number: string }>(
      run,
      'number',
      `WITH given AS (
         INSERT INTO agreements.number_counter AS counter (kind, year, last) VALUES ($2, $3, 1)
         ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1 RETURNING last)
       UPDATE agreements.draft_act SET number_year = $3, number_seq = last, number = $4 || last, updated_at = $5,
         scopes = scopes || $6::uuid[], state = 'at_bodies', public_ordinal = ordinal, public_state = 'at_bodies',
         public_title = title
       FROM given WHERE id = $1 RETURNING number`,
      [actId, kind, now.getFullYear(), `ҮҚ-${now.getFullYear() % 100}-`, now, scopes],
    );
    return number;
  }

  private stepOf(run: Run, stepId: string): Promise<FloorStep> {
    return one<FloorStep>(
      run,
      'step',
      `SELECT row_to_json(act) AS act, row_to_json(version) AS version
       FROM agreements.route_step step JOIN agreements.draft_act act ON act.id = step.act_id
       JOIN agreements.act_version version ON version.id = step.version_id
       WHERE step.id = $1 FOR UPDATE OF act`,
      [stepId],
    );
  }
}

/** The plain route: the units side by side, the legal visa, the head. */
function stagesOf(units: readonly UnitRef[]): PlanStage[] {
  const asked = units.map(
    (unit) => ({ key: `unit:${unit.id}`, kind: 'unit_agreement', unit, person: null }) as const,
  );
  const alone = (key: string, kind: 'legal_visa' | 'developer_signature'): PlanStage => ({
    order: 'sequence',
    steps: [{ key, kind, unit: null, person: null }],
  });
  return [
    ...(asked.length > 0 ? [{ order: 'parallel', steps: asked } as const] : []),
    alone('legal_visa', 'legal_visa'),
    alone('head', 'developer_signature'),
  ];
}

/** As large as a report of the portal's. */
const REPORT = { checks: Array.from({ length: 9 }, () => ({ name: 'signature', result: 'passed' })) };
