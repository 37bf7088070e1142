import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import {
  type ChangeBodyBody,
  type ChangeUnitBody,
  type ConfirmBody,
  changeBodyBody,
  changeUnitBody,
  confirmBody,
  createdRef,
  id,
  type KeptEntry,
  keptHistory,
  type NewBodyBody,
  newBodyBody,
  type ParticipationBody,
  participationBody,
  type RequisitesBody,
  type RevisionBody,
  requisitesBody,
  revisionBody,
  type UnitBody,
  unitBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { BodyKeeping } from './body-keeping.js';
import { KeptHistories } from './kept-histories.js';
import { UnitKeeping } from './unit-keeping.js';

/** Keeping bodies and their units (617:11, 20-22); who may do what: `keeping.policy.ts`. */
@Controller('directory')
@Allowed('signed-in')
export class BodyKeepingController {
  constructor(
    private readonly bodies: BodyKeeping,
    private readonly units: UnitKeeping,
    private readonly histories: KeptHistories,
  ) {}

  @Post('bodies')
  @ApiCreatedResponse({ standardSchema: createdRef })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newBodyBody }) body: NewBodyBody,
  ): Promise<{ id: string }> {
    return { id: await this.bodies.create(actor, body) };
  }

  @Put('bodies/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: changeBodyBody }) body: ChangeBodyBody,
  ): Promise<void> {
    return this.bodies.change(actor, bodyId, body);
  }

  @Put('bodies/:id/requisites')
  @HttpCode(204)
  @ApiNoContentResponse()
  requisites(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: requisitesBody }) body: RequisitesBody,
  ): Promise<void> {
    return this.bodies.changeRequisites(actor, bodyId, body);
  }

  @Put('bodies/:id/participation')
  @HttpCode(204)
  @ApiNoContentResponse()
  participation(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: participationBody }) body: ParticipationBody,
  ): Promise<void> {
    return this.bodies.changeParticipation(actor, bodyId, body);
  }

  /** Its coordinator says that the body's part of the directory is right. */
  @Post('bodies/:id/confirm')
  @HttpCode(204)
  @ApiNoContentResponse()
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: confirmBody }) { kind }: ConfirmBody,
  ): Promise<void> {
    return this.bodies.confirm(actor, bodyId, kind);
  }

  @Get('bodies/:id/history')
  @ApiOkResponse({ standardSchema: keptHistory })
  async history(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
  ): Promise<{ items: KeptEntry[] }> {
    return { items: await this.histories.ofBody(actor, bodyId) };
  }

  @Post('bodies/:id/units')
  @ApiCreatedResponse({ standardSchema: createdRef })
  async createUnit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: unitBody }) body: UnitBody,
  ): Promise<{ id: string }> {
    return { id: await this.units.create(actor, bodyId, body) };
  }

  @Put('units/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  changeUnit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) unitId: string,
    @Body({ schema: changeUnitBody }) body: ChangeUnitBody,
  ): Promise<void> {
    return this.units.change(actor, unitId, body);
  }

  @Post('units/:id/close')
  @HttpCode(204)
  @ApiNoContentResponse()
  closeUnit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) unitId: string,
    @Body({ schema: revisionBody }) { revision }: RevisionBody,
  ): Promise<void> {
    return this.units.close(actor, unitId, revision);
  }

  @Get('units/:id/history')
  @ApiOkResponse({ standardSchema: keptHistory })
  async unitHistory(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) unitId: string,
  ): Promise<{ items: KeptEntry[] }> {
    return { items: await this.histories.ofUnit(actor, unitId) };
  }
}
