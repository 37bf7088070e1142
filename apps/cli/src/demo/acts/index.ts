import { renderDocx } from '../render-docx.js';
import { renderEstimate } from '../render-estimate.js';
import { renderPdf } from '../render-pdf.js';
import * as archiveGroupKk from './archive-group.kk.js';
import * as archiveGroupRu from './archive-group.ru.js';
import { type ActDocument, type ActLanguage, rework } from './blocks.js';
import * as electronicArchiveKk from './electronic-archive.kk.js';
import * as electronicArchiveRu from './electronic-archive.ru.js';
import type { DraftActKind } from './frames.js';
import * as openDataKk from './open-data.kk.js';
import * as openDataRu from './open-data.ru.js';
import * as servicePointsKk from './service-points.kk.js';
import * as servicePointsRu from './service-points.ru.js';

export interface DemoFile {
  name: string;
  render: () => Promise<Buffer>;
}

export interface DemoAct {
  /** The act and its language, as `service-points.kk`. */
  key: string;
  kind: DraftActKind;
  language: ActLanguage;
  title: string;
  description: string;
  files: DemoFile[];
  /** The version "/1" (775:19): all its files, and what changed in the draft, in words. */
  rework?: { files: DemoFile[]; changes: string[] };
}

const names = {
  kk: {
    government_resolution: 'Қаулы жобасы',
    prime_minister_order: 'Өкім жобасы',
    bill: 'Заң жобасы',
    note: 'Түсіндірме жазба',
    comparison: 'Салыстырма кесте',
    estimate: 'Қаржылық-экономикалық есептеулер',
  },
  ru: {
    government_resolution: 'Проект постановления',
    prime_minister_order: 'Проект распоряжения',
    bill: 'Проект закона',
    note: 'Пояснительная записка',
    comparison: 'Сравнительная таблица',
    estimate: 'Финансово-экономические расчёты',
  },
};

function docx(name: string, document: ActDocument): DemoFile {
  return { name: `${name}.docx`, render: () => renderDocx(document) };
}

function pdf(name: string, document: ActDocument): DemoFile {
  return { name: `${name}.pdf`, render: () => renderPdf(document) };
}

/** What goes with every draft: the draft itself in both formats, and its explanatory note. */
function draftFiles(kind: DraftActKind, draft: ActDocument, note: ActDocument): DemoFile[] {
  const words = names[draft.language];
  return [docx(words[kind], draft), pdf(words[kind], draft), pdf(words.note, note)];
}

function servicePoints(act: typeof servicePointsKk): DemoAct {
  const { resolution, resolutionEdits, explanatoryNote, title, description } = act;
  const { language } = resolution;
  const kind = 'government_resolution';
  const estimate: DemoFile = {
    name: `${names[language].estimate}.xlsx`,
    render: () => renderEstimate(language),
  };
  return {
    key: `service-points.${language}`,
    kind,
    language,
    title,
    description,
    files: [...draftFiles(kind, resolution, explanatoryNote), estimate],
    rework: {
      files: [...draftFiles(kind, rework(resolution, resolutionEdits), explanatoryNote), estimate],
      changes: resolutionEdits.map((edit) => edit.change),
    },
  };
}

function archiveGroup(act: typeof archiveGroupKk): DemoAct {
  const { order, explanatoryNote, title, description } = act;
  const kind = 'prime_minister_order';
  const files = draftFiles(kind, order, explanatoryNote);
  return {
    key: `archive-group.${order.language}`,
    kind,
    language: order.language,
    title,
    description,
    files,
  };
}

function electronicArchive(act: typeof electronicArchiveKk): DemoAct {
  const { bill, comparativeTable, explanatoryNote, title, description } = act;
  const { language } = bill;
  const kind = 'bill';
  const files = [
    ...draftFiles(kind, bill, explanatoryNote),
    docx(names[language].comparison, comparativeTable),
  ];
  return { key: `electronic-archive.${language}`, kind, language, title, description, files };
}

function openData(act: typeof openDataKk): DemoAct {
  const { resolution, explanatoryNote, title, description } = act;
  const { language } = resolution;
  const kind = 'government_resolution';
  const files = draftFiles(kind, resolution, explanatoryNote);
  return { key: `open-data.${language}`, kind, language, title, description, files };
}

/** The demo's acts, each in Kazakh and in Russian, all drafted by the developer body of the demo directory. */
export const demoActs: DemoAct[] = [
  servicePoints(servicePointsKk),
  servicePoints(servicePointsRu),
  archiveGroup(archiveGroupKk),
  archiveGroup(archiveGroupRu),
  electronicArchive(electronicArchiveKk),
  electronicArchive(electronicArchiveRu),
  openData(openDataKk),
  openData(openDataRu),
];
