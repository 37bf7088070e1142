import type { RecordEntry } from '#contracts';
import { csvHead, csvLines } from './record-csv.js';
import { headingsIn, rowOf } from './record-table.js';

const ENTRY: RecordEntry = {
  at: '2026-03-14T05:00:07.000Z',
  action: 'card.edited',
  thing: {
    kind: 'draft_act',
    id: '019d0000-0000-7000-8000-000000000001',
    name: '№ 26-7 Ашық деректер',
    linkId: '019d0000-0000-7000-8000-000000000001',
  },
  seq: 2,
  by: {
    id: '019d0000-0000-7000-8000-000000000002',
    fullName: 'Сейітова Әлия',
    post: { kk: 'Бас маман', ru: 'Главный специалист', en: 'Chief specialist' },
  },
  onBehalfOf: null,
  body: null,
  code: null,
  versionMark: '/1',
};
const named = (name: RecordEntry['thing']['name']) =>
  csvLines([rowOf({ ...ENTRY, thing: { ...ENTRY.thing, name } }, 'en')]);

test('a line says in the reader’s language what was done, by whom, to what, and keeps the codes', () => {
  expect(csvLines([rowOf(ENTRY, 'ru')])).toBe(
    '"2026-03-14 10:00:07","Сейітова Әлия","Главный специалист","","","Карточка изменена","card.edited","Проект акта",' +
      '"№ 26-7 Ашық деректер","019d0000-0000-7000-8000-000000000001","/1","2",""\r\n',
  );
});

test('a thing that has a name in all languages is called by the reader’s', () => {
  const name = { kk: 'Қаржы министрлігі', ru: 'Министерство финансов', en: 'Ministry of Finance' };
  expect(named(name)).toContain(',"Ministry of Finance",');
  expect(named(name)).not.toContain('Қаржы');
});

test('the first line names as many columns in each language, after the mark that Excel knows UTF-8 by', () => {
  for (const language of ['kk', 'ru', 'en'] as const) {
    expect(csvHead(headingsIn(language))).toMatch(/^\ufeff"[^"]+(","[^"]+){12}"\r\n$/);
  }
});

test('what the portal did by itself is the portal’s; deeds and kinds of later days keep their codes', () => {
  const entry = { ...ENTRY, by: null, action: 'thing.later', thing: { ...ENTRY.thing, kind: 'later' } };
  expect(csvLines([rowOf(entry, 'en')])).toContain(
    '"The portal","","","","thing.later","thing.later","later"',
  );
});

test.each(['=HYPERLINK("http://evil.example")', '+7', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])(
  'a name that a spreadsheet would take for a formula is text: %j',
  (name) => {
    expect(named(name)).toContain(`,"'${name.replaceAll('"', '""')}",`);
  },
);

test('what was done in another’s stead names him too', () => {
  const onBehalfOf = { id: ENTRY.thing.id, fullName: 'Ахметов Әлихан', post: { kk: '', ru: '', en: '' } };
  expect(csvLines([rowOf({ ...ENTRY, onBehalfOf }, 'en')])).toContain(
    '"Сейітова Әлия","Chief specialist","Ахметов Әлихан","",',
  );
});

test('quotes, commas and line breaks stay inside their cell', () => {
  expect(named('a "b", c\r\nd')).toContain(',"a ""b"", c\r\nd",');
});
