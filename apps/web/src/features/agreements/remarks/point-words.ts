import type { Translate } from '../../../i18n/i18n';

/** "12, 2)": a sub-point with the point that it belongs to. */
const SUB_POINT = /^(\d[\d-]*), (\d[\d-]*\))$/;

/** What a remark is about, in words. @param point as typed, or taken from the text: "7", "12, 2)" */
export function pointWords(t: Translate, point: string): string {
  const [, of, subPoint] = SUB_POINT.exec(point) ?? [];
  return of && subPoint
    ? t('agreements.subPoint', { point: of, subPoint })
    : t('agreements.point', { point });
}
