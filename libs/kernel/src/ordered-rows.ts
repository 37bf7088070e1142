import type { ClientBase } from 'pg';

/** Rows that are fetched at a time; two such pages are in memory. */
const PAGE = 2_000;

/**
 * The rows of a query one after the other, in memory that does not grow with them: a cursor of the open transaction.
 * While a page is being worked on, the next is on its way.
 */
export class OrderedRows<Row extends object> {
  private page: readonly Row[] = [];
  private place = 0;
  private coming: Promise<readonly Row[]>;

  private constructor(
    private readonly client: ClientBase,
    private readonly name: string,
  ) {
    this.coming = this.fetch();
  }

  /**
   * @param name of the cursor, constant in the code and used once in a transaction
   * @param query constant in the code too; what varies goes through `values`
   */
  static async open<Row extends object>(
    client: ClientBase,
    name: string,
    query: string,
    values: readonly unknown[] = [],
  ): Promise<OrderedRows<Row>> {
    await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, [...values]);
    const rows = new OrderedRows<Row>(client, name);
    await rows.turn();
    return rows;
  }

  /** The row at hand; undefined behind the last. */
  get current(): Row | undefined {
    return this.page[this.place];
  }

  /** Goes to the next row. What it returns has to be awaited only where there is something: a page is being waited for. */
  next(): Promise<void> | undefined {
    this.place += 1;
    return this.place < this.page.length ? undefined : this.turn();
  }

  private async turn(): Promise<void> {
    this.page = await this.coming;
    this.place = 0;
    if (this.page.length > 0) this.coming = this.fetch();
  }

  private fetch(): Promise<readonly Row[]> {
    const coming = this.client
      .query<Row>(`FETCH FORWARD ${PAGE} FROM ${this.name}`)
      .then(({ rows }) => rows as readonly Row[]);
    // Whoever stops at a fault does not wait for it; whoever goes on is told all the same.
    coming.catch(() => undefined);
    return coming;
  }
}
