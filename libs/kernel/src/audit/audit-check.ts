import type { ClientBase } from 'pg';
import { Snapshot } from '../database/snapshot.js';
import { readAnchorLines } from './anchor-file.js';
import { checkAnchors } from './audit-anchor-check.js';
import { checkChains } from './audit-chains.js';
import type { RecordCheck } from './audit-faults.js';

/**
 * Checks the record: each document's chain with its head and with what anchors took of it; then the anchors, and the file
 * outside the database. Reads one state of the database in one pass, while others go on writing, in memory that does not
 * grow with the record.
 * @param client a connection without an open transaction
 * @param scope.subjectId one document's chain only
 * @param scope.anchorsFile the file of anchors; the database is checked alone where left out
 * @returns the first fault in order of document and place, then of anchor
 * @throws Error of PostgreSQL or of the file, where either cannot be read
 */
export async function checkRecord(
  client: ClientBase,
  scope: { subjectId?: string; anchorsFile?: string } = {},
): Promise<RecordCheck> {
  // Before the database: anchors come there first.
  const file =
    scope.anchorsFile === undefined ? undefined : { lines: await readAnchorLines(scope.anchorsFile) };
  return Snapshot.read(client, async (snapshot) => {
    const chains = await checkChains(snapshot, scope.subjectId);
    if (chains.fault || scope.subjectId !== undefined) return { ...chains, anchors: 0 };
    return { ...chains, ...(await checkAnchors(snapshot, file)) };
  });
}
