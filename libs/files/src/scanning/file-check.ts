import type { ErrorCode, FileCheck, FileScanState } from '#contracts';
import { AppError } from '#kernel';

/** What is kept of a file that decides whether it may be opened. */
export interface ScanFacts {
  readonly name: string;
  readonly state: FileScanState;
  /** Null where the portal made it: of its own files none is scanned. */
  readonly uploadedBy: string | null;
}

const REFUSALS: Record<Exclude<FileCheck, 'passed'>, ErrorCode> = {
  infected: 'FILE_INFECTED',
  unscannable: 'FILE_UNSCANNABLE',
  waiting: 'FILE_BEING_CHECKED',
};

/**
 * May the file be opened, and why not? @param scans whether a scanner is set: without one, what it never looked at passes,
 * and what it found stays refused
 */
export function checkOf({ state, uploadedBy }: ScanFacts, scans: boolean): FileCheck {
  if (uploadedBy === null || state === 'clean') return 'passed';
  if (state === 'infected') return 'infected';
  if (!scans) return 'passed';
  return state === 'unscannable' ? 'unscannable' : 'waiting';
}

/** Refuses files of which any may not be opened, and names them. @throws AppError FILE_INFECTED, FILE_UNSCANNABLE, FILE_BEING_CHECKED */
export function assertPassed(files: readonly ScanFacts[], scans: boolean): void {
  for (const [check, code] of Object.entries(REFUSALS)) {
    const names = files.filter((file) => checkOf(file, scans) === check).map(({ name }) => name);
    if (names.length > 0) throw new AppError(code, { names });
  }
}
