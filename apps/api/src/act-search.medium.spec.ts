import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { actList } from '#contracts';
import { poolOf } from '#kernel';
import { Act, AUTHOR } from './testing/act.fixture.js';
import { expectStatus, type Person, Portal, parsed } from './testing/portal.fixture.js';

/** Acts of the same developer that are there besides. */
const OTHERS = 4_000;

describe('a search in the list of acts', () => {
  let portal: Portal;
  let author: Person;
  let officer: Person;
  let act: Act;
  let taken: PoolClient;
  let connection: PoolClient;

  beforeAll(async () => {
    // Of two connections the portal is left one, so that what it asks is seen.
    portal = await Portal.start(undefined, { DATABASE_POOL: '2' });
    author = await portal.as(AUTHOR);
    act = await Act.at(portal, 'registration', 'finance');
    officer = await portal.as((await act.step('registration', 'finance')).assignees[0] ?? AUTHOR);
    await portal.database.dataSource.query(
      `INSERT INTO agreements.draft_act (id, kind, created_at, updated_at, revision, developer_body_id, developer_body,
         initiator_id, initiator, scopes, ordinal, state, title, language, public_ordinal, public_state, public_title, number,
         number_year, number_seq)
       SELECT gen_random_uuid(), kind, created_at, updated_at - n * interval '1 minute', 1, developer_body_id,
         developer_body, initiator_id, initiator, scopes, 0, 'at_bodies', 'Қаулы туралы ' || translate(md5(n::text), '0123456789', 'абвгдежзик'), 'kk', 0, 'at_bodies',
         'Қаулы туралы ' || translate(md5(n::text), '0123456789', 'абвгдежзик'), 'КП-25-' || n, 2025, n
       FROM agreements.draft_act, generate_series(1, ${OTHERS}) n WHERE id = $1`,
      [act.id],
    );
    await portal.database.dataSource.query(
      'INSERT INTO agreements.number_counter SELECT kind, 2025, max(number_seq) FROM agreements.draft_act WHERE number_year = 2025 GROUP BY kind',
    );
    await portal.database.dataSource.query(
      `UPDATE agreements.draft_act SET title = 'Жаңа атауы: Өзен', public_title = 'Ескі атауы: Көл' WHERE id = $1`,
      [act.id],
    );
    await portal.database.dataSource.query('VACUUM ANALYZE agreements.draft_act');
    const pool = poolOf(portal.app.get(DataSource));
    taken = await pool.connect();
    connection = await pool.connect();
    connection.release();
  });

  afterAll(async () => {
    taken?.release();
    await portal?.close();
  });

  const found = async (reader: Person, words: string) => {
    const answer = await reader.get(`/api/agreements?q=${encodeURIComponent(words)}&limit=100`);
    return parsed(actList, expectStatus(answer, 200)).items.map(({ id, title, number }) =>
      id === act.id ? title : number,
    );
  };

  /** How PostgreSQL reads the acts for this search: by what finds them, then for the page. */
  async function nodesOf(words: string): Promise<{ finding: PlanNode[]; page: PlanNode[] }> {
    return nodesAskedBy(() => found(author, words));
  }

  async function nodesAskedBy(
    asking: () => Promise<unknown>,
  ): Promise<{ finding: PlanNode[]; page: PlanNode[] }> {
    const query = jest.spyOn(connection, 'query');
    await asking();
    const asked = query.mock.calls.map(([given]) => given as unknown as { text: string; values: unknown[] });
    query.mockRestore();
    return { finding: await readings(asked.at(0)), page: await readings(asked.at(-1)) };
  }

  async function readings(asked?: { text: string; values: unknown[] }): Promise<PlanNode[]> {
    const { rows } = await taken.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${asked?.text}`, asked?.values);
    return nodesBelow(rows[0]['QUERY PLAN'][0].Plan).filter(
      (node) => node['Relation Name'] === 'draft_act' && node['Actual Loops'] > 0,
    );
  }

  test('finds any part of a title, whatever the case of its letters', async () => {
    expect(await found(author, 'аУы: өЗе')).toEqual(['Жаңа атауы: Өзен']);
  });

  test('775:19 by a whole number finds that act alone, whichever version the number is of', async () => {
    const { number } = (await author.card(act.id)).version;
    expect(await found(author, `№ ${number?.toLowerCase()}/3`)).toEqual(['Жаңа атауы: Өзен']);
    expect(await found(author, `${number}0`)).toEqual([]);
    const stranger = await portal.as('outside.head');
    expect(await found(stranger, number ?? '')).toEqual([]);
  });

  test.each(['377', '25-377', '№ 377', '-377/2'])(
    'by %s finds the acts of that figure, not those that begin with it',
    async (piece) => {
      expect(await found(author, piece)).toEqual(['КП-25-377']);
      const stranger = await portal.as('outside.head');
      expect(await found(stranger, piece)).toEqual([]);
    },
  );

  test.each(['24-377', 'ПӨ-377', '3777777'])(
    'by %s finds no act of another year, kind or figure',
    async (piece) => {
      expect(await found(author, piece)).toEqual([]);
    },
  );

  test('by a figure that a title holds too finds both', async () => {
    await portal.database.dataSource.query(
      `UPDATE agreements.draft_act SET title = '2019 жылғы 3999 жоба', public_title = title WHERE number = 'КП-25-5'`,
    );
    expect(await found(author, '3999')).toEqual(['КП-25-5', 'КП-25-3999']);
  });

  test('knows no more of an act than its reader', async () => {
    expect(await found(officer, 'Өзен')).toEqual([]);
    expect(await found(officer, 'Көл')).toEqual(['Ескі атауы: Көл']);
    expect(await found(author, 'Көл')).toEqual([]);
    // Where one title ends and the next begins is no place to be found by.
    expect(await found(author, 'Өзен Ескі')).toEqual([]);
  });

  test.each(['%', '_', '\\', 'жоқтауышсөз', 'Өзен%'])('finds nothing by %s', async (words) => {
    expect(await found(author, words)).toEqual([]);
  });

  test('by a word of one title looks at no act in vain', async () => {
    const { finding, page } = await nodesOf('Өзен');
    const [titles, ...others] = finding;
    expect(titles?.['Node Type']).toBe('Bitmap Heap Scan');
    // What is found is read by its id.
    for (const node of [...others, ...page]) expect(node['Index Name']).toBe('PK_draft_act');
    for (const node of [...finding, ...page]) expect(node['Rows Removed by Filter'] ?? 0).toBeLessThan(5);
  });

  test('by a word of no title looks at no act, and asks for no page', async () => {
    // What is asked last is what finds.
    const { page } = await nodesOf('жоқтауышсөз');
    expect(page.map((node) => [node['Node Type'], node['Actual Rows']])).toEqual([['Bitmap Heap Scan', 0]]);
  });

  test('for a word that most titles have looks at the newest acts alone', async () => {
    const { page } = await nodesOf('туралы');
    expect(page).toEqual([
      expect.objectContaining({ 'Node Type': 'Index Scan', 'Index Name': 'draft_act_updated' }),
    ]);
    expect(page[0]?.['Actual Rows']).toBeLessThan(150);
  });

  test.each(['', '&archived=false', '&kind=government_resolution', '&state=at_bodies'])(
    'who reads few of many acts (%s) turns the pages of his own, and no other is looked at',
    async (filters) => {
      const outsider = await portal.as('outside.head');
      const own = ['КП-25-2', 'КП-25-2000', 'КП-25-3900'];
      await portal.database.dataSource.query(
        `UPDATE agreements.draft_act SET scopes = scopes || $1::uuid
         WHERE number = ANY($2) AND NOT scopes @> ARRAY[$1::uuid]`,
        [outsider.id, own],
      );
      const pages: (string | null)[][] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const path = `/api/agreements?limit=2${filters}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const { page } = await nodesAskedBy(async () => {
          const list = parsed(actList, expectStatus(await outsider.get(path), 200));
          pages.push(list.items.map(({ number }) => number));
          cursor = list.nextCursor;
        });
        expect(page.map((node) => [node['Node Type'], node['Actual Rows']])).toEqual([
          ['Bitmap Heap Scan', own.length],
        ]);
      }
      expect(pages).toEqual([own.slice(0, 2), own.slice(2)]);
    },
  );

  test('who reads every act of a state looks at no more of them than his page holds', async () => {
    const { page } = await nodesAskedBy(() => author.get('/api/agreements?state=at_bodies&limit=10'));
    expect(page.map((node) => [node['Actual Rows'], node['Rows Removed by Filter'] ?? 0])).toEqual([
      [11, 0],
      [0, 0],
    ]);
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

function nodesBelow(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesBelow)];
}
