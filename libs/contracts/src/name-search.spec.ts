import {
  foldedWords,
  foldWord,
  marksOf,
  phoneEndings,
  phoneFigures,
  readingsOf,
  wantedWords,
} from './name-search.js';

/** Whether the question finds the text in one of its readings, as the directory does. */
function finds(question: string, text: string): boolean {
  const words = [
    ...foldedWords(text),
    ...(/\d{3}/.test(text) ? [phoneFigures(text), ...phoneEndings(text)] : []),
  ];
  return readingsOf(question).some((reading) => {
    const wanted = wantedWords(reading);
    return wanted.length > 0 && wanted.every((one) => words.some((word) => word.startsWith(one)));
  });
}

describe('one name, however it is written', () => {
  test.each([
    ['Қасымұлы', ['Касымулы', 'Kassymuly', 'Qasymuly', 'Qasymūly', 'касымулы']],
    ['Жұмабаев', ['Жумабаев', 'Zhumabayev', 'Zhumabaev', 'Jumabaev', 'Jūmabaev']],
    ['Әлиасқаров', ['Алиаскаров', 'Aliaskarov', 'Äliasqarov', 'Aliasqarov']],
    ['Ғабит', ['Габит', 'Gabit', 'Ghabit', 'Ğabit', 'Ǵabit']],
    ['Маңғыстау', ['Мангистау', 'Mangystau', 'Mañğystau', 'Manghystau']],
    ['Өмірұлы', ['Омирулы', 'Omiruly', 'Ömırūly', 'Omiruly']],
    ['Шәкен', ['Шакен', 'Shaken', 'Şäken']],
    ['Хасенов', ['Һасенов', 'Khassenov', 'Hasenov', 'Khasenov']],
    ['Ерлан', ['Yerlan', 'Erlan', 'Ёрлан']],
    ['Сергеевич', ['Sergeyevich', 'Sergeevich']],
    ['Алексеев', ['Alekseyev', 'Alexeev', 'Alekseev']],
    ['Семёнов', ['Семенов', 'Semyonov', 'Semenov']],
    ['Васильев', ['Vasilyev', 'Vasiliev']],
    ['Татьяна', ['Tatyana', 'Tatiana', "Tat'yana"]],
    ['Дмитрий', ['Dmitriy', 'Dmitry', 'Dmitri', 'Dmitrii']],
    ['Щукина', ['Shchukina', 'Schukina', 'Шукина']],
    ['Кузнецов', ['Kuznetsov']],
    ['Юлия', ['Yuliya', 'Yulia', 'Iulia']],
    ['Айгүл', ['Айгул', 'Aigul', 'Aygul', 'Aigül']],
    ['Қыдырәлі', ['Кыдырали', 'Kydyrali', 'Qydyräli']],
  ])('%s is also %j', (name, others) => {
    expect(others.map(foldWord)).toEqual(others.map(() => foldWord(name)));
  });

  test('names that differ stay apart', () => {
    const names = [
      'Асан',
      'Есен',
      'Осан',
      'Ашан',
      'Ажан',
      'Азан',
      'Арман',
      'Аян',
      'Иван',
      'Уван',
      'Ғани',
      'Хани',
    ];
    expect(new Set(names.map(foldWord)).size).toBe(names.length);
  });

  test('a text is its words: hyphens, quotes and marks part them, other scripts stay', () => {
    expect(foldedWords('«Иванова-Петрова», 2-бөлім (А) ქ')).toEqual([
      'ivanova',
      'petrova',
      '2',
      'bolim',
      'a',
      'ქ',
    ]);
    expect(foldedWords(' -- ')).toEqual([]);
  });
});

