import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { FAINT, frame, officialUse, type TextKey } from '../sheet/sheet-document.js';
import { sheetWords } from '../sheet/sheet-words.js';
import type { Submission } from './submission.entity.js';

const SIGNED_HOW: Record<TextKey, string> = {
  kk: 'Хатқа орган басшысы ЭЦҚ пайдалана отырып қол қояды; қолтаңба пакетте, letter.asice контейнерінде.',
  ru: 'Письмо подписывается руководителем органа с использованием ЭЦП; подпись находится в пакете, в контейнере letter.asice.',
};

const MADE: Record<TextKey, string> = {
  kk: 'Хат порталда қалыптастырылды',
  ru: 'Письмо сформировано в портале',
};

/** The cover letter as it is printed (775:22). */
export function letterDefinition(
  act: DraftAct,
  version: ActVersion,
  { letter }: Pick<Submission, 'letter'>,
  madeAt: Date,
): TDocumentDefinitions {
  const words = sheetWords(version.language);
  const text: TextKey = version.language === 'ru' ? 'ru' : 'kk';
  return {
    ...frame({ act, version, madeAt }, words, letter.subject, MADE[text]),
    content: [
      ...(act.officialUse ? [officialUse(text)] : []),
      { text: act.developerBody.name[text], bold: true, fontSize: 12, alignment: 'center' },
      { text: letter.subject, bold: true, fontSize: 10, margin: [0, 22, 0, 14] },
      { text: letter.text, fontSize: 11, lineHeight: 1.35, preserveLeadingSpaces: true },
      { text: SIGNED_HOW[text], color: FAINT, fontSize: 8, margin: [0, 26, 0, 0] },
    ],
  };
}
