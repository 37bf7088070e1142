import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  type EditRouteTemplateBody,
  MAX_TEMPLATES,
  type RouteTemplateBody,
  type RouteTemplates as RouteTemplatesView,
} from '#contracts';
import { type Actor, AppError, Audit, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import { canKeepTemplates } from '../acts/draft-acts.policy.js';
import { RequisitesFinder } from '../acts/requisites.js';
import { RouteTemplateRow } from './route-template.entity.js';

/** Routes that a body keeps for its drafts, by kind of act (775:15). Whoever drafts there reads them; its officers keep them. */
@Injectable()
export class RouteTemplates {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly requisites: RequisitesFinder,
  ) {}

  /** Those of the actor's body, by name. */
  async list(actor: Actor): Promise<RouteTemplatesView> {
    const rows = await this.tx.run(() => this.tx.manager.findBy(RouteTemplateRow, { bodyId: actor.body.id }));
    const items = rows
      .map(({ bodyId: _, savedAt, ...template }) => ({ ...template, savedAt: savedAt.toISOString() }))
      .sort((one, other) => one.name.localeCompare(other.name, 'kk'));
    return { items, can: { keep: canKeepTemplates(actor) } };
  }

  /** Sent twice it is kept once. @throws AppError FORBIDDEN, TOO_MANY_TEMPLATES, or as `RequisitesFinder.plan` */
  async add(actor: Actor, template: RouteTemplateBody): Promise<void> {
    await this.keep(actor, template, async (columns) => {
      const bodyId = actor.body.id;
      // Those of one body come one after the other.
      await this.sql.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `route_template ${bodyId}`,
      ]);
      const kept = await this.tx.manager.findBy(RouteTemplateRow, { bodyId });
      const { name, kind, route } = template;
      if (kept.some((one) => isDeepStrictEqual([one.name, one.kind, one.route], [name, kind, route]))) return;
      if (kept.length >= MAX_TEMPLATES) throw new AppError('TOO_MANY_TEMPLATES', { limit: MAX_TEMPLATES });
      const id = newId();
      await this.sql.insert('agreements.route_template', { id, body_id: bodyId, revision: 1, ...columns });
      await this.record(actor, id, 'template.added', template.name);
    });
  }

  /** @throws AppError NOT_FOUND, STALE with the newer revision, or as `add` */
  async edit(actor: Actor, id: string, { revision, ...template }: EditRouteTemplateBody): Promise<void> {
    await this.keep(actor, template, async (columns) => {
      const found = await this.own(actor, id);
      if (found.revision !== revision) throw new AppError('STALE', { revision: found.revision });
      await this.sql.update('agreements.route_template', id, { revision: revision + 1, ...columns });
      await this.record(actor, id, 'template.edited', template.name);
    });
  }

  /** Cards that were begun from it keep their routes. @throws AppError FORBIDDEN, NOT_FOUND */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.tx.run(async () => {
      const { name } = await this.own(actor, id);
      if (!canKeepTemplates(actor)) throw new AppError('FORBIDDEN');
      await this.sql.execute('DELETE FROM agreements.route_template WHERE id = $1', [id]);
      await this.record(actor, id, 'template.removed', name);
    });
  }

  private async keep(
    actor: Actor,
    { name, kind, route }: RouteTemplateBody,
    write: (columns: Record<string, unknown>) => Promise<void>,
  ): Promise<void> {
    if (!canKeepTemplates(actor)) throw new AppError('FORBIDDEN');
    await this.tx.run(async () => {
      await this.requisites.plan(actor.body.id, route);
      const saved = { saved_at: this.clock.now(), saved_by: jsonb(personOf(actor)) };
      await write({ name, kind, route: jsonb(route), ...saved });
    });
  }

  /** Locked until the transaction ends. @throws AppError NOT_FOUND for one of another body too */
  private async own(actor: Actor, id: string): Promise<RouteTemplateRow> {
    const found = await this.tx.manager.findOne(RouteTemplateRow, {
      where: { id, bodyId: actor.body.id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) throw new AppError('NOT_FOUND');
    return found;
  }

  private record(
    actor: Actor,
    id: string,
    action: 'template.added' | 'template.edited' | 'template.removed',
    name: string,
  ): Promise<void> {
    const data = { by: personOf(actor), name };
    return this.audit.write({ subjectType: 'route_template', subjectId: id, action, actor, data });
  }
}
