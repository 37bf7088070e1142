import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import {
  type ActCard,
  type ActList,
  type ActListQuery,
  actCard,
  actHistory,
  actList,
  actListQuery,
  type ChangeRouteBody,
  type CreateActBody,
  cardQuery,
  changeRouteBody,
  createActBody,
  type EditActBody,
  editActBody,
  id,
  type SendBody,
  type SignaturesReport,
  sendBody,
  signaturesReport,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, DOWNLOAD_POLICY, Rated, sendPieces } from '#kernel';
import { Signatures } from '#signing';
import { ActListQueries } from '../list/act-list.queries.js';
import { ActFiles } from '../official-use/act-files.js';
import { InternalRoute } from '../route/internal-route.js';
import { ActSignatures } from '../signing/act-signatures.js';
import { DraftActsQueries } from './draft-acts.queries.js';
import { DraftActsService } from './draft-acts.service.js';
import { HistoryQueries } from './history.queries.js';

const evidencePart = z.enum(['statement', 'manifest', 'signature']);
const EVIDENCE_NAMES = { statement: 'act.json', manifest: 'ASiCManifest.xml', signature: 'signature.p7s' };

/** Draft acts: the list, the card, and what the initiator does with it (775:12-15, 19). */
@Controller('agreements')
@Allowed('signed-in')
export class DraftActsController {
  constructor(
    private readonly acts: DraftActsService,
    private readonly route: InternalRoute,
    private readonly actList: ActListQueries,
    private readonly queries: DraftActsQueries,
    private readonly historyQueries: HistoryQueries,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: actList })
  list(@CurrentActor() actor: Actor, @Query({ schema: actListQuery }) query: ActListQuery): Promise<ActList> {
    return this.actList.page(actor, query);
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: actCard })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createActBody }) body: CreateActBody,
  ): Promise<ActCard> {
    await this.acts.create(actor, body);
    return this.queries.card(actor, body.id);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: actCard })
  card(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) query: z.infer<typeof cardQuery>,
  ): Promise<ActCard> {
    return this.queries.card(actor, actId, query.version);
  }

  @Patch(':id')
  @ApiOkResponse({ standardSchema: actCard })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: editActBody }) body: EditActBody,
  ): Promise<ActCard> {
    await this.acts.edit(actor, actId, body);
    return this.queries.card(actor, actId);
  }

  @Post(':id/discard')
  @HttpCode(204)
  @ApiNoContentResponse()
  discard(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<void> {
    return this.acts.discard(actor, actId);
  }

  @Post(':id/send')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: sendBody }) body: SendBody,
  ): Promise<ActCard> {
    await this.route.send(actor, actId, body);
    return this.queries.card(actor, actId);
  }

  @Post(':id/recall')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async recall(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<ActCard> {
    await this.route.recall(actor, actId);
    return this.queries.card(actor, actId);
  }

  @Post(':id/route')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async changeRoute(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: changeRouteBody }) body: ChangeRouteBody,
  ): Promise<ActCard> {
    await this.route.change(actor, actId, body);
    return this.queries.card(actor, actId);
  }

  @Post(':id/versions')
  @ApiCreatedResponse({ standardSchema: actCard })
  async placeNewVersion(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
  ): Promise<ActCard> {
    await this.acts.placeNewVersion(actor, actId);
    return this.queries.card(actor, actId);
  }

  @Get(':id/history')
  @ApiOkResponse({ standardSchema: actHistory })
  async history(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
  ): Promise<z.infer<typeof actHistory>> {
    return { items: await this.historyQueries.of(actor, actId) };
  }
}

/** What an act carries, as downloads: its files, the agreement sheet, the evidence of its signatures. */
@Controller('agreements')
@Allowed('signed-in')
export class DraftActFilesController {
  constructor(
    private readonly queries: DraftActsQueries,
    private readonly files: ActFiles,
    private readonly signatures: Signatures,
    private readonly actSignatures: ActSignatures,
  ) {}

  @Get(':id/files/:fileId')
  @ApiOkResponse({ description: 'The file as it was uploaded, byte for byte (775:8).' })
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Res() response: Response,
  ): Promise<void> {
    await this.files.download(actor, actId, fileId, response);
  }

  @Get(':id/sheet')
  @ApiOkResponse({ description: 'The agreement sheet, PDF (775:17, 22).' })
  async sheet(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) query: z.infer<typeof cardQuery>,
    @Res() response: Response,
  ): Promise<void> {
    await this.files.sheet(actor, actId, query.version, response);
  }

  @Get(':id/container')
  @Rated('export')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({ description: 'The version with its signatures and all that they cover (ASiC-E).' })
  async container(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) query: z.infer<typeof cardQuery>,
    @Res() response: Response,
  ): Promise<void> {
    const { name, size, stream } = await this.actSignatures.export(actor, actId, query.version);
    response.attachment(name).type('application/vnd.etsi.asic-e+zip').set('Content-Length', String(size));
    await sendPieces(response, stream);
  }

  @Get(':id/signatures')
  @ApiOkResponse({ standardSchema: signaturesReport })
  signaturesReport(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) query: z.infer<typeof cardQuery>,
  ): Promise<SignaturesReport> {
    return this.actSignatures.report(actor, actId, query.version);
  }

  @Get(':id/signatures/:signatureId/:part')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({ description: 'What openssl needs to check the signature without the portal.' })
  async evidence(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('signatureId', { schema: id }) signatureId: string,
    @Param('part', { schema: evidencePart }) part: z.infer<typeof evidencePart>,
    @Res() response: Response,
  ): Promise<void> {
    await this.queries.assertSignature(actor, actId, signatureId);
    const evidence = await this.signatures.evidence(actId, signatureId);
    response.attachment(EVIDENCE_NAMES[part]).type('application/octet-stream').send(evidence[part]);
  }
}
