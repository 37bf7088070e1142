import type { ImportColumn, ImportKind, KeptAction, LocalizedText } from '#contracts';
import { fullNameOf } from '../bodies/names.js';
import type { Kept, KeptDeed } from '../keeping/kept-record.js';
import type { Entry, PlannedRow } from './import-plan.js';

/** Columns that are one text in three languages, by the field under which histories show it. */
const TEXTS: Readonly<Record<string, readonly [ImportColumn, ImportColumn, ImportColumn]>> = {
  post: ['postKk', 'postRu', 'postEn'],
  name: ['nameKk', 'nameRu', 'nameEn'],
  shortName: ['shortKk', 'shortRu', 'shortEn'],
};
/** Fields of one column each; the IIN is never shown in a history. */
const FIELDS: Readonly<Record<ImportKind, readonly (readonly [field: string, column: ImportColumn])[]>> = {
  people: [
    ...(['surname', 'givenName', 'patronymic', 'workPhone', 'office', 'email', 'unit'] as const).map(
      (column) => [column, column] as const,
    ),
    ['kind', 'postKind'],
  ],
  units: [
    ['kind', 'unitKind'],
    ['parent', 'parent'],
    ['overseer', 'overseer'],
  ],
  bodies: [
    ['kind', 'bodyKind'],
    ['superior', 'parentBin'],
    ['bin', 'bin'],
  ],
};
const TEXTS_OF: Readonly<Record<ImportKind, readonly string[]>> = {
  people: ['post'],
  units: ['name'],
  bodies: ['name', 'shortName'],
};
const DEEDS: Readonly<
  Record<ImportKind, { new: KeptAction; changed: KeptAction; type: KeptDeed['subject']['type'] }>
> = {
  people: { new: 'person.created', changed: 'person.changed', type: 'employee' },
  units: { new: 'unit.created', changed: 'unit.changed', type: 'unit' },
  bodies: { new: 'body.created', changed: 'body.changed', type: 'state_body' },
};

/** What a row that was entered did, as the history of the person, unit or body tells it. */
export function deedOf(kind: ImportKind, row: PlannedRow, id: string): Omit<KeptDeed, 'actor'> {
  const { type, ...actions } = DEEDS[kind];
  const { entry } = row;
  const before: Entry = {
    ...entry,
    ...Object.fromEntries(row.changes.map(({ column, from }) => [column, from])),
  };
  return {
    action: row.outcome === 'new' ? actions.new : actions.changed,
    subject: { type, id },
    about:
      kind === 'people'
        ? fullNameOf({
            surname: entry.surname ?? '',
            givenName: entry.givenName ?? '',
            patronymic: entry.patronymic ?? '',
          })
        : textIn(entry, 'name'),
    ...(row.outcome === 'new' ? {} : { before: keptOf(kind, before) }),
    after: keptOf(kind, entry),
  };
}

function keptOf(kind: ImportKind, entry: Entry): Kept {
  const fields = FIELDS[kind].map(([field, column]) => [field, entry[column] || null]);
  const texts = TEXTS_OF[kind].map((field) => [field, textIn(entry, field)]);
  return Object.fromEntries([...fields, ...texts]) as Kept;
}

function textIn(entry: Entry, field: string): LocalizedText {
  const [kk = '', ru = '', en = ''] = (TEXTS[field] ?? []).map((column) => entry[column]);
  return { kk, ru, en };
}
