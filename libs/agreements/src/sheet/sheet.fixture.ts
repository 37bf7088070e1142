import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PersonRef, SignatureMark, StepKind } from '#contracts';
import { newId } from '#kernel';
import { makeText } from '#testing';
import type { Review } from '../route/review.entity.js';
import type { RouteStep } from '../route/route-step.entity.js';
import { type SheetContent, sheetDefinition } from './sheet-document.js';

/** Somebody whose post is called after him. */
export const person = (name: string): PersonRef => ({
  id: newId(),
  fullName: name,
  post: makeText(`${name} post`),
  unit: makeText('unit'),
});
export const mark = (certificateSerial: string): SignatureMark => ({
  id: newId(),
  signedAt: '2026-03-16T06:30:00.000Z',
  certificateSerial,
  certificateOwner: 'ӘЛИЕВ БОЛАТ',
});

/** A step that was decided. */
export function step(kind: StepKind, name: string, parts: Partial<RouteStep> = {}): RouteStep {
  return {
    id: newId(),
    actId: newId(),
    versionId: newId(),
    bodyId: newId(),
    reviewId: null,
    submissionId: null,
    kind,
    state: 'done',
    round: 1,
    planKey: null,
    unit: null,
    assignees: [],
    assigneeIds: [],
    createdAt: new Date('2026-03-16T04:00:00Z'),
    dueAt: null,
    until: null,
    openedAt: null,
    passedOverAt: null,
    decidedAt: new Date('2026-03-16T06:30:00Z'),
    decidedBy: person(name),
    outcome: null,
    comment: null,
    remarks: [],
    pendingSignature: null,
    lapsed: null,
    signature: null,
    ...parts,
  };
}

/** Of a body that agreed in time. */
export const review: Review = {
  id: newId(),
  versionId: newId(),
  place: 1,
  bodyId: newId(),
  body: { id: newId(), name: makeText('Ministry of Justice'), shortName: makeText('MJ') },
  state: 'settled',
  round: 1,
  arrivedAt: new Date('2026-03-16T07:00:00Z'),
  addedFor: null,
  assignmentFile: null,
  withdrawn: null,
  registeredAt: new Date('2026-03-16T08:00:00Z'),
  incomingNumber: 'К-12/34',
  dueAt: new Date('2026-03-20T13:00:00Z'),
  term: null,
  termBasis: null,
  responsibleUnit: null,
  responsibleHeadId: null,
  executor: null,
  interestedUnits: [],
  unitsUntil: null,
  outcome: 'agreed',
  reason: null,
  remarks: [],
  settledAt: new Date('2026-03-19T09:00:00Z'),
  signedBy: null,
  signature: null,
  sheetFileId: null,
};

/** A sheet of an act that one body has agreed. */
export function content(language: 'kk' | 'ru', ordinal = 0): SheetContent {
  const actId = newId();
  return {
    act: {
      id: actId,
      kind: 'government_resolution',
      officialUse: false,
      closedTo: [],
      createdAt: new Date('2026-03-14T05:00:00Z'),
      updatedAt: new Date('2026-03-19T09:00:00Z'),
      revision: 2,
      number: 'ҮҚ-26-7',
      numberYear: 2026,
      numberSeq: 7,
      developerBodyId: newId(),
      developerBody: { id: newId(), name: makeText('Digital ministry'), shortName: makeText('DM') },
      initiatorUnitId: null,
      initiatorId: newId(),
      initiator: person('Initiator'),
      scopes: [],
      ordinal,
      state: 'agreed',
      title: '',
      language,
      publicOrdinal: ordinal,
      publicState: 'agreed',
      publicTitle: '',
      withdrawn: null,
      archivedAt: null,
    },
    version: {
      id: newId(),
      actId,
      ordinal,
      state: 'agreed',
      title: 'Ашық деректер тізбесін бекіту туралы',
      language,
      description: '',
      internalTermDays: 3,
      interestedUnits: [],
      plan: { stages: [] },
      legalHead: null,
      bodyHead: null,
      approvingBodies: [],
      files: [],
      round: 1,
      returned: null,
      createdAt: new Date('2026-03-14T05:00:00Z'),
      dispatchedAt: new Date('2026-03-16T07:00:00Z'),
      settledAt: new Date('2026-03-19T09:00:00Z'),
      sheetFileId: null,
      sheetCode: null,
      searchWords: '',
    },
    steps: [
      step('unit_agreement', 'UnitHead', {
        outcome: 'agreed',
        unit: { id: newId(), name: makeText('Planning unit') },
      }),
      step('legal_visa', 'LegalHead', {
        outcome: 'agreed',
        signature: mark('0a1b2c3d4e5f60718293a4b5c6d7e8f9'),
      }),
      step('developer_signature', 'Minister', { outcome: 'agreed', signature: mark('11111111222222223333') }),
    ],
    reviews: [
      {
        review,
        steps: [
          step('registration', 'Officer'),
          step('assignment', 'Deputy'),
          step('opinion', 'OpinionHead', {
            outcome: 'with_remarks',
            unit: { id: newId(), name: makeText('Legal unit') },
          }),
          step('outcome', 'Executor', { outcome: 'agreed' }),
          step('outcome_agreement', 'ResponsibleHead', { outcome: 'agreed' }),
          step('body_signature', 'OtherMinister', { outcome: 'agreed', signature: mark('44445555') }),
        ],
      },
    ],
    noLongerAsked: [],
    protocols: [],
    madeAt: new Date('2026-03-19T09:05:00Z'),
    code: 'K7QX20AB9ZTM4R5W',
    checkAt: 'https://kelisim.example/verify',
  };
}

/** Every text of a definition in the order of reading, marks for line breaks left out. */
export function textsOf(part: unknown): string[] {
  if (typeof part === 'string') return [part.replaceAll('\u200b', '')];
  if (Array.isArray(part)) return part.flatMap(textsOf);
  if (typeof part !== 'object' || part === null) return [];
  const { text, columns, stack, table } = part as Record<string, unknown> & { table?: { body: unknown } };
  return [text, columns, stack, table?.body].flatMap(textsOf);
}
/** The foot of the first page. */
export const footerOf = ({ footer }: TDocumentDefinitions): string[] =>
  textsOf(
    typeof footer === 'function'
      ? footer(1, 1, { width: 595, height: 842, orientation: 'portrait' })
      : footer,
  );
export const sheetTexts = (of: SheetContent) => textsOf(sheetDefinition(of).content);

export interface ApprovalsTable {
  readonly headerRows: number;
  readonly keepWithHeaderRows: number;
  readonly body: unknown[][];
}

/** The rows of the tables of approvals: five cells each, headings left out. */
export function rowsOf(of: SheetContent): string[][] {
  const parts = sheetDefinition(of).content as { table?: ApprovalsTable }[];
  const tables = parts.flatMap(({ table }) => (table?.headerRows ? [table] : []));
  return tables.flatMap(({ body, headerRows }) => body.slice(headerRows)).map((row) => row.flatMap(textsOf));
}
