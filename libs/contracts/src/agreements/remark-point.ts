/** What a remark is about, taken apart so that each language can say it. */
export type NamedPoint =
  /** "12, 2)": a sub-point with the point that it belongs to. */
  | { readonly kind: 'sub_point_of'; readonly point: string; readonly subPoint: string }
  /** "2)": a sub-point of a text that has no points above it. */
  | { readonly kind: 'sub_point'; readonly subPoint: string }
  /** "7", "3, 4" */
  | { readonly kind: 'point'; readonly point: string }
  /** "2-қосымша", "преамбула": says by itself what it is. */
  | { readonly kind: 'words'; readonly words: string };

const SUB_POINT = /^(?:(\d[\d-]*), )?(\d[\d-]*\))$/;
const LETTER = /\p{L}/u;

/** @param point as typed, or taken from the text: "7", "12, 2)" */
export function namedPoint(point: string): NamedPoint {
  const [, of, subPoint] = SUB_POINT.exec(point) ?? [];
  if (subPoint === undefined) {
    return LETTER.test(point)
      ? { kind: 'words', words: point }
      : { kind: 'point', point: point.replace(/\.$/, '') };
  }
  return of === undefined ? { kind: 'sub_point', subPoint } : { kind: 'sub_point_of', point: of, subPoint };
}
