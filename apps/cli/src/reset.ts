import { createInterface } from 'node:readline/promises';
import { type Context, clearDataDir, isDataDir } from './context.js';
import { PlainError, sentence } from './plain-error.js';
import { RunLock } from './run-lock.js';

/** `./portal reset [--yes]`: clears the data folder, after asking. What ./portal downloaded and built stays. */
export async function reset(context: Context): Promise<number> {
  const unknown = context.args.find((argument) => argument !== '--yes');
  if (unknown) throw new PlainError(`./portal reset knows only --yes, not ${unknown}.`);
  const { dataDir } = context;
  if (!isDataDir(dataDir)) {
    console.log(`There is nothing to clear in ${dataDir}.`);
    return 0;
  }
  const lock = await RunLock.take(dataDir);
  if (!(lock instanceof RunLock)) {
    throw new PlainError('The portal of this folder is running: stop it first (Ctrl-C), then reset.');
  }
  try {
    if (!context.args.includes('--yes') && !(await agreed(dataDir))) {
      console.log('Nothing was changed.');
      return 1;
    }
    clearDataDir(dataDir);
  } catch (error) {
    throw new PlainError(sentence(`Clearing ${dataDir}`, error));
  } finally {
    lock.release();
  }
  console.log('The data are cleared. The next ./portal start makes them anew.');
  if (context.env.DATABASE_URL) console.log('The database of DATABASE_URL was not touched.');
  return 0;
}

async function agreed(dataDir: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new PlainError('Nobody is here to ask: say ./portal reset --yes to clear the data.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `All data in ${dataDir} will be removed for good. Type yes to go on: `,
  );
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}
