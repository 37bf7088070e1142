import {
  type ActKind,
  type ActListItem,
  type ActView,
  type Language,
  type LocalizedText,
  type VersionState,
} from '#contracts';
import { type SheetLayout, TIME_ZONE } from '#kernel';

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  kk: [
    'Нөмірі',
    'Атауы',
    'Түрі',
    'Күйі',
    'Әзірлеуші орган',
    'Бастамашы',
    'Өзгертілді (Астана)',
    'Мерзімі (Астана)',
    'Белгілері',
  ],
  ru: [
    'Номер',
    'Название',
    'Вид',
    'Состояние',
    'Орган-разработчик',
    'Инициатор',
    'Изменён (Астана)',
    'Срок (Астана)',
    'Пометки',
  ],
  en: [
    'Number',
    'Title',
    'Kind',
    'State',
    'Developer body',
    'Initiator',
    'Changed (Astana)',
    'Term (Astana)',
    'Marks',
  ],
};
const KINDS: Readonly<Record<ActKind, LocalizedText>> = {
  government_resolution: {
    kk: 'Үкімет қаулысының жобасы',
    ru: 'Проект постановления Правительства',
    en: 'Draft Government resolution',
  },
  prime_minister_order: {
    kk: 'Премьер-Министр өкімінің жобасы',
    ru: 'Проект распоряжения Премьер-Министра',
    en: 'Draft Prime Minister’s order',
  },
  bill: { kk: 'Заң жобасы', ru: 'Законопроект', en: 'Bill' },
};
const STATES: Readonly<Record<VersionState, LocalizedText>> = {
  draft: { kk: 'Дайындалуда', ru: 'Готовится', en: 'In preparation' },
  units: { kk: 'Бөлімшелер келісуде', ru: 'У подразделений', en: 'With the units' },
  legal_visa: {
    kk: 'Заң қызметінің визасында',
    ru: 'На визе юридической службы',
    en: 'At the legal service',
  },
  head_signature: {
    kk: 'Басшының қол қоюында',
    ru: 'На подписи у руководителя',
    en: 'At the head for signature',
  },
  at_bodies: { kk: 'Келісуде', ru: 'На согласовании', en: 'Being agreed' },
  agreed: { kk: 'Келісілді', ru: 'Согласован', en: 'Agreed' },
  with_remarks: { kk: 'Ескертулермен келісілді', ru: 'Согласован с замечаниями', en: 'Agreed with remarks' },
  refused: { kk: 'Келісуден бас тартылды', ru: 'В согласовании отказано', en: 'Agreement refused' },
  superseded: {
    kk: 'Жаңа нұсқамен ауыстырылды',
    ru: 'Заменён новой версией',
    en: 'Replaced by a new version',
  },
  at_office: { kk: 'Кеңседе', ru: 'В Канцелярии', en: 'At the Office' },
  accepted: { kk: 'Кеңсе қабылдады', ru: 'Принят Канцелярией', en: 'Accepted by the Office' },
  office_returned: { kk: 'Кеңсе қайтарды', ru: 'Возвращён Канцелярией', en: 'Returned by the Office' },
  withdrawn: { kk: 'Келісуден алынды', ru: 'Снят инициатором', en: 'Withdrawn' },
  discarded: { kk: 'Жойылды', ru: 'Удалён', en: 'Discarded' },
};
const OFFICIAL_USE: LocalizedText = {
  kk: 'Қызмет бабында пайдалану үшін',
  ru: 'Для служебного пользования',
  en: 'For official use',
};
const ARCHIVED: LocalizedText = { kk: 'Мұрағат', ru: 'Архив', en: 'Archive' };

/** A title is read whole, and the table is printed on a page. */
export const LAYOUT: SheetLayout = { above: [], widths: [15, 50, 20, 20, 30, 24, 17, 17, 18] };

const LIST: LocalizedText = {
  kk: 'Жобаларды келісу',
  ru: 'Согласование проектов',
  en: 'Agreement of drafts',
};
/** As the tabs of the list are called. */
const VIEWS: Readonly<Record<ActView, LocalizedText>> = {
  mine: { kk: 'менікі', ru: 'мои', en: 'mine' },
  my_body: { kk: 'біздің органдікі', ru: 'моего органа', en: 'my body’s' },
  waiting: { kk: 'бізді күтеді', ru: 'ждут нас', en: 'waiting for us' },
  late: { kk: 'мерзімі өткен', ru: 'просроченные', en: 'late' },
  with_remarks: { kk: 'ескертулері бар', ru: 'с замечаниями', en: 'with remarks' },
};

/** What the file of the table is called: whose acts they are, and of which day. @param day as `2026-11-21` */
export function fileNameOf(view: ActView | undefined, day: string, language: Language): string {
  return [LIST[language], ...(view ? [VIEWS[view][language]] : []), day].join(', ').concat('.xlsx');
}

/** The headings of the table. */
export const headingsIn = (language: Language): readonly string[] => HEADS[language];

/** An act as a row of the table, as the list shows it. */
export function rowOf(act: ActListItem, language: Language): string[] {
  const marks = [act.officialUse && OFFICIAL_USE, act.archived && ARCHIVED];
  return [
    act.number ?? '',
    act.title,
    KINDS[act.kind][language],
    STATES[act.state][language],
    act.developerBody.name[language],
    act.initiatorName,
    clock.format(new Date(act.updatedAt)),
    act.dueAt ? clock.format(new Date(act.dueAt)) : '',
    marks.flatMap((mark) => (mark ? [mark[language]] : [])).join('; '),
  ];
}

/** `2026-03-18 14:05`, the same in all languages. */
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'short',
});
