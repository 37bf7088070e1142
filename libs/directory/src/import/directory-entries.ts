import { Injectable } from '@nestjs/common';
import type { BodyKind, ImportKind, LocalizedText, UnitKind } from '#contracts';
import { Clock, Sql } from '#kernel';
import { FULL_NAME } from '../bodies/names.js';
import { DirectoryWriter } from '../directory-writer.js';
import { heldAt } from '../posts/held-posts.js';
import { keyColumnOf } from './columns.js';
import type { Entry, Known } from './import-plan.js';

/** The deputies of the head of the body $1 at the instant $2, each once. */
const DEPUTIES = `
  SELECT DISTINCT employee.id, ${FULL_NAME} AS name
  FROM directory.employee JOIN directory.post_holding held ON held.employee_id = employee.id
  WHERE held.body_id = $1 AND held.kind = 'deputy_head' AND ${heldAt('$2')}`;

/** The directory as the columns of an import have it. */
const ENTRIES: Readonly<Record<ImportKind, string>> = {
  people: `
    SELECT iin, surname, given_name AS "givenName", patronymic, unit.name->>'kk' AS unit, held.post->>'kk' AS "postKk",
      held.post->>'ru' AS "postRu", held.post->>'en' AS "postEn", held.kind AS "postKind", work_phone AS "workPhone",
      office, email
    FROM directory.employee
    JOIN directory.post_holding held ON held.employee_id = employee.id AND held.main AND ${heldAt('$2')}
    JOIN directory.unit ON unit.id = held.unit_id
    WHERE employee.body_id = $1
    ORDER BY unit.name->>'kk' COLLATE "kk-x-icu", surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", iin`,
  units: `
    SELECT unit.name->>'kk' AS "nameKk", unit.name->>'ru' AS "nameRu", unit.name->>'en' AS "nameEn",
      unit.kind AS "unitKind", coalesce(parent.name->>'kk', '') AS parent,
      coalesce((SELECT name FROM (${DEPUTIES}) deputy WHERE deputy.id = unit.overseer_id), '') AS overseer
    FROM directory.unit LEFT JOIN directory.unit parent ON parent.id = unit.parent_id
    WHERE unit.body_id = $1 AND unit.closed_at IS NULL
    ORDER BY unit.name->>'kk' COLLATE "kk-x-icu", unit.id`,
  bodies: `
    SELECT body.bin, body.name->>'kk' AS "nameKk", body.name->>'ru' AS "nameRu", body.name->>'en' AS "nameEn",
      body.short_name->>'kk' AS "shortKk", body.short_name->>'ru' AS "shortRu", body.short_name->>'en' AS "shortEn",
      body.kind AS "bodyKind", coalesce(parent.bin, '') AS "parentBin"
    FROM directory.state_body body LEFT JOIN directory.state_body parent ON parent.id = body.parent_id
    WHERE $1::uuid IS NULL AND $2::timestamptz IS NOT NULL ORDER BY body.name->>'kk' COLLATE "kk-x-icu", body.bin`,
};

const LOCKS: Readonly<Record<ImportKind, string>> = {
  people: 'SELECT id FROM directory.employee WHERE body_id = $1 ORDER BY id FOR UPDATE',
  units: 'SELECT id FROM directory.unit WHERE body_id = $1 ORDER BY id FOR UPDATE',
  bodies: 'SELECT id FROM directory.state_body WHERE $1::uuid IS NULL ORDER BY id FOR UPDATE',
};

/** Reads entries of the directory as imports and exports have them; enters units and bodies. */
@Injectable()
export class DirectoryEntries {
  constructor(
    private readonly sql: Sql,
    private readonly writer: DirectoryWriter,
    private readonly clock: Clock,
  ) {}

  /** @param bodyId null for bodies themselves */
  list(kind: ImportKind, bodyId: string | null): Promise<Entry[]> {
    return this.sql.rows<Entry>(ENTRIES[kind], [bodyId, this.clock.now()]);
  }

  /**
   * What an import is compared with.
   * @param keys that its rows have, of twelve figures where they are numbers
   * @param accountId of whoever brings it
   */
  async known(
    kind: ImportKind,
    bodyId: string | null,
    keys: readonly string[],
    accountId: string,
  ): Promise<Known> {
    const keyColumn = keyColumnOf(kind);
    const entries = new Map((await this.list(kind, bodyId)).map((entry) => [entry[keyColumn] ?? '', entry]));
    const own = await this.keysOfOwn(kind, bodyId, accountId);
    const nothing = {
      elsewhere: new Set<string>(),
      units: new Map<string, string>(),
      deputies: new Set<string>(),
    };
    if (kind === 'bodies') return { entries, own, ...nothing };
    if (kind === 'units') return { entries, own, ...nothing, deputies: await this.deputiesOf(bodyId) };
    const [elsewhere, units] = await Promise.all([
      this.sql.rows<{ iin: string }>(
        'SELECT iin FROM directory.employee WHERE body_id <> $1 AND iin = ANY($2) ORDER BY iin',
        [bodyId, keys],
      ),
      this.sql.rows<{ name: LocalizedText }>(
        'SELECT name FROM directory.unit WHERE body_id = $1 AND closed_at IS NULL ORDER BY id',
        [bodyId],
      ),
    ]);
    return {
      entries,
      own,
      elsewhere: new Set(elsewhere.map(({ iin }) => iin)),
      units: unitsByName(units.map(({ name }) => name)),
      deputies: new Set(),
    };
  }

