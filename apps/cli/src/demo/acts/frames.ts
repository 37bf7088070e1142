import { type ActDocument, type ActLanguage, type Block, heading, paragraph } from './blocks.js';

export type DraftActKind = 'government_resolution' | 'prime_minister_order' | 'bill';

type Head = NonNullable<ActDocument['head']>;

const heads: Record<ActLanguage, Record<DraftActKind, Head>> = {
  kk: {
    government_resolution: {
      mark: 'Жоба',
      issuer: ['ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ҮКІМЕТІ', 'ҚАУЛЫ'],
      dateLine: ['20__ жылғы «___» __________', '№ _____', 'Астана қаласы'],
    },
    prime_minister_order: {
      mark: 'Жоба',
      issuer: ['ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ПРЕМЬЕР-МИНИСТРІ', 'ӨКІМ'],
      dateLine: ['20__ жылғы «___» __________', '№ _____-ө', 'Астана қаласы'],
    },
    bill: {
      mark: 'Жоба',
      issuer: ['ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ЗАҢЫ'],
      dateLine: ['20__ жылғы «___» __________', '№ _____', 'Астана қаласы'],
    },
  },
  ru: {
    government_resolution: {
      mark: 'Проект',
      issuer: ['ПРАВИТЕЛЬСТВО РЕСПУБЛИКИ КАЗАХСТАН', 'ПОСТАНОВЛЕНИЕ'],
      dateLine: ['«___» __________ 20__ года', '№ _____', 'город Астана'],
    },
    prime_minister_order: {
      mark: 'Проект',
      issuer: ['ПРЕМЬЕР-МИНИСТР РЕСПУБЛИКИ КАЗАХСТАН', 'РАСПОРЯЖЕНИЕ'],
      dateLine: ['«___» __________ 20__ года', '№ _____-р', 'город Астана'],
    },
    bill: {
      mark: 'Проект',
      issuer: ['ЗАКОН РЕСПУБЛИКИ КАЗАХСТАН'],
      dateLine: ['«___» __________ 20__ года', '№ _____', 'город Астана'],
    },
  },
};

const signers: Record<ActLanguage, Record<DraftActKind, string[]>> = {
  kk: {
    government_resolution: ['Қазақстан Республикасының', 'Премьер-Министрі'],
    prime_minister_order: ['Премьер-Министр'],
    bill: ['Қазақстан Республикасының', 'Президенті'],
  },
  ru: {
    government_resolution: ['Премьер-Министр', 'Республики Казахстан'],
    prime_minister_order: ['Премьер-Министр'],
    bill: ['Президент', 'Республики Казахстан'],
  },
};

/** The draft of an act: its head, title and body, and at the body's end the place for the signature. */
export function draft(
  kind: DraftActKind,
  language: ActLanguage,
  title: string,
  body: Block[],
  annexes: Block[] = [],
): ActDocument {
  const signature: Block = { type: 'signature', post: signers[language][kind], name: '' };
  return { language, head: heads[language][kind], title: [title], blocks: [...body, signature, ...annexes] };
}

/** An explanatory note's sections, in the order in which they are read. */
export interface NoteSections {
  necessity: string[];
  content: string[];
  results: string[];
  finance: string[];
  consistency: string[];
}

const noteWords: Record<
  ActLanguage,
  { name: string; developer: string; sections: string[]; post: string[] }
> = {
  kk: {
    name: 'ТҮСІНДІРМЕ ЖАЗБА',
    developer: 'Қазақстан Республикасының Цифрлық даму министрлігі.',
    sections: [
      'Жобаны әзірлеген мемлекеттік орган',
      'Жобаны қабылдау қажеттілігінің негіздемесі',
      'Жобаның мақсаты мен мазмұны',
      'Жоба қабылданған жағдайда күтілетін нәтижелер',
      'Жобаны іске асыруға байланысты қаржылық шығындар',
      'Заңнаманы жобаға сәйкес келтіру қажеттілігі',
    ],
    post: ['Қазақстан Республикасының', 'Цифрлық даму министрі'],
  },
  ru: {
    name: 'ПОЯСНИТЕЛЬНАЯ ЗАПИСКА',
    developer: 'Министерство цифрового развития Республики Казахстан.',
    sections: [
      'Государственный орган – разработчик проекта',
      'Обоснование необходимости принятия проекта',
      'Цель и содержание проекта',
      'Ожидаемые результаты в случае принятия проекта',
      'Финансовые затраты, связанные с реализацией проекта',
      'Необходимость приведения законодательства в соответствие с проектом',
    ],
    post: ['Министр цифрового развития', 'Республики Казахстан'],
  },
};

/** The minister of the demo's developer body, who signs its notes (the same person as in `employees.ts`). */
export const noteSigner = 'Т. Сағындықов';

/** An explanatory note; `subject` names the draft in the words that the language's grammar wants. */
export function note(language: ActLanguage, subject: string, sections: NoteSections): ActDocument {
  const words = noteWords[language];
  const texts = [
    [words.developer],
    sections.necessity,
    sections.content,
    sections.results,
    sections.finance,
    sections.consistency,
  ];
  const title = language === 'kk' ? [subject, words.name] : [words.name, subject];
  const blocks = texts.flatMap((paragraphs, i) => [
    heading(`${i + 1}. ${words.sections[i]}`),
    ...paragraphs.map(paragraph),
  ]);
  return { language, title, blocks: [...blocks, { type: 'signature', post: words.post, name: noteSigner }] };
}
