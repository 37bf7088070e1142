import { nameOf } from './file-name';

test.each([
  [
    `attachment; filename="?, 2026.xlsx"; filename*=UTF-8''%D0%9C%D0%BE%D0%B8%2C%202026.xlsx`,
    'Мои, 2026.xlsx',
  ],
  ['attachment; filename="Mine, 2026-11-21.xlsx"', 'Mine, 2026-11-21.xlsx'],
  ['attachment; filename=acts.xlsx', 'acts.xlsx'],
  ['attachment', ''],
])('%s names the file', (disposition, name) => {
  expect(nameOf(disposition)).toBe(name);
});
