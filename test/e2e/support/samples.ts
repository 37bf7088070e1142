import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chosen } from './files.js';
import type { ChosenFile } from './person.js';

/** Real orders lie beside the clone on some machines; elsewhere the demo's acts alone are tried. */
const SAMPLES = resolve('../shared/samples');

export const samplesAreThere = existsSync(SAMPLES);

export function samples<const Names extends readonly string[]>(
  names: Names,
): Promise<{ [Place in keyof Names]: ChosenFile }> {
  const files = names.map(async (name) => chosen(name, await readFile(join(SAMPLES, name))));
  return Promise.all(files) as Promise<{ [Place in keyof Names]: ChosenFile }>;
}
