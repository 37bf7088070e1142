import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { eventually, FakeClock } from '#testing';
import { Act, AUTHOR } from './testing/act.fixture.js';
import { bytesOf, openOffice, sendLetter, signLetter, type Worker } from './testing/office.fixture.js';
import { cardOf, Portal } from './testing/portal.fixture.js';
import { xsdFaults } from './testing/xsd.fixture.js';

const run = promisify(execFile);
/** A Monday. */
const clock = new FakeClock('2026-03-16T05:00:00.000Z');
const REASON = 'Орган екі апта жауап бермеді';

describe('775:20 a body that lets its term pass and is taken off the list', () => {
  let portal: Portal;
  let worker: Worker;
  let folder: string;
  let act: Act;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    await openOffice(portal);
    worker = await portal.startWorker();
    folder = await mkdtemp(join(tmpdir(), 'kelisim-silence-test-'));
    act = await Act.at(portal, 'assignment', 'finance');
    clock.set('2026-03-30T05:00:00.000Z');
    portal.forgetSessions();
    const author = await portal.as(AUTHOR);
    const bodyId = portal.known.bodyIds.finance;
    cardOf(await author.post(`${act.path}/bodies/withdraw`, { bodyId, reason: REASON }));
    act = Object.assign(act, { author });
    await act.toTheEnd('justice');
    await eventually(async () => expect((await author.card(act.id)).version.sheet).toBe('ready'), 20_000);
  });

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What pdftotext reads. */
  async function textOf(pdf: Buffer): Promise<string> {
    const reading = run('pdftotext', ['-raw', '-', '-']);
    reading.child.stdin?.end(pdf);
    return (await reading).stdout.replace(/\s+/g, ' ');
  }

  test('has given no outcome, and the card knows that its term had passed', async () => {
    const { reviews } = (await (await portal.as(AUTHOR)).card(act.id)).version;
    const [finance, justice] = reviews;
    expect([finance?.outcome, justice?.outcome]).toEqual([null, 'agreed']);
    expect(finance?.withdrawn?.reason).toBe(REASON);
    expect(Date.parse(finance?.dueAt ?? '')).toBeLessThan(Date.parse(finance?.withdrawn?.at ?? ''));
  });

  test('stands on the agreement sheet in the words of the card, as silence and as no consent', async () => {
    const pdf = await bytesOf(portal, await portal.as(AUTHOR), `${act.path}/sheet`);
    const text = await textOf(pdf);
    expect(text).toContain('Мерзімі өтті, жауап жоқ');
    expect(text).toContain('Жауаптың болмауы келісу болып есептелмейді.');
    expect(text).toContain(REASON);
  });

  test('775:22 is named in the package for the EDMS, by both manifests and their schemas, and not among who agreed', async () => {
    await sendLetter(act);
    await signLetter(act);
    const zip = join(folder, 'package.zip');
    await writeFile(zip, await bytesOf(portal, await portal.as(AUTHOR), `${act.path}/package`));
    const read = async (name: string) =>
      (await run('unzip', ['-p', zip, name], { encoding: 'buffer', maxBuffer: 50 << 20 })).stdout;
    const manifest = JSON.parse((await read('manifest.json')).toString('utf8'));
    expect(manifest.agreements).toHaveLength(1);
    expect(manifest.unanswered).toMatchObject([
      { silent: true, reason: REASON, body: { bin: '000140000001' } },
    ]);
    const schema = JSON.parse(await readFile('docs/edms/package-1.schema.json', 'utf8'));
    const ajv = new Ajv2020({ allErrors: true });
    expect([ajv.validate(schema, manifest), ajv.errors]).toEqual([true, null]);
    const xml = await read('manifest.xml');
    expect(await xsdFaults(xml, 'docs/edms/package-1.xsd')).toBe('');
    expect(xml.toString('utf8')).toContain('<review silent="true" dueAt="2026-03-23');
  });
});
