import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import {
  type DrawUpBody,
  drawUpBody,
  id,
  type MeetingBody,
  meetingBody,
  type PositionsBody,
  type Preparation,
  type Protocols as ProtocolList,
  positionsBody,
  preparation,
  protocolMoveBody,
  protocols,
  reopenBody,
  type SignBody,
  signBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, DOWNLOAD_POLICY, Rated, sendPieces } from '#kernel';
import { ProtocolQueries } from './protocol.queries.js';
import { ProtocolFiles } from './protocol-files.js';
import { ProtocolSigning } from './protocol-signing.js';
import { Protocols } from './protocols.js';

const moves = z.enum(['pass', 'fix', 'drop']);

/** The protocols of disagreement of an act (775:21). */
@Controller('agreements/:id/protocols')
@Allowed('signed-in')
export class ActProtocolsController {
  constructor(
    private readonly queries: ProtocolQueries,
    private readonly protocols: Protocols,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: protocols })
  list(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<ProtocolList> {
    return this.queries.of(actor, actId);
  }

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: protocols })
  async drawUp(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: drawUpBody }) body: DrawUpBody,
  ): Promise<ProtocolList> {
    await this.protocols.drawUp(actor, actId, body);
    return this.queries.of(actor, actId);
  }
}

/** One protocol: written by both sides in turn, then signed by both heads. */
@Controller('agreements/protocols/:id')
@Allowed('signed-in')
export class ProtocolsController {
  constructor(
    private readonly protocols: Protocols,
    private readonly signing: ProtocolSigning,
    private readonly files: ProtocolFiles,
  ) {}

  @Put('positions')
  @HttpCode(204)
  @ApiNoContentResponse()
  write(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
    @Body({ schema: positionsBody }) body: PositionsBody,
  ): Promise<void> {
    return this.protocols.write(actor, protocolId, body);
  }

  @Put('meeting')
  @HttpCode(204)
  @ApiNoContentResponse()
  meet(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
    @Body({ schema: meetingBody }) body: MeetingBody,
  ): Promise<void> {
    return this.protocols.meet(actor, protocolId, body);
  }

  /** pass: to the other side. fix: the text stands, to the heads. drop: given up. */
  @Post('moves/:move')
  @HttpCode(204)
  @ApiNoContentResponse()
  move(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
    @Param('move', { schema: moves }) move: z.infer<typeof moves>,
    @Body({ schema: protocolMoveBody }) { revision }: z.infer<typeof protocolMoveBody>,
  ): Promise<void> {
    return this.protocols[move](actor, protocolId, revision);
  }

  @Post('reopen')
  @HttpCode(204)
  @ApiNoContentResponse()
  reopen(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
    @Body({ schema: reopenBody }) { reason }: z.infer<typeof reopenBody>,
  ): Promise<void> {
    return this.signing.reopen(actor, protocolId, reason);
  }

  @Post('prepare')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: preparation })
  prepare(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
  ): Promise<Preparation> {
    return this.signing.prepare(actor, protocolId);
  }

  @Post('sign')
  @HttpCode(204)
  @ApiNoContentResponse()
  sign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
    @Body({ schema: signBody }) body: SignBody,
  ): Promise<void> {
    return this.signing.sign(actor, protocolId, body);
  }

  @Get('file')
  @ApiOkResponse({ description: 'The document that the heads sign, PDF, byte for byte.' })
  file(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
    @Res() response: Response,
  ): Promise<void> {
    return this.files.download(actor, protocolId, response);
  }

  @Get('container')
  @Rated('export')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({ description: 'The document with the signatures of the heads (ASiC-E).' })
  async container(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) protocolId: string,
    @Res() response: Response,
  ): Promise<void> {
    const { name, size, stream } = await this.files.container(actor, protocolId);
    response.attachment(name).type('application/vnd.etsi.asic-e+zip').set('Content-Length', String(size));
    await sendPieces(response, stream);
  }
}
