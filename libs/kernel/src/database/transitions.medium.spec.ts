import type { Machine } from '#contracts';
import { createTestDatabase, FakeClock, makeActor, type TestDatabase } from '#testing';
import { Audit } from '../audit/audit.js';
import { newId } from '../ids.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { Outbox } from '../outbox/outbox.js';
import { Sql } from './sql.js';
import { type TransitionRequest, Transitions } from './transitions.js';
import { Tx } from './tx.js';

type State = 'waits' | 'agreed' | 'returned';
type Action = 'agree' | 'return';

const STEP: Machine<State, Action, 'unit_head'> = {
  name: 'paper',
  initial: 'waits',
  final: ['agreed', 'returned'],
  transitions: [
    { from: 'waits', action: 'agree', to: 'agreed', by: 'unit_head' },
    { from: 'waits', action: 'return', to: 'returned', by: 'unit_head' },
  ],
};

describe('775:15 a step changes its state', () => {
  const actor = makeActor();
  let database: TestDatabase;
  let tx: Tx;
  let transitions: Transitions;
  let audit: Audit;
  let id: string;
  let subjectId: string;

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence]);
    const clock = new FakeClock();
    tx = new Tx(database.dataSource);
    const sql = new Sql(database.dataSource, tx);
    audit = new Audit(tx, sql, clock);
    const outbox = new Outbox(tx, sql, clock);
    outbox.on('paper.agree', async () => undefined);
    transitions = new Transitions(tx, sql, audit, outbox);
    await database.dataSource.query(
      'CREATE TABLE paper (id uuid PRIMARY KEY, state text NOT NULL, decided_by uuid, reason text)',
    );
  });

  afterAll(async () => {
    await database?.drop();
  });

  beforeEach(async () => {
    id = newId();
    subjectId = newId();
    await database.dataSource.query(`INSERT INTO paper (id, state) VALUES ($1, 'waits')`, [id]);
  });

  const apply = (parts: Partial<TransitionRequest<State, Action, 'unit_head'>> = {}) =>
    tx.run(() =>
      transitions.apply({
        machine: STEP,
        table: 'paper',
        id,
        from: 'waits',
        action: 'agree',
        actor,
        subject: { type: 'act', id: subjectId },
        ...parts,
      }),
    );

  const paper = async () => (await database.dataSource.query('SELECT * FROM paper WHERE id = $1', [id]))[0];
  const entries = async () =>
    database.dataSource.query<{ action: string; content: string }[]>(
      'SELECT action, content FROM kernel.audit_entry WHERE subject_id = $1 ORDER BY seq',
      [subjectId],
    );
  const events = async () =>
    database.dataSource.query<{ topic: string; payload: object }[]>(
      `SELECT topic, payload FROM kernel.outbox WHERE payload->>'id' = $1`,
      [id],
    );

  test('with its columns, its entry in the record and its event', async () => {
    const set = { decided_by: actor.employeeId, reason: "it's «fine»; --" };
    expect(await apply({ set, data: { versionNumber: 1 } })).toBe('agreed');
    expect(await paper()).toEqual({ id, state: 'agreed', ...set });
    const [entry] = await entries();
    expect(entry?.action).toBe('paper.agree');
    expect(JSON.parse(entry?.content ?? '')).toMatchObject({
      employeeId: actor.employeeId,
      bodyId: actor.body.id,
      subjectId,
      data: { id, from: 'waits', to: 'agreed', versionNumber: 1 },
    });
    expect(await events()).toEqual([{ topic: 'paper.agree', payload: { id, subjectId } }]);
  });

  test('once, of two who act at the same moment: the other is told', async () => {
    const outcomes = await Promise.allSettled([
      apply(),
      apply({ action: 'return' }),
      apply(),
      apply({ action: 'return' }),
    ]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toHaveLength(3);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: 'CONFLICT', params: { machine: 'paper', state: 'waits' } });
    }
    expect(await entries()).toHaveLength(1);
    expect((await paper()).state).toMatch(/^(agreed|returned)$/);
  });

  test('never by an action that its table does not have there', async () => {
    await apply();
    await expect(apply({ from: 'agreed', action: 'return' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await paper()).state).toBe('agreed');
  });

  test('not where it is gone', async () => {
    await expect(apply({ id: newId() })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await entries()).toEqual([]);
  });

  test('not when what follows in the same transaction fails', async () => {
    const failing = tx.run(async () => {
      await apply();
      throw new Error('the letter could not be written');
    });
    await expect(failing).rejects.toThrow('the letter could not be written');
    expect((await paper()).state).toBe('waits');
    expect(await entries()).toEqual([]);
    expect(await events()).toEqual([]);
  });
});
