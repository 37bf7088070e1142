import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ActKind, PersonRef, RouteBody } from '#contracts';

/** A route that a body keeps for its drafts. It holds ids alone: who they are is asked when a card is begun from it. */
@Entity({ schema: 'agreements', name: 'route_template' })
@Index('route_template_body', ['bodyId'])
export class RouteTemplateRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'body_id' })
  bodyId: string;

  @Column('text')
  name: string;

  /** Null: for every kind of act. */
  @Column('text', { nullable: true })
  kind: ActKind | null;

  @Column('jsonb')
  route: RouteBody;

  @Column('int')
  revision: number;

  @Column('timestamptz', { name: 'saved_at' })
  savedAt: Date;

  @Column('jsonb', { name: 'saved_by' })
  savedBy: PersonRef;
}
