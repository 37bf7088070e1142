import { groupAlike, MOST_COMPARED } from './alike.js';

const FILE = '019d0000-0000-7000-8000-00000000000f';

function remark(id: string, text: string, point: string | null, anchor?: string) {
  const place = anchor === undefined ? null : { fileId: FILE, anchor, excerpt: '' };
  return { id, text, proposal: '', point, place };
}

const FUNDING = 'Қаржыландыру көзі көрсетілмеген';

test('similar words about one point are one group, however the number is typed', () => {
  const remarks = [
    remark('a', FUNDING, '7'),
    remark('b', 'Заңдылық туралы мүлде басқа ескерту', '7'),
    remark('c', 'Қаржыландырудың көзін нақты көрсету керек', ' 7.'),
  ];
  expect(groupAlike(remarks)).toEqual([['a', 'c']]);
});

test('about one paragraph of the text, whatever was typed as its point', () => {
  const remarks = [
    remark('a', FUNDING, '7', '0.7~1'),
    remark('b', `${FUNDING} мүлде`, null, '0.7~1'),
    remark('c', `${FUNDING} емес пе, неге олай`, null, '0.8~1'),
  ];
  expect(groupAlike(remarks)).toEqual([['a', 'b']]);
});

test('about different places only the same words are alike', () => {
  expect(groupAlike([remark('a', FUNDING, '7'), remark('b', FUNDING, '9')])).toEqual([['a', 'b']]);
  expect(groupAlike([remark('a', FUNDING, '7'), remark('b', 'Көзі жоқ', '9')])).toEqual([]);
});

test('remarks without words are alike to nothing', () => {
  expect(groupAlike([remark('a', '', null), remark('b', '', null)])).toEqual([]);
});

test('four hundred remarks about four hundred things do not hold others up', () => {
  const words = (seed: number) => Array.from({ length: 24 }, (_, n) => `сөз${(seed * 31 + n * 7) % 150}`);
  const remarks = Array.from({ length: 400 }, (_, n) => remark(`${n}`, words(n).join(' '), `${n % 9}`));
  const costs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    groupAlike(remarks);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  // A tenth of what comparing each with all before it word by word costs, and some to spare.
  expect(Math.min(...costs)).toBeLessThan(80);
});

test('nor do many thousands: the first thousand are compared', () => {
  const many = Array.from({ length: 8000 }, (_, n) => remark(`${n}`, FUNDING, '7'));
  expect(groupAlike(many).map(({ length }) => length)).toEqual([MOST_COMPARED]);
});
