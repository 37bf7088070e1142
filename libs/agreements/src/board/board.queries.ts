import { Injectable } from '@nestjs/common';
import {
  BOARD_SIDES,
  type Board,
  type BoardFigures,
  type BoardSide,
  type BoardSideView,
  type BodyRef,
  type LocalizedText,
} from '#contracts';
import { type Actor, AppError, Clock, oversightOf, Sql } from '#kernel';
import { readsWith } from '../acts/draft-acts.policy.js';
import { FACTS, type FactPlaces, type FactReach, NAMES_OF_GROUP } from './board-facts.js';
import { type BoardPeriod, boardPeriod } from './board-period.js';

const PLACES: FactPlaces = {
  reader: '$1',
  body: '$2',
  now: '$3',
  from: '$4',
  until: '$5',
  units: '$6',
};

/** Numbers each day by the working days up to it: the difference of two is how many there are between them. */
const CALENDAR = `
  SELECT plain.day, sum(CASE WHEN coalesce(known.kind = 'working_day', extract(isodow FROM plain.day) < 6)
    THEN 1 ELSE 0 END) OVER (ORDER BY plain.day) AS number
  FROM (SELECT generate_series(min(began), max(ended), interval '1 day')::date AS day FROM fact) plain
  LEFT JOIN kernel.calendar_day known ON known.day = plain.day`;

/** An act counts once in each figure, however many rows it has; in a total also where two units had its versions. */
const figuresSql = (reach: FactReach, units: { id: string; whole: string; groups: string }) => `
  WITH fact AS MATERIALIZED (${BOARD_SIDES.map(
    (side) => `SELECT '${side}' AS side, facts.* FROM (${FACTS[side](PLACES, reach)}) facts`,
  ).join(' UNION ALL ')}),
  calendar AS MATERIALIZED (${CALENDAR}),
  counted AS (
    SELECT side, body_id, ${units.id} AS unit_id, ${units.whole} AS whole, act_id,
      bool_or(in_work) AS in_work, bool_or(late) AS late, bool_or(settled) AS settled,
      bool_or(with_remarks) AS with_remarks, bool_or(refused) AS refused, count(fact.ended) AS answers,
      sum(ended.number - began.number) AS days, max(versions) AS versions
    FROM fact LEFT JOIN calendar began ON began.day = fact.began LEFT JOIN calendar ended ON ended.day = fact.ended
    GROUP BY ${units.groups}),
  groups AS (
    SELECT side, body_id, whole, unit_id, any_value(act_id) AS act_id, count(*) FILTER (WHERE in_work) AS in_work,
      count(*) FILTER (WHERE late) AS late, count(*) FILTER (WHERE settled) AS settled,
      count(*) FILTER (WHERE with_remarks) AS with_remarks, count(*) FILTER (WHERE refused) AS refused,
      sum(answers) AS answers, round(sum(days) / nullif(sum(answers), 0), 1) AS "averageDays",
      round(avg(versions) FILTER (WHERE settled), 1) AS versions
    FROM counted GROUP BY side, body_id, whole, unit_id)
  SELECT side, whole, names.body, unit_id AS "unitId", names.unit AS "unitName",
    json_build_object('in_work', in_work, 'late', late, 'settled', settled, 'with_remarks', with_remarks,
      'refused', refused, 'answers', answers, 'averageDays', "averageDays", 'versions', versions) AS figures
  FROM groups AS "group" CROSS JOIN LATERAL (${NAMES_OF_GROUP}) names
  ORDER BY in_work DESC, answers DESC, body_id, unit_id`;

const OWN = figuresSql('listed', {
  id: 'unit_id',
  whole: 'grouping(unit_id) = 1',
  groups: 'GROUPING SETS ((side, body_id, act_id), (side, body_id, unit_id, act_id))',
});
const ALL_BODIES = figuresSql('all', { id: 'NULL::uuid', whole: 'true', groups: 'side, body_id, act_id' });

interface FiguresRow {
  side: BoardSide;
  whole: boolean;
  body: BodyRef;
  unitId: string | null;
  unitName: LocalizedText | null;
  figures: BoardFigures;
}

const NOTHING: BoardFigures = {
  in_work: 0,
  late: 0,
  settled: 0,
  with_remarks: 0,
  refused: 0,
  answers: 0,
  averageDays: null,
  versions: null,
};

/** The figures of the board, straight to the shape of the contract. */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * What the actor oversees: his body or his units by units, and for the officer of the authorised body each body.
   * @param period of the contract; the usual one where undefined
   * @throws AppError FORBIDDEN for whoever oversees nothing
   */
  async of(actor: Actor, period: string | undefined): Promise<Board> {
    const oversight = oversightOf(actor, 'agreements');
    if (!oversight) throw new AppError('FORBIDDEN');
    const asked = boardPeriod(period, this.clock.now());
    const { body, unitIds, allBodies } = oversight;
    return {
      period: asked.text,
      own: body || unitIds.length > 0 ? await this.own(actor, asked, body ? null : unitIds) : null,
      bodies: allBodies ? await this.bodies(actor, asked) : null,
    };
  }

  private async own(
    actor: Actor,
    period: BoardPeriod,
    units: readonly string[] | null,
  ): Promise<Board['own']> {
    const { id, name, shortName } = actor.body;
    const rows = await this.ask(OWN, actor, period, id, units);
    const side = (of: BoardSide): BoardSideView => {
      const ofSide = rows.filter((row) => row.side === of);
      return {
        total: ofSide.find(({ whole }) => whole)?.figures ?? NOTHING,
        units: ofSide
          .filter(({ whole }) => !whole)
          .map(({ unitId, unitName, figures }) => ({
            unit: unitId && unitName ? { id: unitId, name: unitName } : null,
            figures,
          })),
      };
    };
    return {
      body: { id, name, shortName },
      whole: units === null,
      developed: side('developed'),
      reviewed: side('reviewed'),
    };
  }

  private async bodies(actor: Actor, period: BoardPeriod): Promise<NonNullable<Board['bodies']>> {
    const bodies = new Map<string, NonNullable<Board['bodies']>[number]>();
    for (const { body, side, figures } of await this.ask(ALL_BODIES, actor, period, null, null)) {
      const known = bodies.get(body.id) ?? { body, developed: NOTHING, reviewed: NOTHING };
      bodies.set(body.id, { ...known, [side]: figures });
    }
    return [...bodies.values()];
  }

  private ask(
    text: string,
    actor: Actor,
    { from, until }: BoardPeriod,
    body: string | null,
    units: readonly string[] | null,
  ): Promise<FiguresRow[]> {
    return this.sql.rowsPlannedAnew<FiguresRow>(text, [
      readsWith(actor),
      body,
      this.clock.now(),
      from,
      until,
      units,
    ]);
  }
}
