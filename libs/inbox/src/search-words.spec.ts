import { taskCondition, taskLexemes } from './search-words.js';

const bodyName = { kk: 'Қаржы министрлігі', ru: 'Министерство финансов', en: 'Ministry of Finance' };

test('a task is found by its title, its number and all names of the body', () => {
  const words = taskLexemes({ title: '«Ашық деректер» туралы', number: 'ҮҚ-26-1184/2', bodyName });
  expect(words).toEqual(expect.arrayContaining(['ashik', 'derekter', 'turali', 'uk', '26', '1184', '2']));
  expect(words).toEqual(expect.arrayContaining(['2611842', '11842', 'karzhi', 'finansov', 'finantse']));
  expect(new Set(words).size).toBe(words.length);
});

test('a task without a number is found by its words alone', () => {
  expect(taskLexemes({ title: 'Жол', number: null, bodyName: { kk: '', ru: '', en: '' } })).toEqual(['zhol']);
});

test('a question is taken as typed, and as typed on the other layout', () => {
  expect(taskCondition('Ашық дер')).toContain("('ashik':* & 'der':*)");
  expect(taskCondition('fi')).toContain("('fi':*)");
  expect(taskCondition('fi')).toContain(' | ');
});

test.each(['№', '«»', '  ', "'&|!*:"])('%j asks for nothing', (question) => {
  expect(taskCondition(question)).toBe('');
});

test('a question never leaves the words of a condition', () => {
  for (const question of ["a'b", 'а & б', "x':*", 'q\\', "1' | '2"]) {
    expect(taskCondition(question)).toMatch(/^(\(('[a-z0-9]+':\*)( & '[a-z0-9]+':\*)*\)( \| )?)+$/);
  }
});
