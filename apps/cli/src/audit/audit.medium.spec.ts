import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kernelPersistence } from '#kernel';
import { createTestDatabase, type TestDatabase } from '#testing';
import { withClient } from '../bench/instance.js';
import { makeRecord } from '../bench/record-maker.js';
import { runAudit } from './audit.js';

describe('./portal audit', () => {
  let database: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence]);
    dataDir = await mkdtemp(join(tmpdir(), 'kelisim-audit-'));
    const file = join(dataDir, 'audit-anchors.txt');
    await withClient(database.url, (client) => makeRecord(client, database.url, 50, file));
  });

  afterAll(async () => {
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** What the command wrote, and its exit status. */
  async function run(args: string[], env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }) {
    const written = { out: '', errors: '' };
    const into = (name: keyof typeof written) => ({
      write: (text: string) => {
        written[name] += text;
      },
    });
    const context = { root: '', dataDir, env, args };
    return { status: await runAudit(context, into('out'), into('errors')), ...written };
  }

  test('tells a record that is whole, by words and by exit status 0', async () => {
    const { status, out, errors } = await run(['verify']);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(out).toContain('The record is whole.\nChecked: 50 entries, 10 documents, 5 anchors;');
    expect(out).toContain(join(dataDir, 'audit-anchors.txt'));
  });

  test('tells the same as one line of JSON', async () => {
    const { status, out } = await run(['verify', '--json']);
    expect(status).toBe(0);
    expect(out.trimEnd()).not.toContain('\n');
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'WHOLE',
      entries: 50,
      documents: 10,
      anchors: 5,
      lastAnchor: { number: 5, at: '2026-01-05T09:00:00.000Z', hash: expect.stringMatching(/^[\da-f]{64}$/) },
    });
  });

  test('names the first broken place, and exits with 1', async () => {
    const [entry] = await database.dataSource.query(
      'SELECT subject_id AS id, content FROM kernel.audit_entry WHERE seq = 4 ORDER BY subject_id LIMIT 1',
    );
    const set = (content: string) =>
      database.dataSource.query(
        'UPDATE kernel.audit_entry SET content = $2 WHERE (subject_id, seq) = ($1, 4)',
        [entry.id, content],
      );
    await set(entry.content.replace('agreed', 'refused'));
    const plain = await run(['verify']);
    const json = await run(['verify', '--json']);
    await set(entry.content);
    expect(plain.status).toBe(1);
    expect(plain.out).toContain(
      `The record is BROKEN at document ${entry.id}, entry 4: the entry is not what was`,
    );
    expect(json.status).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      verdict: 'BROKEN',
      entries: 3,
      fault: { fault: 'changed', subjectId: entry.id, seq: 4 },
    });
  });

  test('compares with the file that AUDIT_ANCHORS names', async () => {
    const AUDIT_ANCHORS = join(dataDir, 'other.txt');
    await writeFile(AUDIT_ANCHORS, 'something else\n');
    const { status, out } = await run(['verify'], { DATABASE_URL: database.url, AUDIT_ANCHORS });
    expect(status).toBe(1);
    expect(out).toContain('anchor 1: the file and the database do not agree');
  });

  test.each([[[]], [['check']], [['verify', '--quick']], [['verify', 'all']]])(
    '%j is wrong usage: 64, and how it is called',
    async (args) => {
      const { status, out, errors } = await run(args);
      expect({ status, out }).toEqual({ status: 64, out: '' });
      expect(errors).toContain('Usage: portal audit verify [--json]');
    },
  );

  describe('says in one sentence, with exit status 2,', () => {
    const sentence = expect.stringMatching(/^[^\n]+\.\n$/);

    test('that there is no database', async () => {
      const { status, out, errors } = await run(['verify'], {});
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(errors).toEqual(sentence);
      expect(errors).toContain('There is no database in');
    });

    test('that it does not answer', async () => {
      const { status, errors } = await run(['verify'], {
        DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/portal',
      });
      expect({ status, errors }).toEqual({ status: 2, errors: sentence });
      expect(errors).toContain('cannot be reached');
      expect(errors).not.toContain('secret');
    });

    test('that it is not at the version of the code', async () => {
      const url = new URL(database.url);
      url.pathname = '/postgres';
      const { status, errors } = await run(['verify'], { DATABASE_URL: url.href });
      expect({ status, errors }).toEqual({ status: 2, errors: sentence });
      expect(errors).toContain('./portal migrate');
    });

    test('that the file of anchors cannot be read', async () => {
      const env = { DATABASE_URL: database.url, AUDIT_ANCHORS: dataDir };
      const { status, errors } = await run(['verify'], env);
      expect({ status, errors }).toEqual({ status: 2, errors: sentence });
    });
  });
});
