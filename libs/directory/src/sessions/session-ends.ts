import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, Listener, LiveHub } from '#kernel';
import { SESSION_CHANGED, SESSION_ENDED_CHANNEL, Sessions } from './sessions.js';

/** Hears in each api process of the sessions that ended, or changed their rights, in any of them. */
@Injectable()
export class SessionEnds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listener: Listener;

  constructor(@Inject(CONFIG) config: Config, sessions: Sessions, hub: LiveHub) {
    this.listener = new Listener({
      config,
      channel: SESSION_ENDED_CHANNEL,
      onMessage: (message) => {
        const changed = message.startsWith(SESSION_CHANGED);
        const sessionId = changed ? message.slice(SESSION_CHANGED.length) : message;
        sessions.forget(sessionId);
        if (changed) hub.renewSession(sessionId);
        else hub.endSession(sessionId);
      },
      // What ended while nobody listened was not heard.
      onBack: () => sessions.forgetAll(),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener.stop();
  }
}
