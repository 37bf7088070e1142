export { Comparisons } from './comparisons.js';
export { PlainTables } from './plain-tables.js';
export { readDocx } from './read-docx.js';
export type { PlainTable } from './table/plain-table.js';
export { reasonKey } from './table/reason-key.js';
export { type KnownText, knownTexts, textStates } from './text-states.js';
export { Texts } from './texts.js';
export { TextsModule } from './texts.module.js';
export { textsPersistence } from './texts.persistence.js';