  private async keysOfOwn(
    kind: ImportKind,
    bodyId: string | null,
    accountId: string,
  ): Promise<ReadonlySet<string>> {
    if (kind === 'bodies') return new Set();
    const key = kind === 'people' ? 'employee.iin' : "unit.name->>'kk'";
    const rows = await this.sql.rows<{ key: string }>(
      `SELECT DISTINCT ${key} AS key FROM directory.account
       JOIN directory.employee ON employee.id = account.employee_id
       JOIN directory.post_holding held ON held.employee_id = employee.id AND ${heldAt('$2')}
       JOIN directory.unit ON unit.id = held.unit_id
       WHERE account.id = $1 AND employee.body_id = $3`,
      [accountId, this.clock.now(), bodyId],
    );
    return new Set(rows.map((row) => row.key));
  }

  /** By name; of two of the same name neither is meant. */
  private async deputiesOf(bodyId: string | null): Promise<Set<string>> {
    const rows = await this.sql.rows<{ name: string }>(
      `SELECT name FROM (${DEPUTIES}) deputy GROUP BY name HAVING count(*) = 1`,
      [bodyId, this.clock.now()],
    );
    return new Set(rows.map(({ name }) => name));
  }

  /** Tells whether what an import is compared with changed between two looks; hex. The database works it out. */
  async basis(kind: ImportKind, bodyId: string | null, keys: readonly string[]): Promise<string> {
    const row = await this.sql.row<{ basis: string }>(
      `SELECT encode(sha256(convert_to(concat_ws(E'\\f',
         (SELECT string_agg(entry::text, E'\\n' ORDER BY entry::text COLLATE "C") FROM (${ENTRIES[kind]}) entry),
         (SELECT string_agg(iin, ',' ORDER BY iin) FROM directory.employee WHERE body_id <> $1 AND iin = ANY($3::text[])),
         (SELECT string_agg(id || name, ',' ORDER BY id) FROM (${DEPUTIES}) deputy),
         (SELECT string_agg(id || name::text, ',' ORDER BY id) FROM directory.unit
          WHERE body_id = $1 AND closed_at IS NULL)), 'UTF8')), 'hex') AS basis`,
      [bodyId, this.clock.now(), keys],
    );
    return row?.basis ?? '';
  }

  /** Nobody changes these entries until the open transaction ends; one import goes after the other. */
  async lock(kind: ImportKind, bodyId: string | null): Promise<void> {
    await this.sql.execute(`SELECT pg_advisory_xact_lock(hashtext('directory.import'))`);
    await this.sql.execute(LOCKS[kind], [bodyId]);
  }

  /** How units or bodies are entered one after the other; each call returns the id. */
  entering(kind: 'units' | 'bodies', bodyId: string | null): (entry: Entry) => Promise<string> {
    if (kind === 'bodies') return (entry) => this.enterBody(entry);
    const ofBody = bodyId ?? '';
    return async (entry) => {
      const id = await this.writer.putUnit({
        bodyId: ofBody,
        parentId: entry.parent ? await this.idOfUnit(ofBody, entry.parent) : null,
        kind: entry.unitKind as UnitKind,
        name: textOf(entry.nameKk, entry.nameRu, entry.nameEn),
      });
      await this.writer.putOverseer(
        id,
        entry.overseer ? await this.idOfDeputy(ofBody, entry.overseer) : null,
      );
      return id;
    };
  }

  /** Whose posts, units or bodies these entries are. @returns ids of employees */
  async peopleOf(kind: ImportKind, bodyId: string | null, keys: readonly string[]): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT employee.id FROM directory.employee JOIN directory.state_body body ON body.id = employee.body_id
       WHERE CASE $1 WHEN 'people' THEN iin = ANY($3) WHEN 'units' THEN body.id = $2 ELSE bin = ANY($3) END`,
      [kind, bodyId, keys],
    );
    return rows.map(({ id }) => id);
  }

  private async enterBody(entry: Entry): Promise<string> {
    const parent = entry.parentBin
      ? await this.sql.row<{ id: string }>('SELECT id FROM directory.state_body WHERE bin = $1', [
          entry.parentBin,
        ])
      : undefined;
    return this.writer.putBody({
      parentId: parent?.id ?? null,
      kind: entry.bodyKind as BodyKind,
      name: textOf(entry.nameKk, entry.nameRu, entry.nameEn),
      shortName: textOf(entry.shortKk, entry.shortRu, entry.shortEn),
      bin: entry.bin ?? '',
    });
  }

  private async idOfDeputy(bodyId: string, name: string): Promise<string> {
    const row = await this.sql.row<{ id: string }>(`SELECT id FROM (${DEPUTIES}) deputy WHERE name = $3`, [
      bodyId,
      this.clock.now(),
      name,
    ]);
    if (!row) throw new Error('A deputy head who was there when the rows were checked is gone.');
    return row.id;
  }

  private async idOfUnit(bodyId: string, name: string): Promise<string> {
    const row = await this.sql.row<{ id: string }>(
      `SELECT id FROM directory.unit WHERE body_id = $1 AND name->>'kk' = $2 AND closed_at IS NULL`,
      [bodyId, name],
    );
    if (!row) throw new Error('A unit that was there when the rows were checked is gone.');
    return row.id;
  }
}

/** @returns the Kazakh name by itself, and by each name in another language that means one unit alone */
function unitsByName(names: readonly LocalizedText[]): Map<string, string> {
  const other = names.flatMap(({ kk, ru, en }) => [...new Set([ru, en])].map((name) => [name, kk] as const));
  const times = Map.groupBy(other, ([name]) => name);
  const clear = other.filter(([name]) => times.get(name)?.length === 1);
  return new Map([...clear, ...names.map(({ kk }) => [kk, kk] as const)]);
}

const textOf = (kk = '', ru = '', en = ''): LocalizedText => ({ kk, ru, en });
