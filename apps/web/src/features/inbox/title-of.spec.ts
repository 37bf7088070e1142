import { titleOf } from './title-of';

const item = {
  subjectKind: 'state_body',
  title: 'Қаржы министрлігі',
  titleLanguage: 'kk',
  bodyName: { kk: 'Қаржы министрлігі', ru: 'Министерство финансов', en: 'Ministry of Finance' },
} as const;

test('a task about a body is titled by its name in the reader’s language', () => {
  expect(titleOf(item, 'ru')).toEqual({ text: 'Министерство финансов', lang: 'ru' });
  expect(titleOf(item, 'en')).toEqual({ text: 'Ministry of Finance', lang: 'en' });
});

test('a document keeps the title and the language that it was written in', () => {
  expect(titleOf({ ...item, subjectKind: 'bill' }, 'ru')).toEqual({ text: 'Қаржы министрлігі', lang: 'kk' });
});
