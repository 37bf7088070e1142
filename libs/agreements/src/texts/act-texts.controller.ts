import { Body, Controller, Get, Header, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import {
  type ActTexts,
  actTexts,
  type ChangeReasons as ChangeReasonList,
  changeReasons,
  type ExplainBody,
  explainBody,
  fileText,
  id,
  sidesOfAct,
  tableLanguage,
} from '#contracts';
import { type Actor, Allowed, AppError, CurrentActor, DOWNLOAD_POLICY, Rated, sendPieces } from '#kernel';
import { Comparisons, Texts } from '#texts';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { MARK_WORDS } from '../official-use/mark-words.js';
import { ActTextsQueries } from './act-texts.js';
import { ChangeReasons, type FilePair } from './change-reasons.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const TABLE_NAMES = { kk: 'Салыстырма кесте', ru: 'Сравнительная таблица' };

/** The texts of an act: read, compared, two languages side by side (775:19). */
@Controller('agreements')
@Allowed('signed-in')
export class ActTextsController {
  constructor(
    private readonly actTexts: ActTextsQueries,
    private readonly cards: DraftActsQueries,
    private readonly texts: Texts,
    private readonly comparisons: Comparisons,
    private readonly reasons: ChangeReasons,
  ) {}

  @Get(':id/texts')
  @ApiOkResponse({ standardSchema: actTexts })
  list(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<ActTexts> {
    return this.actTexts.of(actor, actId);
  }

  @Get(':id/texts/:fileId')
  @ApiOkResponse({ standardSchema: fileText })
  async text(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Res() response: Response,
  ): Promise<void> {
    const [opened] = await this.actTexts.open(actor, actId, [fileId], 'viewed');
    if (!opened) throw new AppError('NOT_FOUND');
    response.type('application/json').send(await this.texts.json(actor.accountId, opened.file));
  }

  @Get(':id/comparisons/:fileId/:newFileId')
  @ApiOkResponse({
    description: 'The newer file against the older one: lines of JSON (ComparisonLine), while they are made.',
  })
  async comparison(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Param('newFileId', { schema: id }) newFileId: string,
    @Res() response: Response,
  ): Promise<void> {
    const { old, fresh } = await this.pair(actor, actId, fileId, newFileId, 'viewed');
    const lines = this.comparisons.lines(actor.accountId, old, fresh);
    // Whatever is refused is refused before the first line: so it still has its status.
    const first = await lines.next();
    response.type('application/x-ndjson').setHeader('X-Accel-Buffering', 'no');
    await sendPieces(response, rejoined(first, lines));
  }

  @Get(':id/comparisons/:fileId/:newFileId/table/:language')
  @Rated('export')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({ description: 'The comparison table (number, element, was, is, reason), DOCX.' })
  async table(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Param('newFileId', { schema: id }) newFileId: string,
    @Param('language', { schema: tableLanguage }) language: z.infer<typeof tableLanguage>,
    @Res() response: Response,
  ): Promise<void> {
    const pair = await this.pair(actor, actId, fileId, newFileId, 'downloaded');
    const { title, officialUse, versions, version } = await this.cards.card(actor, actId, pair.ordinal);
    const numberOf = (ordinal: number) => versions.find((one) => one.ordinal === ordinal)?.number;
    const table = await this.comparisons.table(actor.accountId, pair.old, pair.fresh, {
      language,
      title,
      mark: officialUse ? MARK_WORDS[language] : null,
      versions: [
        numberOf(pair.oldOrdinal) ?? `/${pair.oldOrdinal}`,
        numberOf(pair.ordinal) ?? `/${pair.ordinal}`,
      ],
      reasons: await this.reasons.byKey(actId, pair),
    });
    const name = `${TABLE_NAMES[language]} ${version.number?.replaceAll('/', '-') ?? ''}`.trim();
    response.attachment(`${name}.docx`).type(DOCX).send(Buffer.from(table));
  }

  @Get(':id/comparisons/:fileId/:newFileId/reasons')
  @ApiOkResponse({ standardSchema: changeReasons })
  async whyChanged(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Param('newFileId', { schema: id }) newFileId: string,
  ): Promise<ChangeReasonList> {
    return { items: await this.reasons.of(actId, await this.pair(actor, actId, fileId, newFileId)) };
  }

  @Put(':id/comparisons/:fileId/:newFileId/reasons')
  @HttpCode(204)
  @ApiNoContentResponse()
  async explain(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Param('newFileId', { schema: id }) newFileId: string,
    @Body({ schema: explainBody }) body: ExplainBody,
  ): Promise<void> {
    await this.reasons.explain(actor, actId, await this.pair(actor, actId, fileId, newFileId), body);
  }

  @Get(':id/sides/:fileId/:newFileId')
  @ApiOkResponse({ standardSchema: sidesOfAct })
  async sides(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Param('newFileId', { schema: id }) newFileId: string,
    @Res() response: Response,
  ): Promise<void> {
    const { old, fresh } = await this.pair(actor, actId, fileId, newFileId, 'viewed');
    response.type('application/json').send(await this.comparisons.sides(actor.accountId, old, fresh));
  }

  /** @param as how the look is recorded where the act is marked; left out: no text goes out */
  private async pair(
    actor: Actor,
    actId: string,
    fileId: string,
    newFileId: string,
    as?: 'viewed' | 'downloaded',
  ): Promise<FilePair & { oldOrdinal: number }> {
    const [old, fresh] = await this.actTexts.open(actor, actId, [fileId, newFileId], as);
    if (!old || !fresh) throw new AppError('NOT_FOUND');
    return { old: old.file, fresh: fresh.file, ordinal: fresh.ordinal, oldOrdinal: old.ordinal };
  }
}

async function* rejoined(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (!first.done) yield first.value;
  yield* rest;
}
