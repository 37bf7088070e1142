import { Injectable } from '@nestjs/common';
import { placesOf, type RemarkExportQuery, type RemarkThread } from '#contracts';
import type { Actor } from '#kernel';
import { markedNumber } from '../../acts/numbers.js';
import { MARK_WORDS } from '../../official-use/mark-words.js';
import { Readings } from '../../official-use/readings.js';
import { RemarkPlaces } from '../remark-places.js';
import { RemarkRegisterQueries } from '../remark-register.js';
import { remarkTable } from './remark-table.js';
import { writeRemarksDocx, writeRemarksXlsx } from './write-table.js';

/** The register of remarks as a table to take away (775:17, 21). */
@Injectable()
export class RemarkExport {
  constructor(
    private readonly register: RemarkRegisterQueries,
    private readonly places: RemarkPlaces,
    private readonly readings: Readings,
  ) {}

  /** What bodies have placed, narrowed as asked; of a marked act it is recorded who took it (775:3). @throws AppError NOT_FOUND */
  async file(
    actor: Actor,
    actId: string,
    query: RemarkExportQuery,
  ): Promise<{ name: string; bytes: Buffer }> {
    const { act, register } = await this.register.withAct(actor, actId);
    const language = query.language ?? act.language;
    const number = markedNumber(act.number, act.ordinal);
    const at = await this.atPlace(actor, actId, register.items, query.place);
    const table = remarkTable(
      register.items.filter((thread) => isAsked(thread, query) && at(thread)),
      { language, versionName: (ordinal) => markedNumber(act.number, ordinal) ?? '' },
    );
    const head = {
      subject: number === null ? act.title : `${act.title} (№ ${number})`,
      mark: act.officialUse ? MARK_WORDS[language] : null,
    };
    const bytes =
      query.format === 'xlsx' ? await writeRemarksXlsx(table, head) : await writeRemarksDocx(table, head);
    if (act.officialUse)
      await this.readings.record(actor, { id: actId, ordinal: act.ordinal }, 'remarks', null);
    return {
      name: `${table.title} ${number?.replaceAll('/', '-') ?? ''}`.trim().concat(`.${query.format}`),
      bytes,
    };
  }

  /** Whether a remark is at the place that is asked for, the place of another remark. */
  private async atPlace(
    actor: Actor,
    actId: string,
    items: readonly RemarkThread[],
    asked: string | undefined,
  ): Promise<(remark: RemarkThread) => boolean> {
    if (asked === undefined) return () => true;
    const places = placesOf(items, await this.places.of(actor, actId));
    const place = places.get(asked);
    return ({ id }) => place !== undefined && places.get(id) === place;
  }
}

function isAsked({ level, state, body, kind, version }: RemarkThread, query: RemarkExportQuery): boolean {
  return (
    level === 'body' &&
    state !== 'stated' &&
    (query.body === undefined || body.id === query.body) &&
    (query.kind === undefined || kind === query.kind) &&
    (query.state === undefined || state === query.state) &&
    (query.version === undefined || version === query.version)
  );
}
