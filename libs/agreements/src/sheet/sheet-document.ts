import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Decider, Language } from '#contracts';
import { TIME_ZONE } from '#kernel';
import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { markedNumber } from '../acts/numbers.js';
import { MARK_WORDS } from '../official-use/mark-words.js';
import type { SignedProtocol } from '../protocol/signed-protocols.js';
import { keptSilent } from '../route/outcomes.js';
import type { Review } from '../route/review.entity.js';
import type { RouteStep } from '../route/route-step.entity.js';
import { drawPdf } from './draw-pdf.js';
import type { NoLongerAsked } from './no-longer-asked.js';
import { printedCode } from './sheet-code.js';
import { type SheetWords, sheetWords } from './sheet-words.js';

/** Everything that the sheet lists, in the order of the route. */
export interface SheetContent {
  readonly act: DraftAct;
  readonly version: ActVersion;
  /** Steps inside the developer body that let the version go. */
  readonly steps: readonly RouteStep[];
  readonly reviews: readonly { readonly review: Review; readonly steps: readonly RouteStep[] }[];
  readonly noLongerAsked: readonly NoLongerAsked[];
  /** Those that both heads had signed by then (775:21). */
  readonly protocols: readonly SignedProtocol[];
  readonly madeAt: Date;
  /** By which anyone finds what the portal says of the sheet. */
  readonly code: string;
  /** Address of the page that tells it. */
  readonly checkAt: string;
}

export type TextKey = 'kk' | 'ru';

export const INK = '#15222b';
export const FAINT = '#5a6770';
/** Between the text of a cell and its edges, in points. */
const CELL = 3;
/** Step, person, outcome, time, certificate. */
const COLUMNS = 5;

