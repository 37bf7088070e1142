import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type MovedTerms,
  movedTerms,
  type WorkingHoursBody,
  type WorkingHoursChange,
  type WorkingHoursView,
  workingHoursBody,
  workingHoursChange,
  workingHoursView,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { BodyHours } from './body-hours.js';

@Controller('working-hours')
@Allowed('signed-in')
export class WorkingHoursController {
  constructor(private readonly hours: BodyHours) {}

  /** When the reader's body works. */
  @Get()
  @ApiOkResponse({ standardSchema: workingHoursView })
  view(@CurrentActor() actor: Actor): Promise<WorkingHoursView> {
    return this.hours.view(actor);
  }

  /** Which open terms of the body other hours would move; nothing is changed. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: movedTerms })
  preview(
    @CurrentActor() actor: Actor,
    @Body({ schema: workingHoursBody }) body: WorkingHoursBody,
  ): Promise<MovedTerms> {
    return this.hours.preview(actor, body);
  }

  /** The body's coordinator says when it works, and its open terms move with the hour at which it closes. */
  @Put()
  @ApiOkResponse({ standardSchema: workingHoursChange })
  change(
    @CurrentActor() actor: Actor,
    @Body({ schema: workingHoursBody }) body: WorkingHoursBody,
  ): Promise<WorkingHoursChange> {
    return this.hours.change(actor, body);
  }
}
