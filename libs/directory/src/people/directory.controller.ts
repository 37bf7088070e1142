import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type BodyCard,
  type BodyItem,
  bodyCard,
  bodyList,
  id,
  type OwnStructure,
  ownStructure,
  type PeopleList,
  type PeopleQuery,
  type PersonCard,
  peopleList,
  peopleQuery,
  personCard,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, Rated } from '#kernel';
import { DirectoryQueries } from './directory.queries.js';
import { PeopleQueries } from './people.queries.js';

/** Open to every employee, of whatever body: that is what a directory is for (775:59.6). */
@Controller('directory')
export class DirectoryController {
  constructor(
    private readonly queries: DirectoryQueries,
    private readonly peopleQueries: PeopleQueries,
  ) {}

  @Get('bodies')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: bodyList })
  async bodies(): Promise<{ items: BodyItem[] }> {
    return { items: await this.queries.participants() };
  }

  @Get('body-tree')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: bodyList })
  async bodyTree(): Promise<{ items: BodyItem[] }> {
    return { items: await this.queries.bodies() };
  }

  @Get('own-structure')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: ownStructure })
  ownStructure(@CurrentActor() actor: Actor): Promise<OwnStructure> {
    return this.queries.structure(actor.body.id);
  }

  @Get('bodies/:id')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: bodyCard })
  body(@CurrentActor() actor: Actor, @Param('id', { schema: id }) bodyId: string): Promise<BodyCard> {
    return this.peopleQueries.body(actor, bodyId);
  }

  @Get('people')
  @Rated('search')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: peopleList })
  people(@Query({ schema: peopleQuery }) query: PeopleQuery): Promise<PeopleList> {
    return this.peopleQueries.people(query);
  }

  @Get('people/:id')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: personCard })
  person(@CurrentActor() actor: Actor, @Param('id', { schema: id }) employeeId: string): Promise<PersonCard> {
    return this.peopleQueries.person(actor, employeeId);
  }
}
