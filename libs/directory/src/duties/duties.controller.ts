import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type Duty, type DutyList, duty, dutyList, id } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { Duties } from './duties.js';

/** Named duties, for those who give and take them; each change answers with the list as it is afterwards. */
@Controller('duties')
@Allowed('signed-in')
export class DutiesController {
  constructor(private readonly duties: Duties) {}

  @Get()
  @ApiOkResponse({ standardSchema: dutyList })
  list(@CurrentActor() actor: Actor): Promise<DutyList> {
    return this.duties.list(actor);
  }

  @Put(':duty/:id')
  @ApiOkResponse({ standardSchema: dutyList })
  async give(
    @CurrentActor() actor: Actor,
    @Param('duty', { schema: duty }) name: Duty,
    @Param('id', { schema: id }) employeeId: string,
  ): Promise<DutyList> {
    await this.duties.give(actor, name, employeeId);
    return this.duties.list(actor);
  }

  @Delete(':duty/:id')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: dutyList })
  async take(
    @CurrentActor() actor: Actor,
    @Param('duty', { schema: duty }) name: Duty,
    @Param('id', { schema: id }) employeeId: string,
  ): Promise<DutyList> {
    await this.duties.take(actor, name, employeeId);
    return this.duties.list(actor);
  }
}
