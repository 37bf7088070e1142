import type { ClientBase } from 'pg';

/** Rows that are fetched at a time; two such pages of a query are in memory. */
const PAGE = 2_000;

/** One state of the database, to be read wholly while others go on writing. */
export class Snapshot {
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(private readonly client: ClientBase) {}

  /** Runs `work` on the state of this moment. @param client a connection without an open transaction */
  static async read<T>(client: ClientBase, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const snapshot = new Snapshot(client);
    await snapshot.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      // All rows will be read: a plan that is quick with the first ones alone would read them in a random order.
      await snapshot.query('SET LOCAL cursor_tuple_fraction = 1');
      return await work(snapshot);
    } finally {
      await snapshot.query('ROLLBACK');
    }
  }

  /** Rows of a statement, after those that were asked for before: a connection answers one at a time. */
  query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const answer = this.turn.then(async () => (await this.client.query<Row>(text, [...values])).rows);
    // Whoever asked is told of a failure; whoever stopped at a fault did not wait for it.
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  /**
   * The rows of a query one after the other, in memory that does not grow with them.
   * @param name of the cursor, constant in the code and used once in a snapshot
   * @param query constant in the code too; what varies goes through `values`
   */
  async ordered<Row extends object>(
    name: string,
    query: string,
    values: readonly unknown[] = [],
  ): Promise<OrderedRows<Row>> {
    await this.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values);
    const rows = new OrderedRows<Row>(() => this.query<Row>(`FETCH FORWARD ${PAGE} FROM ${name}`));
    await rows.next();
    return rows;
  }
}

/** Rows of a cursor. While a page is being worked on, the next is on its way. */
export class OrderedRows<Row extends object> {
  private page: readonly Row[] = [];
  private place = 0;
  private coming: Promise<readonly Row[]>;

  constructor(private readonly fetch: () => Promise<readonly Row[]>) {
    this.coming = fetch();
  }

  /** The row at hand; undefined behind the last. */
  get current(): Row | undefined {
    return this.page[this.place];
  }

  /** Goes to the next row. What it returns has to be awaited only where there is something: a page is being waited for. */
  next(): Promise<void> | undefined {
    this.place += 1;
    return this.place < this.page.length ? undefined : this.turnPage();
  }

  private async turnPage(): Promise<void> {
    this.page = await this.coming;
    this.place = 0;
    if (this.page.length === 0) return;
    this.coming = this.fetch();
    this.coming.catch(() => undefined);
  }
}
