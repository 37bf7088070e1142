import { Controller, Headers, Sse } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { Allowed, CurrentActor } from './access.js';
import type { Actor } from './actor.js';
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
    @Headers('last-event-id') lastEventId?: string,
  ): Observable<LiveMessage> {
    return this.hub.stream(actor, lastEventId);
  }
}
