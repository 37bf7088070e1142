import { Injectable } from '@nestjs/common';
import { narrowedRemarks, placesOf, type RemarkExportQuery, type RemarkThread } from '#contracts';
import type { Actor } from '#kernel';
import { PlainTables } from '#texts';
import { markedNumber } from '../../acts/numbers.js';
import { MARK_WORDS } from '../../official-use/mark-words.js';
import { Readings } from '../../official-use/readings.js';
import { RemarkPlaces } from '../remark-places.js';
import { RemarkRegisterQueries } from '../remark-register.js';
import { remarkTable } from './remark-table.js';
import { docxOfRemarks, writeRemarksXlsx } from './write-table.js';

/** The register of remarks as a table to take away (775:17, 21). */
@Injectable()
export class RemarkExport {
  constructor(
    private readonly register: RemarkRegisterQueries,
    private readonly places: RemarkPlaces,
    private readonly readings: Readings,
    private readonly documents: PlainTables,
  ) {}

  /** What bodies have placed, narrowed as asked; of a marked act it is recorded who took it (775:3). @throws AppError NOT_FOUND, UNAVAILABLE */
  async file(
    actor: Actor,
    actId: string,
    query: RemarkExportQuery,
  ): Promise<{ name: string; bytes: Buffer }> {
    const { act, register } = await this.register.withAct(actor, actId);
    const language = query.language ?? act.language;
    const number = markedNumber(act.number, act.ordinal);
    const table = remarkTable(await this.asked(actor, actId, register.items, query), {
      language,
      versionName: (ordinal) => markedNumber(act.number, ordinal) ?? '',
    });
    const head = {
      subject: number === null ? act.title : `${act.title} (№ ${number})`,
      mark: act.officialUse ? MARK_WORDS[language] : null,
    };
    const bytes =
      query.format === 'xlsx'
        ? await writeRemarksXlsx(table, head)
        : Buffer.from(await this.documents.docx(actor.accountId, docxOfRemarks(table, head)));
    if (act.officialUse)
      await this.readings.record(actor, { id: actId, ordinal: act.ordinal }, 'remarks', null);
    return {
      name: `${table.title} ${number?.replaceAll('/', '-') ?? ''}`.trim().concat(`.${query.format}`),
      bytes,
    };
  }

  /** What bodies have placed, narrowed as the screen narrows it. */
  private async asked(
    actor: Actor,
    actId: string,
    items: readonly RemarkThread[],
    query: RemarkExportQuery,
  ): Promise<RemarkThread[]> {
    const followed = query.place === undefined ? [] : await this.places.of(actor, actId);
    const shown = narrowedRemarks(items, query, placesOf(items, followed));
    return shown.filter(({ level, state }) => level === 'body' && state !== 'stated');
  }
}
