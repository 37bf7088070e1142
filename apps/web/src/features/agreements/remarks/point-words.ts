import { namedPoint } from '#contracts';
import type { Translate } from '../../../i18n/i18n';

/** What a remark is about, in words. @param point as typed, or taken from the text: "7", "12, 2)" */
export function pointWords(t: Translate, point: string): string {
  const named = namedPoint(point);
  switch (named.kind) {
    case 'sub_point_of':
      return t('agreements.subPoint', named);
    case 'sub_point':
      return t('agreements.subPointAlone', named);
    case 'point':
      return t('agreements.point', named);
    case 'words':
      return named.words;
  }
}
