import { predecessors, type TextFile } from './predecessors.js';

const file = (name: string, parts: Partial<TextFile> = {}): TextFile => ({
  id: `${name} ${parts.language ?? ''} ${parts.sha256 ?? ''}`,
  name,
  sha256: name,
  format: 'docx',
  language: 'kk',
  ...parts,
});

test('the same bytes are the same file, whatever it is called now', () => {
  const before = file('Ескі атау.docx', { sha256: 'x' });
  const after = file('Жаңа.docx', { sha256: 'x' });
  expect(predecessors([file('Жаңа.docx'), before], [after])).toEqual(new Map([[after.id, before.id]]));
});

test('of several the one with the most alike name, and none is taken twice', () => {
  const rules = file('Қағидалар.docx', { sha256: '1' });
  const order = file('Бұйрық.docx', { sha256: '2' });
  const newRules = file('Қағидалар 2.docx', { sha256: '3' });
  const newOrder = file('Бұйрық (түзетілген).docx', { sha256: '4' });
  const extra = file('Қағидалар көшірмесі.docx', { sha256: '5' });
  expect(predecessors([order, rules], [newRules, newOrder, extra])).toEqual(
    new Map([
      [newRules.id, rules.id],
      [newOrder.id, order.id],
    ]),
  );
});

test('a text that was not read yet goes by its name', () => {
  const [kazakh, russian] = [file('Қағидалар.docx'), file('Правила.docx', { language: 'ru' })];
  const unread = file('Правила 2.docx', { language: null });
  expect(predecessors([kazakh, russian], [unread])).toEqual(new Map([[unread.id, russian.id]]));
});

test('a text in another language or format takes no place', () => {
  const russian = file('Проект.docx', { language: 'ru' });
  const pdf = file('Жоба.pdf', { format: 'pdf' });
  expect(predecessors([russian, pdf], [file('Жоба.docx')]).size).toBe(0);
});
