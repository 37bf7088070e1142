import { namedPoint } from '#contracts';

/** What of the text a remark is about; both null: the whole draft. */
export interface RemarkedPlace {
  /** As typed, or taken from the text: "7", "12, 2)". */
  readonly point: string | null;
  /** Of the paragraph that was picked. */
  readonly excerpt: string | null;
}

const WORDS = {
  kk: {
    whole: 'Жоба бойынша',
    point: (point: string) => `${point}-тармақ`,
    subPoint: (subPoint: string, point?: string) =>
      point === undefined ? `${subPoint} тармақша` : `${point}-тармақтың ${subPoint} тармақшасы`,
  },
  ru: {
    whole: 'По проекту в целом',
    point: (point: string) => `Пункт ${point}`,
    subPoint: (subPoint: string, point?: string) =>
      point === undefined ? `Подпункт ${subPoint}` : `Подпункт ${subPoint} пункта ${point}`,
  },
} as const;

/** The place of a remark as documents name it, in the language of the act: "7-тармақ", "Подпункт 2) пункта 12". */
export function placeInDocument({ point, excerpt }: RemarkedPlace, language: keyof typeof WORDS): string {
  const words = WORDS[language];
  if (point === null) return excerpt === null ? words.whole : `«${excerpt}»`;
  const named = namedPoint(point);
  switch (named.kind) {
    case 'point':
      return words.point(named.point);
    case 'sub_point':
      return words.subPoint(named.subPoint);
    case 'sub_point_of':
      return words.subPoint(named.subPoint, named.point);
    case 'words':
      return named.words;
  }
}
