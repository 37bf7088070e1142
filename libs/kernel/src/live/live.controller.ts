import { Controller, Headers, Req, Sse } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { EMPTY, type Observable } from 'rxjs';
import { Allowed, CurrentActor } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { LiveHub, type LiveMessage } from './live.js';

/** Server-sent events are not described in OpenAPI: their shape is `liveEvent` in contracts. */
@ApiExcludeController()
@Controller('live')
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  @Sse()
  @Allowed('signed-in')
  stream(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Headers('last-event-id') lastEventId?: string,
  ): Observable<LiveMessage> {
    // A HEAD request asks for the headers alone; its stream would never end.
    if (request.method === 'HEAD') return EMPTY;
    return this.hub.stream(actor, lastEventId);
  }
}
