import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '#contracts';
import type { Actor } from '../access/actor.js';

/** What the reader of an entry is told of the thing that it is about. */
export interface SubjectName {
  /** In all three languages, where the thing has such a name; else as it is written. */
  readonly name: string | LocalizedText;
  /** The id that the thing's page is opened by; null where it has none. */
  readonly linkId: string | null;
}

/**
 * Names the things of one kind that the reader may read; of all others he learns no more than that they are there.
 * @returns by id
 */
export type NameSubjects = (reader: Actor, ids: readonly string[]) => Promise<Map<string, SubjectName>>;

/** The record knows things by kind and id; the rooms that own them give the names. */
@Injectable()
export class AuditSubjects {
  private readonly kinds = new Map<string, NameSubjects>();

  /** A room tells, at boot, how its things are named. @param kind as in `subjectType` of its entries */
  add(kind: string, names: NameSubjects): void {
    this.kinds.set(kind, names);
  }

  /** Names of things of a kind, by id; none for a kind that no room names. */
  async names(reader: Actor, kind: string, ids: readonly string[]): Promise<Map<string, SubjectName>> {
    return (await this.kinds.get(kind)?.(reader, ids)) ?? new Map();
  }
}
