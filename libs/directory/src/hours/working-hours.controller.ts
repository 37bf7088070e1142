import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type WorkingHours, type WorkingHoursView, workingHours, workingHoursView } from '#contracts';
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

  /** The body's coordinator says when it works. */
  @Put()
  @ApiOkResponse({ standardSchema: workingHoursView })
  change(
    @CurrentActor() actor: Actor,
    @Body({ schema: workingHours }) hours: WorkingHours,
  ): Promise<WorkingHoursView> {
    return this.hours.change(actor, hours);
  }
}
