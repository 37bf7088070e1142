import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '#testing';
import { agreedAct, openOffice, sendLetter, type Worker } from './testing/office.fixture.js';
import { Portal } from './testing/portal.fixture.js';

test('a package that is finished just after its act was withdrawn is nobody’s file: it is cleared as given up', async () => {
  const portal = await Portal.start();
  let worker: Worker | undefined;
  try {
    const { dataSource } = portal.database;
    await openOffice(portal);
    worker = await portal.startWorker();
    const act = await agreedAct(portal);
    await sendLetter(act);
    await worker.close();
    await act.pass('letter_signature');

    const withdrawal = dataSource.createQueryRunner();
    await withdrawal.startTransaction();
    await withdrawal.query('SELECT FROM agreements.draft_act WHERE id = $1 FOR UPDATE', [act.id]);
    worker = await portal.startWorker();
    // The worker has built the package, and waits for the act.
    await eventually(async () => {
      const names = await readdir(join(portal.config.dataDir, 'files/incoming'));
      // Bytes in their place whose row is not committed.
      expect(names.filter((name) => name.includes('.'))).toHaveLength(1);
    }, 20_000);
    await withdrawal.query(`UPDATE agreements.submission SET state = 'called_off' WHERE act_id = $1`, [
      act.id,
    ]);
    await withdrawal.commitTransaction();
    await withdrawal.release();

    await eventually(async () => {
      const packages = await dataSource.query(
        `SELECT attached_at AS attached FROM files.stored_file WHERE format = 'zip'`,
      );
      expect(packages).toEqual([{ attached: null }]);
    }, 10_000);
    const [row] = await dataSource.query('SELECT state, package_file FROM agreements.submission');
    expect(row).toEqual({ state: 'called_off', package_file: null });
  } finally {
    await worker?.close();
    await portal.close();
  }
}, 90_000);
