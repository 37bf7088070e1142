import { z } from 'zod';
import { freeText, id, language, typedText } from '../common.js';
import { COUNTED, countedUnit, period } from './board.js';
import { actKind } from './card.js';
import { ACT_VIEWS } from './commands.js';
import { VERSION_STATES } from './machines.js';

/** Views that an account keeps, at most. */
export const MAX_SAVED_VIEWS = 20;
export const MAX_VIEW_NAME = 60;

/** What a list is narrowed to, as its address has it. */
export const actFilters = z
  .strictObject({
    q: freeText(200).optional(),
    kind: actKind.optional(),
    state: z.enum(VERSION_STATES).optional(),
    view: z.enum(ACT_VIEWS).optional(),
    archived: z.literal(true).optional(),
    counted: z.enum(COUNTED).optional(),
    unit: countedUnit.optional(),
    period: period.optional(),
  })
  .meta({ id: 'ActFilters' });
export type SavedFilters = z.infer<typeof actFilters>;

/** Acts that a table of the list has room for. */
export const MOST_LISTED = 20_000;
/** The table speaks the reader's language. */
export const listExportBody = actFilters.extend({ language });
export type ListExportBody = z.infer<typeof listExportBody>;

/** The id is made by the browser, so that what was removed comes back as it was. */
export const saveViewBody = z.object({ id, name: typedText(MAX_VIEW_NAME), filters: actFilters });
export type SaveViewBody = z.infer<typeof saveViewBody>;
export const renameViewBody = z.object({ name: typedText(MAX_VIEW_NAME) });
export type RenameViewBody = z.infer<typeof renameViewBody>;

/** The reader's own, by name. */
export const savedViews = z
  .object({ items: z.array(saveViewBody.meta({ id: 'SavedView' })) })
  .meta({ id: 'SavedViews' });
export type SavedViews = z.infer<typeof savedViews>;
export type SavedView = SavedViews['items'][number];
