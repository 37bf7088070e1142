import { DirectoryWriter, hashPassword } from '#directory';
import { Sql, Tx } from '#kernel';
import { demoBodies } from '../demo/directory.js';
import { demoEmployees } from '../demo/employees.js';
import type { Services } from './services.js';
import { CALENDAR_YEARS, daysOffOf } from './working-calendar.js';

/** The password of every account of the demo. */
export const DEMO_PASSWORD = 'kelisim-demo-2026';

/** Enters the demo's bodies, units, employees, accounts and working calendar. What is there already stays as one. */
export async function seedDirectory(services: Services): Promise<void> {
  const writer = services.get(DirectoryWriter);
  // One hash serves all: hashing is slow on purpose, and the password is no secret.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await services.get(Tx).run(async () => {
    const unitIds = await putBodies(writer);
    for (const { login, unitKey, ...employee } of demoEmployees) {
      const employeeId = await writer.putEmployee({ ...employee, unitId: idOf(unitIds, unitKey) });
      await writer.putAccount({ employeeId, login, passwordHash });
    }
    await putCalendar(services.get(Sql));
  });
}

/** @returns the ids of the units by their keys */
async function putBodies(writer: DirectoryWriter): Promise<Map<string, string>> {
  const bodyIds = new Map<string, string>();
  const unitIds = new Map<string, string>();
  for (const { key, parentKey, units, ...body } of demoBodies) {
    const parentId = parentKey === null ? null : idOf(bodyIds, parentKey);
    const bodyId = await writer.putBody({ ...body, parentId });
    bodyIds.set(key, bodyId);
    for (const unit of units) {
      const { kind, name } = unit;
      unitIds.set(unit.key, await writer.putUnit({ bodyId, parentId: null, kind, name }));
    }
  }
  return unitIds;
}

async function putCalendar(sql: Sql): Promise<void> {
  const entries = CALENDAR_YEARS.flatMap(daysOffOf);
  await sql.execute(
    `INSERT INTO kernel.calendar_day (day, kind) SELECT * FROM unnest($1::date[], $2::text[])
     ON CONFLICT (day) DO NOTHING`,
    [entries.map((entry) => entry.day), entries.map((entry) => entry.kind)],
  );
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The demo names ${key} before it is made.`);
  return id;
}
