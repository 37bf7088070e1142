import { Injectable } from '@nestjs/common';
import { Directory } from '#directory';
import { Sql } from '#kernel';
import { TALKERS } from './talkers.js';

/** Who is asked to speak for an approving body about its remarks. */
@Injectable()
export class Speakers {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  /** The first of those who may, and still work there; undefined where they all have left. */
  async asked(actId: string, bodyId: string): Promise<string | undefined> {
    const talkers = await this.sql.rows<{ id: string }>(TALKERS, [actId, bodyId]);
    const people = await this.directory.employees(talkers.map(({ id }) => id));
    return people.find(({ body }) => body.id === bodyId)?.id;
  }
}
