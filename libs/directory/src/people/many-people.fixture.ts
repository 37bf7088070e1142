import type { LocalizedText } from '#contracts';
import type { DirectoryPortal } from '../directory-portal.fixture.js';
import { refreshSearchWords } from './search-words.js';

const SURNAMES = (
  'Абдрахман Абен Айтбай Ақан Әбіл Әлі Әмір Әубәкір Ахмет Байжан Бәйтұрсын Бекен Бердібек Болат Ғабит Ғали Дәурен ' +
  'Дүйсен Егіз Елеу Ермек Есен Жақып Жан Жәнібек Жұма Жүніс Зейнолла Ибрай Иса Кәрім Кенже Көшер Күлмағамбет Қабдол ' +
  'Қажы Қалдыбай Қасым Қожа Құрман Мамыр Мәлік Мұқан Мұхамедия Мырза Нұр Нұрғали Ораз Омар Өмір Өтеген Рақым Рысбек ' +
  'Садуақас Сағынды Сапар Сейіт Серік Смағұл Сұлтан Тәжі Тілеу Тоқта Төле Тұрсын Ұзақ Үсен Хамит Шәкір Ысқақ Іліяс'
).split(' ');
const ENDINGS = ['ов', 'ова', 'баев', 'баева', 'ұлы', 'қызы', 'бек', 'жанов', 'жанова', 'екин'];
const GIVEN =
  'Айгерім Айгүл Айдос Алма Анар Арман Асан Асел Бауыржан Бибігүл Болат Гүлнар Дана Данияр Динара Ербол Ерлан Жандос Жанар Қанат Қайрат Ләззат Мадина Марат Мәриям Нұрлан Олжас Роза Сәуле Серік Тимур Ұлпан Шолпан Ықылас';
const POSTS: readonly LocalizedText[] = [
  { kk: 'Бас сарапшы', ru: 'Главный эксперт', en: 'Chief expert' },
  { kk: 'Бас маман', ru: 'Главный специалист', en: 'Chief specialist' },
  { kk: 'Жетекші маман', ru: 'Ведущий специалист', en: 'Leading specialist' },
  { kk: 'Бөлім басшысы', ru: 'Руководитель отдела', en: 'Head of division' },
  { kk: 'Кеңесші', ru: 'Советник', en: 'Adviser' },
];
const FIELDS: readonly (readonly [string, string, string])[] = [
  ['Қаржы', 'финансов', 'Finance'],
  ['Әділет', 'юстиции', 'Justice'],
  ['Ауыл шаруашылығы', 'сельского хозяйства', 'Agriculture'],
  ['Денсаулық сақтау', 'здравоохранения', 'Health'],
  ['Білім', 'образования', 'Education'],
  ['Көлік', 'транспорта', 'Transport'],
  ['Энергетика', 'энергетики', 'Energy'],
  ['Еңбек', 'труда', 'Labour'],
  ['Қорғаныс', 'обороны', 'Defence'],
  ['Экология', 'экологии', 'Ecology'],
];
const KINDS: readonly (readonly [string, string, string])[] = [
  ['министрлігі', 'Министерство', 'Ministry of'],
  ['басқармасы', 'Управление', 'Department of'],
  ['комитеті', 'Комитет', 'Committee of'],
  ['агенттігі', 'Агентство', 'Agency of'],
];
const UNITS_OF_BODY = 20;

/** Fills the directory with people whose names, posts, units and bodies are as often alike as they are in life. */
export async function makeManyPeople(portal: DirectoryPortal, count: number): Promise<void> {
  const units: string[] = [];
  const bodies: string[] = [];
  for (const kind of KINDS) {
    for (const field of FIELDS) {
      const name = named(field, kind);
      const bin = String(200_000_000_000 + bodies.length);
      bodies.push(
        await portal.writer.putBody({ parentId: null, kind: 'central', name, shortName: name, bin }),
      );
    }
  }
  for (const bodyId of bodies) {
    for (let number = 1; number <= UNITS_OF_BODY; number += 1) {
      const field = FIELDS[number % FIELDS.length];
      if (!field) continue;
      const [kk, ru, en] = field;
      const name = {
        kk: `${kk} саласындағы ${number}-бөлім`,
        ru: `Отдел № ${number} ${ru}`,
        en: `${en} division ${number}`,
      };
      units.push(await portal.writer.putUnit({ bodyId, parentId: null, kind: 'ordinary', name }));
    }
  }
  const given = GIVEN.split(' ');
  await portal.query(
    `WITH made AS (
       SELECT gen_random_uuid() AS id, unit.body_id, unit.id AS unit_id,
         ($3::text[])[1 + n * 31 % $4] || ($5::text[])[1 + n / 7 % $6] AS surname,
         ($7::text[])[1 + n * 17 % $8] AS given_name, ($7::text[])[1 + n / 3 % $8] || ($9::text[])[1 + n % 2] AS patronymic,
         lpad((300000000000 + n)::text, 12, '0') AS iin, ($10::jsonb[])[1 + n % $11] AS post,
         '8 (7172) ' || to_char(n * 7 % 1000000, 'FM00"-"00"-"00') AS work_phone, (n % 900)::text AS office,
         'n' || n || '@body.example' AS email
       FROM generate_series(1, $1::int) n
       JOIN directory.unit ON unit.id = ($2::uuid[])[1 + n * 13 % cardinality($2::uuid[])]),
     entered AS (
       INSERT INTO directory.employee (id, body_id, surname, given_name, patronymic, iin, work_phone, office, email)
       SELECT id, body_id, surname, given_name, patronymic, iin, work_phone, office, email FROM made)
     INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main)
     SELECT gen_random_uuid(), id, body_id, unit_id, post, 'specialist', true FROM made`,
    [
      count,
      units,
      SURNAMES,
      SURNAMES.length,
      ENDINGS,
      ENDINGS.length,
      given,
      given.length,
      ['ұлы', 'қызы'],
      POSTS.map((post) => JSON.stringify(post)),
      POSTS.length,
    ],
  );
  // The words of all come at once: indexes over them are made when they are there.
  const indexes = await portal.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
     WHERE indrelid = 'directory.employee'::regclass AND amname = 'gin'`,
  );
  for (const { name } of indexes) await portal.query(`DROP INDEX ${name}`);
  for (const bodyId of bodies) {
    await refreshSearchWords(
      (text, values) => portal.query(text, values),
      'body',
      bodyId,
      portal.clock.now(),
    );
  }
  for (const { definition } of indexes) await portal.query(definition);
  await portal.query('VACUUM ANALYZE directory.employee, directory.post_holding');
}

function named(
  [kk, ru, en]: readonly [string, string, string],
  [kindKk, kindRu, kindEn]: readonly [string, string, string],
) {
  return { kk: `${kk} ${kindKk}`, ru: `${kindRu} ${ru}`, en: `${kindEn} ${en}` };
}
