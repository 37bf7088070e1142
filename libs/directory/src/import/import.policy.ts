import type { ImportKind } from '#contracts';
import type { Actor } from '#kernel';

type Keeper = Pick<Actor, 'duties' | 'body'>;

/** Whose part of the directory the actor may import and export: his body's coordinator its own, the administrator any. */
export function importScopeOf({ duties }: Pick<Actor, 'duties'>): 'none' | 'own' | 'all' {
  if (duties.includes('portal_administrator')) return 'all';
  return duties.includes('coordinator') ? 'own' : 'none';
}

/** @param bodyId null for bodies themselves, which the administrator alone keeps */
export function canImport(actor: Keeper, kind: ImportKind, bodyId: string | null): boolean {
  const scope = importScopeOf(actor);
  if (scope === 'all') return (kind === 'bodies') === (bodyId === null);
  return scope === 'own' && kind !== 'bodies' && bodyId === actor.body.id;
}