describe('while it is typed', () => {
  test.each([
    ['Жұмабаев', ['Жұмабаев', 'Zhumabayev', 'Jumabaev']],
    ['Сергеевич', ['Сергеевич', 'Sergeyevich']],
    ['Ашимова', ['Ашимова', 'Ashimova']],
    ['Щербаков', ['Щербаков', 'Shcherbakov']],
    ['Ғаниев', ['Ғаниев', 'Ganiyev', 'Ghaniev']],
    ['Цой', ['Цой', 'Tsoy', 'Tsoi']],
    ['Васильев', ['Васильев', 'Vasilyev']],
    ['Finance', ['finance', 'FINANCE']],
    ['Маңғыстау', ['Маңғыстау', 'Mangystau']],
  ])('%s is found at every letter, from the second, of %j', (name, typed) => {
    for (const whole of typed) {
      for (let length = 2; length <= whole.length; length += 1) {
        expect([whole.slice(0, length), finds(whole.slice(0, length), name)]).toEqual([
          whole.slice(0, length),
          true,
        ]);
      }
    }
  });

  test('words come in any order, and each must be met', () => {
    const person = 'Оразбаев Жандос Тілекұлы Байланыс департаментінің басшысы';
    expect(finds('жан ораз', person)).toBe(true);
    expect(finds('байланыс ораз', person)).toBe(true);
    expect(finds('ораз қаржы', person)).toBe(false);
    expect(finds('разбаев', person)).toBe(false);
  });
});

describe('the wrong layout of the keyboard', () => {
  test.each([
    ['jhfp,ftd', 'Оразбаев'],
    [';fyljc', 'Жандос'],
    ['0fh;s', 'Қаржы'],
    ['0аржы', 'Қаржы'],
    ['2ktn', 'Әлет'],
    ['-vsh', 'Өмір'],
    ['<tr,fq', 'Бекбай'],
    ['щкфяифум', 'Оразбаев'],
    ['ашт', 'Finance'],
    ['JHFP', 'Ораз'],
  ])('%s is %s', (typed, meant) => {
    expect(finds(typed, meant)).toBe(true);
  });

  test('comes after what was typed, and figures of a number stay', () => {
    expect(readingsOf('jhfp 742311')).toEqual(['jhfp 742311', 'ораз 742311']);
    expect(readingsOf('Ораз')).toEqual(['Ораз', 'jhfp']);
    expect(readingsOf('8 (7172) 74-23-11')).toEqual(['8 (7172) 74-23-11']);
  });
});

describe('a telephone number', () => {
  const phone = '8 (7172) 74-23-11';

  test.each(['74-23-11', '742311', '23 11', '311', '+7 (7172) 74-23-11', '8 7172 742311', '7172'])(
    'is found by %s',
    (typed) => {
      expect(wantedWords(typed)).toHaveLength(1);
      expect(finds(typed, phone)).toBe(true);
    },
  );

  test('is not found by what is not in it', () => {
    expect(finds('74-24', phone)).toBe(false);
  });

  test('beside a name is a word of the question', () => {
    expect(wantedWords('Ораз 74-23')).toEqual(['oraz', '7423']);
  });
});

describe('what was found is marked', () => {
  const marked = (text: string, question: string) =>
    marksOf(text, wantedWords(question)).map(({ from, to }) => text.slice(from, to));

  test.each([
    ['Оразбаев Жандос', 'zhan oraz', ['Ораз', 'Жан']],
    ['Жұмабаев Ерлан', 'zhumabay', ['Жұмаба']],
    ['Щербаков', 'sh', ['Щ']],
    ['Қаржы министрлігі', 'мин', ['мин']],
    ['8 (7172) 74-23-11', '7423', ['74-23']],
    ['8 (7172) 74-23-11', 'ораз', []],
    ['Ким Светлана', '23', []],
  ])('%s by %s', (text, question, pieces) => {
    expect(marked(text, question)).toEqual(pieces);
  });
});

test('no question is too odd to be taken', () => {
  for (const odd of ["'", '\\', ':*', '&|!()<->', "a'b\\c", '--', '​', '𝒜', 'ﬁ', ' ', '(', '+', "'^@'"]) {
    expect(wantedWords(odd).join('')).not.toMatch(/['\\\s]/);
    expect(readingsOf(odd).length).toBeGreaterThan(0);
  }
});
