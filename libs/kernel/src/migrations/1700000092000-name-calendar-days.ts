import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each day of the calendar says what it is; each year counts its changes. Days entered before get plain names. */
export class NameCalendarDays1700000092000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE kernel.calendar_day ADD name jsonb');
    await runner.query(`
      UPDATE kernel.calendar_day SET name = CASE kind
        WHEN 'holiday' THEN '{"kk": "Мереке күні", "ru": "Праздничный день", "en": "Holiday"}'
        WHEN 'day_off' THEN '{"kk": "Ауыстырылған демалыс күні", "ru": "Перенесённый выходной день", "en": "Transferred day off"}'
        ELSE '{"kk": "Ауыстырылған жұмыс күні", "ru": "Перенесённый рабочий день", "en": "Transferred working day"}'
      END::jsonb`);
    await runner.query('ALTER TABLE kernel.calendar_day ALTER name SET NOT NULL');
    await runner.query(`
      CREATE TABLE kernel.calendar_year (
        id uuid NOT NULL, year int NOT NULL, revision int NOT NULL, changed_at timestamptz, changed_by jsonb,
        CONSTRAINT "PK_calendar_year" PRIMARY KEY (id), CONSTRAINT calendar_year_once UNIQUE (year))`);
    await runner.query(`
      INSERT INTO kernel.calendar_year (id, year, revision)
      SELECT gen_random_uuid(), year, 1 FROM (SELECT DISTINCT extract(year FROM day)::int AS year FROM kernel.calendar_day)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kernel.calendar_year');
    await runner.query('ALTER TABLE kernel.calendar_day DROP COLUMN name');
  }
}
