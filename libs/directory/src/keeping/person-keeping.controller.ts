import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  type AppointBody,
  appointBody,
  type ChangePersonBody,
  changePersonBody,
  createdRef,
  type EndPostBody,
  endPostBody,
  id,
  type KeptEntry,
  keptHistory,
  type LeaveBody,
  type LeavingView,
  leaveBody,
  leavingView,
  type NewPersonBody,
  newPersonBody,
  type PhotoBody,
  photoBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, DOWNLOAD_POLICY } from '#kernel';
import { KeptHistories } from './kept-histories.js';
import { Leaving } from './leaving.js';
import { PersonKeeping } from './person-keeping.js';
import { Photos } from './photos.js';
import { PostKeeping } from './post-keeping.js';

/** Keeping people and their posts (617:20-22); who may do what: `keeping.policy.ts`. */
@Controller('directory')
@Allowed('signed-in')
export class PersonKeepingController {
  constructor(
    private readonly people: PersonKeeping,
    private readonly posts: PostKeeping,
    private readonly leaving: Leaving,
    private readonly photos: Photos,
    private readonly histories: KeptHistories,
  ) {}

  /** A new employee in his post. */
  @Post('people')
  @ApiCreatedResponse({ standardSchema: createdRef })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newPersonBody }) body: NewPersonBody,
  ): Promise<{ id: string }> {
    return { id: await this.people.create(actor, body) };
  }

  @Put('people/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) employeeId: string,
    @Body({ schema: changePersonBody }) body: ChangePersonBody,
  ): Promise<void> {
    return this.people.change(actor, employeeId, body);
  }

  @Get('people/:id/history')
  @ApiOkResponse({ standardSchema: keptHistory })
  async history(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) employeeId: string,
  ): Promise<{ items: KeptEntry[] }> {
    return { items: await this.histories.ofPerson(actor, employeeId) };
  }

  /** Gives him a post; a main one takes the place of the one he has. */
  @Post('people/:id/posts')
  @HttpCode(204)
  @ApiNoContentResponse()
  appoint(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) employeeId: string,
    @Body({ schema: appointBody }) body: AppointBody,
  ): Promise<void> {
    return this.posts.appoint(actor, employeeId, body);
  }

  @Post('posts/:id/end')
  @HttpCode(204)
  @ApiNoContentResponse()
  endPost(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) postId: string,
    @Body({ schema: endPostBody }) { on }: EndPostBody,
  ): Promise<void> {
    return this.posts.end(actor, postId, on);
  }

  /** What waits for somebody who leaves, and who may take it on. */
  @Get('people/:id/leaving')
  @ApiOkResponse({ standardSchema: leavingView })
  leavingOf(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) employeeId: string,
  ): Promise<LeavingView> {
    return this.leaving.view(actor, employeeId);
  }

  @Post('people/:id/leave')
  @HttpCode(204)
  @ApiNoContentResponse()
  leave(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) employeeId: string,
    @Body({ schema: leaveBody }) body: LeaveBody,
  ): Promise<void> {
    return this.leaving.leave(actor, employeeId, body);
  }

  /** His picture, for whom it is shown to; it is never run, and kept by nobody on the way. */
  @Get('people/:id/photo')
  @ApiProduces('image/jpeg', 'image/png', 'image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async photo(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) employeeId: string,
    @Res() response: Response,
  ): Promise<void> {
    const { content, type } = await this.photos.read(actor, employeeId);
    response.set({
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': DOWNLOAD_POLICY,
      'Cache-Control': 'private, no-cache',
    });
    response.send(content);
  }

  @Put('people/:id/photo')
  @HttpCode(204)
  @ApiNoContentResponse()
  putPhoto(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) employeeId: string,
    @Body({ schema: photoBody }) body: PhotoBody,
  ): Promise<void> {
    return this.photos.put(actor, employeeId, body);
  }

  @Delete('people/:id/photo')
  @HttpCode(204)
  @ApiNoContentResponse()
  removePhoto(@CurrentActor() actor: Actor, @Param('id', { schema: id }) employeeId: string): Promise<void> {
    return this.photos.remove(actor, employeeId);
  }
}
