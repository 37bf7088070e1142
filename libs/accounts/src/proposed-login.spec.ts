import { login } from '#contracts';
import { loginOf, loginsFor } from './proposed-login.js';

test.each([
  ['Әліасқаров', 'Нұрлан', 'n.aliaskarov'],
  ['Оразбаев', 'Жандос', 'zh.orazbaev'],
  ['Мұқанова', 'Шолпан', 'sh.mukanova'],
  ['Щербаков-Юрьев', 'Яков', 'ya.shcherbakovyurev'],
  ['Өмірбекұлы', 'Һарун', 'h.omirbekuly'],
  ["O'Neill", 'Çağla', 'c.oneill'],
  ['Ли', 'Ян', 'ya.li'],
])('%s %s is proposed as %s', (surname, givenName, proposed) => {
  expect(loginOf({ surname, givenName })).toBe(proposed);
});

test('a login that is proposed is one that may be asked for, however long or short the name', () => {
  for (const surname of ['Ә', 'Ю', 'Абдрахманов'.repeat(9)]) {
    const base = loginOf({ surname, givenName: '' });
    for (const one of loginsFor(base))
      expect(login.safeParse(one)).toMatchObject({ success: true, data: one });
  }
});

test('a name without any letter known here is left to the coordinator', () => {
  expect(loginOf({ surname: '王', givenName: '' })).toBe('');
});

test('namesakes get figures', () => {
  expect(loginsFor('a.li').slice(0, 3)).toEqual(['a.li', 'a.li2', 'a.li3']);
});
