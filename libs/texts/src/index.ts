export { compareTexts, follow } from './compare/compare.js';
export { readDocx } from './read-docx.js';
