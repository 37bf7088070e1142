import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import type pg from 'pg';
import type { FileText } from '#contracts';
import type { PortalClient } from '../portal-client.js';
import type { Server } from './instance.js';
import { each, race } from './race.js';
import { cost, type Figure, share } from './report.js';
import { sequence } from './sequence.js';
import type { People } from './templates.js';
import { waitsOfOthers } from './waits-of-others.js';

/** How long a round takes, and how many there are of each side after one to warm up: an odd number. */
export interface ComparisonEffort {
  readonly rounds: number;
  readonly seconds: number;
}

const PAGES = 300;
/** Of a page of an act: 14 points, lines apart as the rules for acts have it. */
const CHARACTERS_PER_PAGE = 1_900;
const AIM_S = 2;
const OTHERS_AIM_MS = 100;
const OTHERS_SHARE = 0.99;

/**
 * Times the first look at what changed between two versions of 300 pages, from the question to the last line, with one
 * paragraph in ten changed; and what others wait meanwhile. The floor is GNU diff of the same words, one to a line; others
 * ask the same portal then, which has nothing else to do.
 * @param folder where the words lie for it
 */
export async function comparisonFigures(
  { port }: Server,
  client: pg.Client,
  { initiator, card }: People,
  folder: string,
  { rounds, seconds }: ComparisonEffort,
): Promise<Figure[]> {
  const old = paragraphs();
  const fresh = edited(old);
  const fileIds = [
    (await initiator.upload('old.docx', await docxOf(old))).id,
    (await initiator.upload('new.docx', await docxOf(fresh))).id,
  ];
  const { id } = await initiator.createAct({ ...card, fileIds });
  const words = await Promise.all(
    fileIds.map(async (fileId, place) => {
      const text = await initiator.get<FileText>(`/api/agreements/${id}/texts/${fileId}`);
      const path = join(folder, `words-${place}.txt`);
      writeFileSync(path, text.paragraphs.map((one) => one.text.split(/\s+/).join('\n')).join('\n'));
      return path;
    }),
  );
  const path = `/api/agreements/${id}/comparisons/${fileIds.join('/')}`;
  const done = await race(rounds, async (side) => {
    const until = performance.now() + seconds * 1000;
    const [perLook, waits] = await Promise.all([
      side === 'portal'
        ? looks(until, async () => {
            await client.query('DELETE FROM texts.comparison');
            await lookAt(initiator, port, path);
          })
        : looks(until, () => diff(words)),
      waitsOfOthers(port, until),
    ]);
    return { perLook, others: share(waits, OTHERS_SHARE) };
  });
  return [
    cost(
      `comparison of ${PAGES} pages with ${PAGES}, first look`,
      's',
      each(done, (one) => one.perLook),
      AIM_S,
    ),
    cost(
      'an answer to others while texts are compared, 99th percentile',
      'ms',
      each(done, (one) => one.others),
      OTHERS_AIM_MS,
    ),
  ];
}

/** Seconds that one look took, of as many as the time allowed. */
async function looks(until: number, look: () => Promise<void>): Promise<number> {
  const start = performance.now();
  let count = 0;
  for (; count === 0 || performance.now() < until; count += 1) await look();
  return (performance.now() - start) / 1000 / count;
}

async function lookAt({ headers }: PortalClient, port: number, path: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  const text = await response.text();
  if (!response.ok || !text.includes('"line":"end"')) {
    throw new Error(`The comparison answered ${response.status}: ${text.slice(-200)}`);
  }
}

async function diff(files: readonly string[]): Promise<void> {
  const program = spawn('diff', files, { stdio: ['ignore', 'pipe', 'inherit'] });
  program.stdout.resume();
  const [status] = (await once(program, 'close')) as [number | null];
  // 1: they differ.
  if (status !== 1) throw new Error(`diff ended with ${status}.`);
}

const SYLLABLES = 'ке лі сім қа ғи да тәр тіп ме ке ме бас шы бұй рық мер зім жос пар құ жат ай на лым'.split(
  ' ',
);

/** Points of an act, so many that they fill the pages. */
function paragraphs(): string[] {
  const random = sequence(1);
  const word = () =>
    Array.from(
      { length: 2 + Math.floor(random() * 3) },
      () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
    ).join('');
  const made: string[] = [];
  for (let left = PAGES * CHARACTERS_PER_PAGE; left > 0; left -= made.at(-1)?.length ?? 0) {
    const words = Array.from({ length: 8 + Math.floor(random() * 35) }, word);
    made.push(`${made.length + 1}. ${words.join(' ')}.`);
  }
  return made;
}

/** Every tenth paragraph says something else, some are gone, new ones come in, some stand elsewhere. */
function edited(old: readonly string[]): string[] {
  const fresh = old.flatMap((line, place) => {
    if (place % 101 === 50) return [];
    if (place % 97 === 40)
      return [line, `${place}-1. Бұл тармақ бұрын болған жоқ, оны ${place} деп белгілейік.`];
    return [place % 10 === 3 ? line.replace(/ \S+ \S+/, ' басқаша айтылған') : line];
  });
  for (let from = 200; from < fresh.length; from += 400)
    fresh.splice(from - 150, 0, ...fresh.splice(from, 2));
  return fresh;
}

function docxOf(lines: readonly string[]): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }),
  );
}
