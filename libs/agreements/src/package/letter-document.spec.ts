import { content, footerOf } from '../sheet/sheet.fixture.js';
import { letterDefinition } from './letter-document.js';

test.each([
  ['kk', 'Хат порталда қалыптастырылды: 2026 ж. 19 наурыз, 14:05'],
  ['ru', 'Письмо сформировано в портале: 19 марта 2026 г., 14:05'],
] as const)('775:22 the foot of a cover letter in %s calls it a letter, no sheet', (language, foot) => {
  const { act, version, madeAt } = content(language);
  const letter = { subject: 'Subject', text: 'Text' };
  expect(footerOf(letterDefinition(act, version, { letter }, madeAt))[0]).toBe(foot);
});
