import { daysByLaw } from '#calendar';
import { DirectoryWriter, hashPassword } from '#directory';
import { jsonb, newId, Sql, Tx } from '#kernel';
import { demoBodies } from '../demo/directory.js';
import { demoEmployees } from '../demo/employees.js';
import type { Services } from './services.js';

/** The password of every account of the demo. */
export const DEMO_PASSWORD = 'kelisim-demo-2026';

/** Of the working calendar. */
const FIRST_YEAR = 2026;

/** Enters the demo's bodies, units, employees, accounts and working calendar. What is there already stays as one. */
export async function seedDirectory(services: Services): Promise<void> {
  const writer = services.get(DirectoryWriter);
  // One hash serves all: hashing is slow on purpose, and the password is no secret.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await services.get(Tx).run(async () => {
    const unitIds = await putBodies(writer);
    const employeeIds = new Map<string, string>();
    for (const { login, unitKey, duties = [], ...employee } of demoEmployees) {
      const employeeId = await writer.putEmployee({ ...employee, unitId: idOf(unitIds, unitKey) });
      employeeIds.set(login, employeeId);
      await writer.putAccount({ employeeId, login, passwordHash });
      for (const duty of duties) await writer.putDuty(employeeId, duty);
    }
    for (const { key, overseer } of demoBodies.flatMap(({ units }) => units)) {
      if (overseer) await writer.putOverseer(idOf(unitIds, key), idOf(employeeIds, overseer));
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

/** Up to the next one; years that are there already stay as they are: somebody may have kept them since. */
async function putCalendar(sql: Sql): Promise<void> {
  for (let year = FIRST_YEAR; year <= new Date().getFullYear() + 1; year += 1) {
    const isNew = await sql.execute(
      'INSERT INTO kernel.calendar_year (id, year, revision) VALUES ($1, $2, 1) ON CONFLICT (year) DO NOTHING',
      [newId(), year],
    );
    if (isNew === 0) continue;
    const days = await daysByLaw(year);
    await sql.execute(
      `INSERT INTO kernel.calendar_day (day, kind, name) SELECT * FROM unnest($1::date[], $2::text[], $3::jsonb[])`,
      [days.map(({ day }) => day), days.map(({ kind }) => kind), days.map(({ name }) => jsonb(name))],
    );
  }
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The demo names ${key} before it is made.`);
  return id;
}
