import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { type ActOpenings, actOpenings, cardQuery, id } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { Openings } from './openings.js';

/** Who has opened the card, and when. */
@Controller('agreements')
@Allowed('signed-in')
export class OpeningsController {
  constructor(private readonly openings: Openings) {}

  @Get(':id/openings')
  @ApiOkResponse({ standardSchema: actOpenings })
  async of(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) { version }: z.infer<typeof cardQuery>,
  ): Promise<ActOpenings> {
    return { items: await this.openings.of(actor, actId, version) };
  }

  @Post(':id/opened')
  @HttpCode(204)
  @ApiNoContentResponse()
  opened(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) { version }: z.infer<typeof cardQuery>,
  ): Promise<void> {
    return this.openings.note(actor, actId, version);
  }
}
