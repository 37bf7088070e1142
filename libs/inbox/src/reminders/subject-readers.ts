import { Injectable } from '@nestjs/common';
import type { Room } from '#contracts';

/** Whether a document of the room is open to any of the scopes (see `Actor.scopes`). */
export type MayRead = (subjectId: string, scopes: readonly string[]) => Promise<boolean>;

/** The rooms say who may read their documents; each adds itself when it is made. Nobody else is told of one. */
@Injectable()
export class SubjectReaders {
  private readonly rooms = new Map<Room, MayRead>();

  add(room: Room, mayRead: MayRead): void {
    this.rooms.set(room, mayRead);
  }

  /** False for a room that has said nothing. */
  async mayRead(room: Room, subjectId: string, scopes: readonly string[]): Promise<boolean> {
    return (await this.rooms.get(room)?.(subjectId, scopes)) ?? false;
  }
}
