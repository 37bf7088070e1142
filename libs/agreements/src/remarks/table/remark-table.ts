import type { RemarkAnswer, RemarkKind, RemarkState, RemarkThread } from '#contracts';
import { placeInDocument } from '../place-words.js';

/** The register of remarks in the usual table form, in the language of the act. */

export type TableLanguage = 'kk' | 'ru';

interface TableWords {
  readonly title: string;
  readonly columns: readonly string[];
  readonly late: string;
  readonly kinds: Record<RemarkKind, string>;
  readonly answers: Record<RemarkAnswer, string>;
  readonly ends: Partial<Record<RemarkState, string>>;
  readonly none: string;
}

const WORDS: Record<TableLanguage, TableWords> = {
  kk: {
    title: 'Ескертулер мен ұсыныстар тізілімі',
    columns: [
      'Р/с №',
      'Мемлекеттік орган',
      'Құрылымдық элемент',
      'Ескерту',
      'Ұсыныс',
      'Әзірлеушінің ұстанымы',
      'Негіздеме',
      'Органның ұстанымы',
    ],
    late: 'жауап мерзімінен кейін берілді',
    kinds: { substance: 'мазмұны', law: 'заңдылығы', editorial: 'редакциялық' },
    answers: { accepted: 'Қабылданды', partly: 'Ішінара қабылданды', not_accepted: 'Қабылданбады' },
    ends: { agreed: 'Келісті', insisted: 'Табандайды', settled: 'Келіспеушілік хаттамасымен шешілді' },
    none: 'Ескерту жоқ.',
  },
  ru: {
    title: 'Реестр замечаний и предложений',
    columns: [
      '№ п/п',
      'Государственный орган',
      'Структурный элемент',
      'Замечание',
      'Предложение',
      'Позиция разработчика',
      'Обоснование',
      'Позиция органа',
    ],
    late: 'ответ дан после срока',
    kinds: { substance: 'по существу', law: 'по законности', editorial: 'редакционное' },
    answers: { accepted: 'Принято', partly: 'Принято частично', not_accepted: 'Не принято' },
    ends: { agreed: 'Согласен', insisted: 'Настаивает', settled: 'Урегулировано протоколом разногласий' },
    none: 'Замечаний нет.',
  },
};

export interface RemarkTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Said in place of rows where there are none. */
  readonly none: string;
}

export interface TableOrder {
  readonly language: TableLanguage;
  /** The version as it is registered, e.g. `ҮҚ-26-5/1` (775:19). */
  readonly versionName: (ordinal: number) => string;
}

/** @param threads those of bodies, in the order in which they are listed */
export function remarkTable(threads: readonly RemarkThread[], order: TableOrder): RemarkTable {
  const { title, columns, none } = WORDS[order.language];
  return { title, columns, none, rows: threads.map((thread, index) => rowOf(thread, index + 1, order)) };
}

function rowOf(thread: RemarkThread, number: number, { language, versionName }: TableOrder): string[] {
  const words = WORDS[language];
  const answer = thread.turns.findLast(({ deed }) => isAnswer(deed));
  const end = words.ends[thread.state];
  const reply = thread.turns.findLast(({ deed }) => deed === 'agreed' || deed === 'insisted');
  const place = placeInDocument({ point: thread.point, excerpt: thread.place?.excerpt ?? null }, language);
  return [
    String(number),
    thread.late ? `${thread.body.name[language]}\n(${words.late})` : thread.body.name[language],
    `${place}\n(${versionName(thread.version)}, ${words.kinds[thread.kind]})`,
    thread.text,
    thread.proposal,
    answer && isAnswer(answer.deed) ? words.answers[answer.deed] : '',
    answer?.reasons ?? '',
    end ? [end, reply?.reasons ?? ''].filter((part) => part !== '').join('. ') : '',
  ];
}

function isAnswer(deed: string): deed is RemarkAnswer {
  return deed in WORDS.kk.answers;
}
