import type pg from 'pg';
import type { VersionState } from '#contracts';
import { COPIES, COPY_OF, type CopiedTable, copyRows, numbered } from './copies.js';

/** Where the acts of a portal that has been used for some time stand: parts of a hundred, by the newest version's state. */
const SHARES: Partial<Record<VersionState, number>> = {
  agreed: 80,
  with_remarks: 7,
  at_bodies: 4,
  head_signature: 6,
  units: 1,
  draft: 2,
};

/** News about older acts have been read. */
const UNREAD_ACTS = 200;

// The record, and the signatures of acts that are settled, are left out: nothing that is measured reads them.
const TABLES: readonly CopiedTable[] = [
  {
    table: 'agreements.draft_act',
    of: 'row.id = act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      number: numbered('row.number'),
      number_seq: 'CASE WHEN row.number_seq IS NULL THEN NULL ELSE copy + 1000 END',
      title: "row.title || ' № ' || copy",
      public_title: "row.public_title || ' № ' || copy",
      created_at: 'row.created_at - age',
      updated_at: 'row.updated_at - age',
    },
  },
  {
    table: 'agreements.act_version',
    of: 'row.act_id = copies.act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      act_id: 'pg_temp.copy_of(row.act_id, copy)',
      title: "row.title || ' № ' || copy",
      created_at: 'row.created_at - age',
      dispatched_at: 'row.dispatched_at - age',
      settled_at: 'row.settled_at - age',
      sheet_code: 'NULL',
    },
  },
  {
    table: 'agreements.review',
    of: 'row.version_id IN (SELECT id FROM agreements.act_version version WHERE version.act_id = copies.act_id)',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      version_id: 'pg_temp.copy_of(row.version_id, copy)',
      arrived_at: 'row.arrived_at - age',
    },
  },
  {
    table: 'agreements.route_step',
    of: 'row.act_id = copies.act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      act_id: 'pg_temp.copy_of(row.act_id, copy)',
      version_id: 'pg_temp.copy_of(row.version_id, copy)',
      review_id: 'pg_temp.copy_of(row.review_id, copy)',
      created_at: 'row.created_at - age',
      due_at: "row.due_at + copy % 10 * interval '1 day'",
      decided_at: 'row.decided_at - age',
    },
  },
  {
    table: 'inbox.task',
    of: 'row.subject_id = act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      key: 'pg_temp.copy_of(row.key, copy)',
      subject_id: 'pg_temp.copy_of(row.subject_id, copy)',
      title: "row.title || ' № ' || copy",
      number: numbered('row.number'),
      created_at: 'row.created_at - age',
      due_at: "row.due_at + copy % 10 * interval '1 day'",
      closed_at: `coalesce(row.closed_at,
        CASE WHEN row.needs = 'information' AND copy > ${UNREAD_ACTS} THEN row.created_at END)`,
    },
  },
  {
    table: 'signing.signature',
    of: `row.subject_id = act_id AND act_id IN (SELECT id FROM agreements.draft_act WHERE state = 'head_signature')`,
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      subject_id: 'pg_temp.copy_of(row.subject_id, copy)',
      step_id: 'pg_temp.copy_of(row.step_id, copy)',
      signed_at: 'row.signed_at - age',
    },
  },
  {
    table: 'kernel.audit_head',
    of: 'row.subject_id = act_id',
    changes: { subject_id: 'pg_temp.copy_of(row.subject_id, copy)' },
  },
];

/**
 * Makes a portal that has been used for months out of a few acts that were made by its own addresses: copies them, with
 * everything that belongs to them, until there are `acts` of them. Each state needs an act to copy.
 */
export async function multiplyActs(client: pg.Client, acts: number): Promise<void> {
  const { rows: templates } = await client.query<{ id: string; state: VersionState }>(
    'SELECT DISTINCT ON (state) id, state FROM agreements.draft_act ORDER BY state, id',
  );
  await client.query(COPY_OF);
  const shares = Object.entries(SHARES).map(([state, share]) => {
    const template = templates.find((one) => one.state === state);
    if (!template) throw new Error(`There is no act in the state ${state} to copy.`);
    return { id: template.id, copies: Math.round((acts * share) / 100) };
  });
  const lasts = shares.map((_, index) =>
    shares.slice(0, index + 1).reduce((sum, { copies }) => sum + copies, 0),
  );
  await client.query(COPIES, [
    shares.map(({ id }) => id),
    shares.map(({ copies }, index) => (lasts[index] ?? 0) - copies + 1),
    lasts,
  ]);
  for (const table of TABLES) await copyRows(client, table);
  await client.query('UPDATE agreements.number_counter SET last = $1', [acts + 1000]);
  await client.query('VACUUM ANALYZE');
}
