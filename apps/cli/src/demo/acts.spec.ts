import { read as readBook } from '@e965/xlsx';
import { find as findEntry, read as readZip } from 'cfb';
import { type ActDocument, rework, typeset } from './acts/blocks.js';
import { equipmentCost, estimateByYear, estimateTotal } from './acts/estimate.js';
import { noteSigner } from './acts/frames.js';
import { type DemoAct, type DemoFile, demoActs } from './acts/index.js';
import * as servicePointsKk from './acts/service-points.kk.js';
import * as servicePointsRu from './acts/service-points.ru.js';
import { demoEmployees } from './employees.js';

/** The text of a DOCX, one string per paragraph. */
function docxLines(file: Buffer): string[] {
  const entry = findEntry(readZip(file, { type: 'buffer' }), '/word/document.xml');
  const xml = Buffer.from(entry?.content ?? []).toString('utf8');
  return xml
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(''),
    );
}

/** The PDF's bytes with string escapes taken off, to look for an UTF-16 title in. */
function pdfBytes(file: Buffer): string {
  return file.toString('latin1').replace(/\\([()\\])/g, '$1');
}

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('latin1');
}

function render(files: DemoFile[], suffix: string): Promise<Buffer[]> {
  return Promise.all(files.filter((file) => file.name.endsWith(suffix)).map((file) => file.render()));
}

const tenge = (amount: number): string => `${String(amount).replace(/\B(?=(\d{3})+$)/g, ' ')} ₸`;

const byKey = demoActs.map((act): [string, DemoAct] => [act.key, act]);
const reworked = byKey.filter(([, act]) => act.rework);
const servicePoints = [servicePointsKk, servicePointsRu].map((act): [string, typeof servicePointsKk] => [
  act.resolution.language,
  act,
]);

describe("the demo's acts", () => {
  it('are of the three kinds of 775:12, each act in Kazakh and in Russian', () => {
    const kindsIn = (language: string) => demoActs.filter((a) => a.language === language).map((a) => a.kind);
    expect(new Set(kindsIn('kk'))).toEqual(
      new Set(['government_resolution', 'prime_minister_order', 'bill']),
    );
    expect(kindsIn('ru')).toEqual(kindsIn('kk'));
    expect(new Set(demoActs.map((act) => act.key)).size).toBe(demoActs.length);
  });

  it.each(byKey)('%s renders as DOCX that begins with its title', async (_, act) => {
    for (const file of await render(act.files, '.docx')) {
      expect(file.subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
      expect(docxLines(file).slice(0, 12).join('\n')).toContain(typeset(act.title));
    }
  });

  it.each(byKey)(
    '%s and its note render as PDF that carries the title, with Noto Sans inside',
    async (_, act) => {
      const files = await render(act.files, '.pdf');
      expect(files).toHaveLength(2);
      for (const file of files) {
        expect(file.subarray(0, 5).toString()).toBe('%PDF-');
        expect(pdfBytes(file)).toContain(utf16(typeset(act.title)));
        expect(pdfBytes(file)).toMatch(/\/FontName \/[A-Z0-9+]*NotoSans-Regular/);
      }
    },
  );

  it('give no file of one act the same name twice', () => {
    for (const act of demoActs) {
      expect(new Set(act.files.map((file) => file.name)).size).toBe(act.files.length);
    }
  });

  it("have notes signed by the developer body's minister", () => {
    const head = demoEmployees.find((e) => e.unitKey === 'mdd-leadership' && e.postKind === 'head_of_body');
    expect(`${head?.givenName[0]}. ${head?.surname}`).toBe(noteSigner);
  });
});

describe('a reworked version (775:19)', () => {
  it.each(reworked)('of %s differs in the points that its changes name, and nowhere else', async (_, act) => {
    const [before] = (await render(act.files, '.docx')).map(docxLines);
    const [after] = (await render(act.rework?.files ?? [], '.docx')).map(docxLines);
    const added = after?.filter((line) => !before?.includes(line)) ?? [];
    const removed = before?.filter((line) => !after?.includes(line)) ?? [];
    const pointOf = (text: string) => /\d+/.exec(text)?.[0];
    expect(added.map(pointOf)).toEqual(act.rework?.changes.map(pointOf));
    expect(removed.map(pointOf)).toEqual(added.map(pointOf));
    expect(after).toHaveLength(before?.length ?? 0);
  });

  it('exists in both languages, with as many changes', () => {
    expect(reworked.map(([key]) => key)).toEqual(['service-points.kk', 'service-points.ru']);
    expect(new Set(reworked.map(([, act]) => act.rework?.changes.length))).toEqual(new Set([4]));
  });

  it.each([
    ['absent', 0],
    ['twice', 2],
  ])('cannot be made by words that are %s in the draft', (find, hits) => {
    const draft: ActDocument = {
      language: 'kk',
      title: ['absent'],
      blocks: [{ type: 'paragraph', text: 'once, twice, twice' }],
    };
    expect(() => rework(draft, [{ change: '', find, replace: 'other' }])).toThrow(`stand ${hits} times`);
  });
});

describe('the finance calculation', () => {
  it.each(servicePoints)(
    'in %s comes to the sums that the note and the annex name',
    async (language, act) => {
      const files = demoActs.find((a) => a.key === `service-points.${language}`)?.files ?? [];
      const [file] = await render(files, '.xlsx');
      const sheets = Object.values(readBook(file, { type: 'buffer' }).Sheets);
      expect(sheets[1]?.F6).toMatchObject({ v: estimateTotal, f: 'SUM(F3:F5)' });

      const note = JSON.stringify(act.explanatoryNote);
      for (const { equipment, upkeep } of estimateByYear) expect(note).toContain(tenge(equipment + upkeep));
      expect(note).toContain(tenge(estimateTotal));
      expect(JSON.stringify(act.resolution)).toContain(tenge(equipmentCost));
    },
  );
});