/** The sheet as pdfmake draws it: A4, in the act's language. */
export function sheetDefinition(content: SheetContent): TDocumentDefinitions {
  const { act, version } = content;
  const words = sheetWords(version.language);
  const text: TextKey = version.language === 'ru' ? 'ru' : 'kk';
  const format = moments(version.language);
  return {
    ...frame(content, words, words.title),
    content: [
      ...(act.officialUse ? [officialUse(text)] : []),
      { text: words.title, fontSize: 16, bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
      { text: words.kinds[act.kind], alignment: 'center', color: FAINT },
      { text: version.title, fontSize: 11, bold: true, alignment: 'center', margin: [0, 4, 0, 12] },
      facts([
        [
          words.number,
          `${markedNumber(act.number, version.ordinal) ?? ''} · ${words.version(version.ordinal)}`,
        ],
        [words.developer, act.developerBody.name[text]],
        [words.responsible, `${act.initiator.fullName}, ${act.initiator.post[text]}`],
        [words.dispatched, version.dispatchedAt ? format(version.dispatchedAt) : ''],
        [words.settled, version.settledAt ? format(version.settledAt) : ''],
      ]),
      route(content.steps, { words, text, format }, [heading(words.internal)]),
      ...content.reviews.map(({ review, steps }, place) =>
        route(steps, { words, text, format }, [
          ...(place === 0 ? [heading(words.bodies)] : []),
          bodyHeading(review, words, text),
          ...incoming(review, words, format),
        ]),
      ),
      ...askedNoMore(content.noLongerAsked, version.ordinal, { words, text, format }),
      ...protocolsOf(content, { words, text, format }),
      howToCheck(content, words),
    ],
  };
}

/** Who was asked and is asked no more stands on the sheet too, as what it is: no consent (775:20). */
function askedNoMore(bodies: readonly NoLongerAsked[], ordinal: number, speech: Speech): Content[] {
  const { words, text } = speech;
  if (bodies.length === 0) return [];
  return [
    heading(words.unanswered.title),
    { text: words.unanswered.note, color: FAINT, fontSize: 8, margin: [-CELL, 0, 0, 2] },
    ...bodies.map((one): Content => {
      const lines = [
        ...(one.ordinal < ordinal ? [words.unanswered.notListed] : []),
        ...calledOff(one, ordinal, speech),
        ...answered(one, speech),
      ];
      return {
        margin: [-CELL, 4, 0, 0],
        stack: [{ text: one.body.name[text], bold: true }, ...lines.map((line) => ({ text: line }))],
      };
    }),
  ];
}

/** That it let its term pass or was not waited for, when and why it was taken off. */
function calledOff(one: NoLongerAsked, ordinal: number, { words, format }: Speech): string[] {
  if (!one.calledOff) return [];
  const { dueAt, withdrawn } = one.calledOff;
  const facts = [
    ...(one.ordinal < ordinal ? [words.version(one.ordinal)] : []),
    keptSilent(one.calledOff) ? words.unanswered.silent : words.unanswered.left,
    ...(dueAt ? [`${words.due}: ${format(dueAt)}`] : []),
    ...(withdrawn ? [`${format(new Date(withdrawn.at))}: ${withdrawn.reason}`] : []),
  ];
  return [facts.join(' · ')];
}

/** What it said of a version before: a refusal is not forgotten with the body that gave it (775:17.3). */
function answered({ answered: before }: NoLongerAsked, { words, format }: Speech): string[] {
  if (!before) return [];
  const { ordinal, at, outcome, openRemarks } = before;
  const facts = [
    `${words.unanswered.before}: ${words.version(ordinal)}`,
    format(at),
    words.outcomes[outcome],
    ...(openRemarks > 0 ? [words.unanswered.openRemarks(openRemarks)] : []),
  ];
  return [facts.join(' · ')];
}

/** What was not agreed to the end: each protocol with its body and version, and the heads who signed it (775:21). */
export function protocolsOf(
  { act, protocols }: Pick<SheetContent, 'protocols'> & { readonly act: Pick<SheetContent['act'], 'number'> },
  { words, text, format }: Speech,
): Content[] {
  if (protocols.length === 0) return [];
  return [
    heading(words.protocols),
    ...protocols.map(
      ({ body, version, signatures }): Content => ({
        unbreakable: true,
        margin: [-CELL, 4, 0, 0],
        stack: [
          { text: `${body.name[text]} · № ${markedNumber(act.number, version) ?? ''}`, bold: true },
          ...signatures.map(({ by, signature }) => ({
            text: [
              `${deciderOf(by, words, text)} · ${format(new Date(signature.signedAt))} · `,
              { text: breakable(signature.certificateSerial), fontSize: 7.5 },
            ],
          })),
        ],
      }),
    ),
  ];
}

/** Paper, type, and the foot of each page. @param made that the portal made it, before the moment */
export function frame(
  { act, version, madeAt }: Pick<SheetContent, 'act' | 'version' | 'madeAt'>,
  words: SheetWords,
  title: string,
  made = words.made,
): Omit<TDocumentDefinitions, 'content'> {
  const format = moments(version.language);
  return {
    info: { title: `${title} ${markedNumber(act.number, version.ordinal) ?? ''}`, creator: 'Kelisim' },
    pageSize: 'A4',
    pageMargins: [50, 42, 42, 50],
    defaultStyle: { font: 'NotoSans', fontSize: 9, lineHeight: 1.15, color: INK },
    language: version.language,
    footer: (page, pages) => ({
      margin: [50, 12, 42, 0],
      fontSize: 7.5,
      color: FAINT,
      columns: [
        { text: `${made}: ${format(madeAt)}` },
        { text: words.page(page, pages), alignment: 'right' },
      ],
    }),
  };
}

/** The bytes of the sheet's PDF. */
export function renderSheet(content: SheetContent): Promise<Buffer> {
  return drawPdf(sheetDefinition(content));
}

/** Where and by what code anyone checks the signatures; below the sheet's own text, never over it. */
export function howToCheck(
  { code, checkAt }: Pick<SheetContent, 'code' | 'checkAt'>,
  words: SheetWords,
): Content {
  return {
    unbreakable: true,
    margin: [0, 20, 0, 0],
    columnGap: 12,
    columns: [
      { qr: `${checkAt}?c=${code}`, fit: 84, eccLevel: 'M', foreground: INK, width: 'auto' },
      {
        width: '*',
        stack: [
          { text: words.check.title, bold: true, margin: [0, 4, 0, 3] },
          { text: words.check.text, color: FAINT, fontSize: 8, margin: [0, 0, 0, 4] },
          { text: checkAt, fontSize: 8 },
          { text: printedCode(code), bold: true, fontSize: 10, margin: [0, 2, 0, 0] },
        ],
      },
    ],
  };
}

/** 775:3: stands at the upper right, as on paper. */
export function officialUse(language: TextKey): Content {
  return { text: MARK_WORDS[language], bold: true, alignment: 'right', margin: [0, 0, 0, 8] };
}

/** A heading of the sheet, at the edge of what stands under it. */
export function heading(text: string): Content {
  return { text, bold: true, fontSize: 11, margin: [-CELL, 11, 0, 3] };
}

/** The name of an approving body with its outcome; none where it gave none. */
export function bodyHeading({ body, outcome }: Review, words: SheetWords, text: TextKey): Content {
  return {
    margin: [-CELL, 9, 0, 1],
    columns: [
      { text: body.name[text], bold: true, fontSize: 10 },
      { text: outcome ? words.outcomes[outcome] : '', alignment: 'right', bold: true, width: 'auto' },
    ],
    columnGap: 12,
  };
}

/** Requisites under one another. @param rows name and value, in the sheet's language */
export function facts(rows: [string, string][]): Content {
  return {
    layout: 'noBorders',
    table: {
      widths: [150, '*'],
      body: rows.map(([name, value]) => [{ text: name, color: FAINT }, { text: value }]),
    },
  };
}

/** The incoming number and the term of a body, and that its answer was late; nothing where none is known. @param format of moments */
export function incoming(review: Review, words: SheetWords, format: (at: Date) => string): Content[] {
  const parts = [
    review.incomingNumber ? `${words.incoming}: ${review.incomingNumber}` : '',
    review.dueAt ? `${words.due}: ${format(review.dueAt)}` : '',
    review.dueAt && review.settledAt && review.settledAt > review.dueAt ? words.late : '',
  ].filter(Boolean);
  return parts.length === 0
    ? []
    : [{ text: parts.join(' · '), color: FAINT, fontSize: 8, margin: [-CELL, 0, 0, 0] }];
}

export interface Speech {
  readonly words: SheetWords;
  readonly text: TextKey;
  readonly format: (at: Date) => string;
}

/**
 * Steps as a table. Its headings are rows of it, so that none stays alone at the foot of a page; where the table goes on
 * over a page, they say again whose it is.
 */
export function route(
  steps: readonly RouteStep[],
  { words, text, format }: Speech,
  headings: readonly Content[],
): Content {
  const above = headings.map((one): TableCell[] => [
    { stack: [one], colSpan: COLUMNS },
    ...Array.from({ length: COLUMNS - 1 }, () => ''),
  ]);
  const header = Object.values(words.columns).map(
    (title): TableCell => ({ text: title, bold: true, fontSize: 8 }),
  );
  const rows = steps.map((step): TableCell[] => [
    { text: step.unit ? `${words.steps[step.kind]}: ${step.unit.name[text]}` : words.steps[step.kind] },
    { text: peopleOf(step, words, text) },
    { text: outcomeOf(step, words) },
    { text: timeOf(step, words, format) },
    step.signature
      ? { text: breakable(step.signature.certificateSerial), fontSize: 7.5 }
      : { text: step.state === 'silent' ? '' : words.withoutSignature, color: FAINT, fontSize: 7.5 },
  ]);
  return {
    table: {
      headerRows: above.length + 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: ['24%', '26%', '19%', '14%', '17%'],
      body: [...above, header, ...rows],
    },
    layout: {
      hLineWidth: (line) => (line < above.length ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => '#b9b6aa',
      paddingTop: () => CELL,
      paddingBottom: () => CELL,
      paddingLeft: () => CELL,
      paddingRight: () => CELL,
    },
  };
}

/** "N., post", and in whose stead he did it. */
function deciderOf({ fullName, post, onBehalfOf }: Decider, words: SheetWords, text: TextKey): string {
  const own = `${fullName}, ${post[text]}`;
  return onBehalfOf ? `${own} (${words.inStead(`${onBehalfOf.fullName}, ${onBehalfOf.post[text]}`)})` : own;
}

/** Who decided; of a unit that kept silent, who was asked. */
function peopleOf({ decidedBy, assignees }: RouteStep, words: SheetWords, text: TextKey): string {
  if (decidedBy) return deciderOf(decidedBy, words, text);
  return assignees.map(({ fullName, post }) => `${fullName}, ${post[text]}`).join('; ');
}

/**
 * The word of the order for what was done: an outcome where the step has one to pick, else the deed (775:15-18). Of a unit that
 * kept silent, that it did, and that this is no consent.
 */
function outcomeOf({ kind, state, outcome, dueAt, decidedAt }: RouteStep, words: SheetWords): string {
  if (state === 'silent') return `${words.unanswered.silent}. ${words.unanswered.note}`;
  const done = words.deeds[kind] ?? (outcome ? words.outcomes[outcome] : '');
  const isLate = kind === 'opinion' && dueAt && decidedAt && decidedAt > dueAt;
  return isLate ? `${done}; ${words.late}` : done;
}

/** When it was decided; of a unit that kept silent, until when it had time. */
function timeOf({ decidedAt, dueAt }: RouteStep, words: SheetWords, format: (at: Date) => string): string {
  if (decidedAt) return format(decidedAt);
  return dueAt ? `${words.due}: ${format(dueAt)}` : '';
}

/** A serial number has no place to break: one after every eighth digit. */
function breakable(serial: string): string {
  return serial.replace(/(.{8})(?=.)/g, '$1\u200b');
}

/** Day and time in Astana, as the language of the sheet writes them. */
export function moments(language: Language): (at: Date) => string {
  const day = new Intl.DateTimeFormat(`${language}-KZ`, { timeZone: TIME_ZONE, dateStyle: 'long' });
  const time = new Intl.DateTimeFormat('ru-KZ', { timeZone: TIME_ZONE, timeStyle: 'short' });
  return (at) => `${day.format(at)}, ${time.format(at)}`;
}
