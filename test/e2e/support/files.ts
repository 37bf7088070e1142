import { type DemoAct, demoActs } from '../../../apps/cli/src/demo/acts/index.js';
import type { ChosenFile } from './person.js';

const TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/** A file as the browser takes it from the disk: the kind goes by the ending of its name. */
export function chosen(name: string, buffer: Buffer): ChosenFile {
  return { name, buffer, mimeType: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream' };
}

export function demoAct(key: string): DemoAct {
  const act = demoActs.find((one) => one.key === key);
  if (!act) throw new Error(`The demo has no act ${key}.`);
  return act;
}

export function render(files: DemoAct['files']): Promise<ChosenFile[]> {
  return Promise.all(files.map(async (file) => chosen(file.name, await file.render())));
}
