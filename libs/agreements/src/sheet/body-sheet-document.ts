import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { markedNumber } from '../acts/numbers.js';
import type { Review } from '../route/review.entity.js';
import type { RouteStep } from '../route/route-step.entity.js';
import {
  bodyHeading,
  FAINT,
  facts,
  frame,
  heading,
  howToCheck,
  incoming,
  moments,
  officialUse,
  route,
  type TextKey,
} from './sheet-document.js';
import { fatesOfUnits, remarksOfBody, type SheetRemark } from './sheet-remarks.js';
import { type SheetWords, sheetWords } from './sheet-words.js';

/** What the sheet of one body lists (775:17.1): its internal results, and the files that they are about. */
export interface BodySheetContent {
  readonly act: DraftAct;
  readonly version: ActVersion;
  readonly review: Review;
  /** Steps of the passage that counted. */
  readonly steps: readonly RouteStep[];
  /** The body's own, and its units', in the order in which they are listed. */
  readonly remarks: readonly SheetRemark[];
  readonly madeAt: Date;
  readonly code: string;
  readonly checkAt: string;
}

/** The sheet of one approving body; where it agreed, with room for the visa that its head gives by hand on the paper copy. */
export function bodySheetDefinition(content: BodySheetContent): TDocumentDefinitions {
  const { act, version, review, steps } = content;
  const words = sheetWords(version.language);
  const text: TextKey = version.language === 'ru' ? 'ru' : 'kk';
  const format = moments(version.language);
  return {
    ...frame(content, words, words.bodySheet.title),
    content: [
      ...(act.officialUse ? [officialUse(text)] : []),
      { text: words.bodySheet.title, fontSize: 16, bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
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
      ]),
      route(steps, { words, text, format }, [
        bodyHeading(review, words, text),
        ...incoming(review, words, format),
        ...(review.reason ? [reasonOf(review.reason, words)] : []),
      ]),
      ...remarksOfBody(content.remarks, words),
      ...fatesOfUnits(content.remarks, words, text),
      heading(words.bodySheet.files),
      files(version),
      ...(review.outcome === 'agreed' ? [visa(words)] : []),
      howToCheck(content, words),
    ],
  };
}

function reasonOf(reason: string, words: SheetWords): Content {
  return { text: [{ text: `${words.bodySheet.reason}: `, color: FAINT }, reason], margin: [0, 3, 0, 0] };
}

/** Which files the paper copy is of: by name and the beginning of the hash that is signed. */
function files(version: ActVersion): Content {
  return {
    ol: version.files.map(({ name, sha256 }) => ({
      text: [{ text: name }, { text: `  SHA-256 ${sha256.slice(0, 16)}…`, color: FAINT, fontSize: 7.5 }],
    })),
  };
}

function visa(words: SheetWords): Content {
  return {
    unbreakable: true,
    margin: [0, 24, 0, 0],
    stack: [
      { text: `${words.bodySheet.visa}:` },
      { text: '_______________________________    «____» ______________ 20____', margin: [0, 22, 0, 0] },
    ],
  };
}
