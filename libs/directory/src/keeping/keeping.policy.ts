import type { PhotoAudience } from '#contracts';
import type { Actor } from '#kernel';

type Reader = Pick<Actor, 'employeeId' | 'duties'> & { readonly body: { readonly id: string } };

/** Units, posts, people and requisites of a body are kept by its own coordinator, and by the administrator (617:20-22). */
export function canKeep(actor: Reader, bodyId: string): boolean {
  return (
    actor.duties.includes('portal_administrator') ||
    (actor.duties.includes('coordinator') && actor.body.id === bodyId)
  );
}

/** Bodies and the list of participants are kept by the authorised body, and by the administrator (617:11). */
export function canKeepParticipants(actor: Reader): boolean {
  return actor.duties.includes('authorised_body_officer') || actor.duties.includes('portal_administrator');
}

/** The IIN, past and future posts and the history of a person: to whoever keeps his card. */
export function seesPrivate(actor: Reader, person: { readonly bodyId: string }): boolean {
  return canKeep(actor, person.bodyId);
}

/** A photo is shown to whom its setting names, and always to its owner and whoever keeps his card. */
export function seesPhoto(
  actor: Reader,
  photo: { readonly employeeId: string; readonly bodyId: string; readonly shownTo: PhotoAudience },
): boolean {
  if (actor.employeeId === photo.employeeId || canKeep(actor, photo.bodyId)) return true;
  return photo.shownTo === 'everybody' || (photo.shownTo === 'body' && actor.body.id === photo.bodyId);
}
