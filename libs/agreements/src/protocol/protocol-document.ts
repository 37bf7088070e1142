import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { BodyRef, Language, Meeting, ProtocolRow } from '#contracts';
import { TIME_ZONE } from '#kernel';
import { MARK_WORDS } from '../official-use/mark-words.js';
import { placeInDocument } from '../remarks/place-words.js';

/** Everything that stands in the document which the heads sign (775:21). */
export interface ProtocolContent {
  readonly title: string;
  /** With the mark of the version. */
  readonly number: string | null;
  readonly language: Language;
  readonly officialUse: boolean;
  readonly developerBody: BodyRef;
  readonly body: BodyRef;
  readonly rows: readonly ProtocolRow[];
  readonly meeting: Meeting | null;
  readonly madeAt: Date;
}

const WORDS = {
  kk: {
    title: 'Келіспеушілік хаттамасы',
    between: 'Тараптар',
    item: 'Құрылымдық элемент және ескерту',
    kinds: {
      substance: 'мазмұны бойынша ескерту',
      law: 'заңдылығы бойынша ескерту',
      editorial: 'редакциялық ескерту',
    },
    position: 'Ұстаным',
    reasons: 'Негіздеме',
    meeting: 'Келісу кеңесі',
    participants: 'Қатысушылар',
    result: 'Нәтижесі',
    signed: 'Хаттамаға екі органның бірінші басшылары порталда электрондық цифрлық қолтаңба қояды.',
    page: (page: number, pages: number) => `${page} / ${pages} бет`,
  },
  ru: {
    title: 'Протокол разногласий',
    between: 'Стороны',
    item: 'Структурный элемент и замечание',
    kinds: {
      substance: 'замечание по существу',
      law: 'замечание по законности',
      editorial: 'редакционное замечание',
    },
    position: 'Позиция',
    reasons: 'Обоснование',
    meeting: 'Согласительное совещание',
    participants: 'Участники',
    result: 'Результат',
    signed: 'Протокол подписывают в портале электронной цифровой подписью первые руководители обоих органов.',
    page: (page: number, pages: number) => `стр. ${page} из ${pages}`,
  },
};

const INK = '#15222b';
const FAINT = '#5a6770';

/** The protocol as pdfmake draws it: A4 on its side, two columns of positions, in the act's language. */
export function protocolDefinition(content: ProtocolContent): TDocumentDefinitions {
  const text = content.language === 'ru' ? 'ru' : 'kk';
  const words = WORDS[text];
  const { developerBody, body, rows, meeting, number, madeAt } = content;
  const day = new Intl.DateTimeFormat(`${text}-KZ`, { timeZone: TIME_ZONE, dateStyle: 'long' });
  const header = [words.item, developerBody.name[text], body.name[text]].map(
    (title): TableCell => ({ text: title, bold: true }),
  );
  return {
    info: { title: `${words.title} ${number ?? ''}`.trim(), creator: 'Kelisim' },
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [50, 42, 42, 50],
    defaultStyle: { font: 'NotoSans', fontSize: 9, lineHeight: 1.15, color: INK },
    language: text,
    footer: (page, pages) => ({
      margin: [50, 12, 42, 0],
      fontSize: 7.5,
      color: FAINT,
      columns: [day.format(madeAt), { text: words.page(page, pages), alignment: 'right' }],
    }),
    content: [
      ...(content.officialUse
        ? [
            {
              text: MARK_WORDS[text],
              bold: true,
              alignment: 'right' as const,
              margin: [0, 0, 0, 8] as Margins,
            },
          ]
        : []),
      { text: words.title, fontSize: 16, bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
      { text: content.title, fontSize: 11, bold: true, alignment: 'center' },
      ...(number === null ? [] : [{ text: `№ ${number}`, alignment: 'center' as const }]),
      {
        text: `${words.between}: ${developerBody.name[text]}; ${body.name[text]}`,
        margin: [0, 8, 0, 8],
      },
      {
        table: {
          headerRows: 1,
          widths: ['28%', '36%', '36%'],
          body: [
            header,
            ...rows.map((row): TableCell[] => [
              {
                stack: [
                  { text: placeInDocument(row, text), bold: true },
                  { text: words.kinds[row.kind], color: FAINT, margin: [0, 0, 0, 3] as Margins },
                  row.remark,
                ],
              },
              sideOf(row.developer, words),
              sideOf(row.body, words),
            ]),
          ],
        },
      },
      ...(meeting ? [meetingPart(meeting, words, day)] : []),
      { text: words.signed, color: FAINT, margin: [0, 14, 0, 0] },
    ],
  };
}

type Words = (typeof WORDS)['kk'];
type Margins = [number, number, number, number];

function sideOf({ position, reasons }: ProtocolRow['developer'], words: Words): TableCell {
  return {
    stack: [
      { text: position },
      ...(reasons === ''
        ? []
        : [
            {
              text: [{ text: `${words.reasons}: `, color: FAINT }, reasons],
              margin: [0, 4, 0, 0] as Margins,
            },
          ]),
    ],
  };
}

function meetingPart({ on, participants, result }: Meeting, words: Words, day: Intl.DateTimeFormat): Content {
  return {
    margin: [0, 12, 0, 0],
    stack: [
      { text: `${words.meeting}, ${day.format(new Date(`${on}T12:00:00Z`))}`, bold: true },
      { text: `${words.participants}: ${participants}` },
      ...(result === '' ? [] : [{ text: `${words.result}: ${result}` }]),
    ],
  };
}
