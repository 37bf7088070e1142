import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type EditRouteTemplateBody,
  editRouteTemplateBody,
  id,
  type RouteTemplateBody,
  type RouteTemplates as RouteTemplatesView,
  routeTemplateBody,
  routeTemplates,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { RouteTemplates } from './route-templates.js';

/** Routes that a body keeps; each change answers with all of them as they are afterwards. */
@Controller('route-templates')
@Allowed('signed-in')
export class RouteTemplatesController {
  constructor(private readonly templates: RouteTemplates) {}

  @Get()
  @ApiOkResponse({ standardSchema: routeTemplates })
  list(@CurrentActor() actor: Actor): Promise<RouteTemplatesView> {
    return this.templates.list(actor);
  }

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: routeTemplates })
  async add(
    @CurrentActor() actor: Actor,
    @Body({ schema: routeTemplateBody }) body: RouteTemplateBody,
  ): Promise<RouteTemplatesView> {
    await this.templates.add(actor, body);
    return this.templates.list(actor);
  }

  @Put(':id')
  @ApiOkResponse({ standardSchema: routeTemplates })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) templateId: string,
    @Body({ schema: editRouteTemplateBody }) body: EditRouteTemplateBody,
  ): Promise<RouteTemplatesView> {
    await this.templates.edit(actor, templateId, body);
    return this.templates.list(actor);
  }

  @Delete(':id')
  @ApiOkResponse({ standardSchema: routeTemplates })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) templateId: string,
  ): Promise<RouteTemplatesView> {
    await this.templates.remove(actor, templateId);
    return this.templates.list(actor);
  }
}
