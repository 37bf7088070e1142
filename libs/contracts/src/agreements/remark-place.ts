import type { FollowedPlace, RemarkThread } from './remarks.js';

type Placed = Pick<RemarkThread, 'id' | 'version' | 'point' | 'place'>;

/**
 * Which remarks are about one place: by the paragraph that they are tied to, as it was followed into the newest version, so
 * that those of all versions come together. Free words belong to the paragraph of their version that is numbered so; where
 * there is none, to all remarks with the same words.
 * @param followed as the portal tells them; a remark whose paragraph was not followed stays where it was made
 * @returns for each remark that names a place the id of the first remark at that place
 */
export function placesOf(
  items: readonly Placed[],
  followed: readonly FollowedPlace[],
): ReadonlyMap<string, string> {
  const now = new Map(followed.map((one) => [one.id, one]));
  const paragraphs = new Map(
    items.flatMap(({ id, place }) => {
      if (!place) return [];
      const found = now.get(id);
      const paragraph = found?.anchor ? `${found.fileId} ${found.anchor}` : `${place.fileId} ${place.anchor}`;
      return [[id, paragraph]];
    }),
  );
  const numbered = new Map(
    items.flatMap(({ id, version, point }) => {
      const paragraph = paragraphs.get(id);
      return paragraph && point ? [[`${version} ${point}`, paragraph]] : [];
    }),
  );
  const first = new Map<string, string>();
  const places = new Map<string, string>();
  for (const { id, version, point } of items) {
    const place = paragraphs.get(id) ?? (point && (numbered.get(`${version} ${point}`) ?? `point ${point}`));
    if (!place) continue;
    if (!first.has(place)) first.set(place, id);
    places.set(id, first.get(place) ?? id);
  }
  return places;
}
