export { compareTexts, follow } from './compare/compare.js';
export { Comparisons } from './comparisons.js';
export { readDocx } from './read-docx.js';
export { placeInWords, placesOf } from './structure/places.js';
export { reasonKey } from './table/reason-key.js';
export { SIDEWAYS_WIDTH, sidewaysDocx } from './table/sideways-page.js';
export { Texts } from './texts.js';
export { TextsModule } from './texts.module.js';
export { textsPersistence } from './texts.persistence.js';
