import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import CFB from 'cfb';
import { MAX_FILE_BYTES } from '#contracts';
import { eventually } from '#testing';
import { chosen } from './support/files.js';
import { inOffice } from './support/office.js';
import { DEVELOPER } from './support/people.js';
import type { Person } from './support/person.js';
import { incoming, isKept } from './support/portal.js';
import { samples, samplesAreThere } from './support/samples.js';

/** A PDF that no other test has. */
function pdf(size = 2_000): Buffer {
  const content = Buffer.alloc(size, '% ');
  content.write(`%PDF-1.7\n% ${randomBytes(16).toString('hex')}\n`);
  content.write('\n%%EOF\n', size - 7);
  return content;
}

function office(mainType: string, part: string): Buffer {
  const archive = CFB.utils.cfb_new();
  const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${mainType}"/></Types>`;
  CFB.utils.cfb_add(archive, '/[Content_Types].xml', Buffer.from(types));
  CFB.utils.cfb_add(archive, '/_rels/.rels', Buffer.from('<Relationships/>'));
  CFB.utils.cfb_add(archive, `/${part}`, Buffer.from(`<x>${randomBytes(8).toString('hex')}</x>`));
  return Buffer.from(CFB.write(archive, { type: 'buffer', fileType: 'zip' }) as Buffer);
}

const EXE = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), randomBytes(3_000)]);
const HTML = Buffer.from('<!doctype html><title>x</title><script>document.body.textContent = 1</script>');
const PPTX = office(
  'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
  'ppt/presentation.xml',
);
const DOCM = office('application/vnd.ms-word.document.macroEnabled.main+xml', 'word/document.xml');

async function openForm(person: Person): Promise<void> {
  await person.page.goto('/agreements/new');
  await person.field('agreements.fact.title').waitFor();
}

/** What stands beside the name of a file that was refused. */
const faultOf = (person: Person, name: string) =>
  person.page.locator('li', { hasText: name }).locator('.file-fault');

test.each([
  { what: 'a program', name: 'қондырғы.exe', content: EXE },
  { what: 'a page', name: 'бет.html', content: HTML },
  {
    what: 'a presentation of the newer kind, of which 775:10 names only PPT',
    name: 'слайд.pptx',
    content: PPTX,
  },
  { what: 'a document with macros', name: 'макрос.docm', content: DOCM },
  { what: 'a program that is called a PDF', name: 'қаулы.pdf', content: EXE },
  { what: 'a page that is called a document', name: 'бұйрық.docx', content: HTML },
  { what: 'a document with macros that is called a plain one', name: 'жоба.docx', content: DOCM },
])('$what is refused in words, and nothing of it stays (775:10)', async ({ name, content }) => {
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    await openForm(initiator);
    await initiator.attach([chosen(name, content)]);
    const fault = faultOf(initiator, name);
    await fault.waitFor();
    expect(await fault.textContent()).toContain(initiator.t('error.fileFormatRefused'));
    expect(isKept(content)).toBe(false);
    await eventually(async () => expect(await incoming()).toEqual([]));
    // It can be taken off, and the form goes on.
    await initiator.page.getByRole('button', { name: initiator.t('ui.remove', { name }) }).click();
    await fault.waitFor({ state: 'detached' });
  });
});

test('an empty file is refused before it is sent', async () => {
  await inOffice('en', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    await openForm(initiator);
    await initiator.attach([chosen('empty.pdf', Buffer.alloc(0))]);
    await initiator.see(initiator.t('error.fileEmpty'));
  });
});

test('60 MB are taken, one byte more is refused (775:9)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kelisim-files-'));
  const [whole, over] = [join(folder, 'толық.pdf'), join(folder, 'артық.pdf')];
  await writeFile(whole, pdf(MAX_FILE_BYTES));
  await writeFile(over, pdf(MAX_FILE_BYTES + 1));
  await inOffice('ru', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    await openForm(initiator);
    await initiator.chooseFiles(initiator.button('agreements.form.chooseFiles'), over);
    expect(await faultOf(initiator, 'артық.pdf').textContent()).toContain(initiator.t('error.fileTooLarge'));
    await initiator.chooseFiles(initiator.button('agreements.form.chooseFiles'), whole);
    await initiator.attached('толық.pdf');
  }).finally(() => rm(folder, { recursive: true, force: true }));
});

test('an upload shows how far it is, and one that is stopped leaves nothing', async () => {
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    await openForm(initiator);
    const network = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 300_000 };
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', slow);
    const name = 'баяу.pdf';
    const content = pdf(20_000_000);
    await initiator.attach([chosen(name, content)]);
    const progress = page.getByRole('progressbar', { name: t('agreements.form.uploading', { name }) });
    await progress.waitFor();
    await eventually(async () => expect(await incoming()).not.toEqual([]));

    await page.getByRole('button', { name: t('agreements.form.cancelUpload', { name }) }).click();
    await progress.waitFor({ state: 'detached' });
    expect(await page.locator('li', { hasText: name }).count()).toBe(0);
    await eventually(async () => expect(await incoming()).toEqual([]));
    expect(isKept(content)).toBe(false);
  });
});

test('a downloaded file keeps its Kazakh name and its bytes, and does not run in the page (775:8)', async () => {
  await inOffice('kk', async (office) => {
    const initiator = await office.person(DEVELOPER.initiator);
    const { page, t } = initiator;
    const name = 'Әділет министрлігінің қаулысы – №7 «үлгі».pdf';
    const content = pdf();
    await openForm(initiator);
    await initiator.field('agreements.fact.title').fill('Файлдың атауы туралы');
    await initiator.attach([chosen(name, content)]);
    await initiator.attached(name);
    await initiator.press('agreements.form.save');
    await initiator.told(t('agreements.form.saved'));
    const download = await initiator.download(page.getByRole('link', { name, exact: true }));
    expect(isKept(content)).toBe(true);
    expect(download.name).toBe(name);
    expect(download.content.equals(content)).toBe(true);
  });
});

if (samplesAreThere) {
  test('real files of the allowed formats are taken, others are refused (775:10)', async () => {
    const taken = await samples([
      'order-617-operations.doc',
      'headcount.xls',
      'headcount.xlsx',
      'order-116-internet-resource.ppt',
      'regulation-archive.rtf',
      'scan-01.jpg',
      'scan-01.tif',
      'package.zip',
    ]);
    const refused = await samples(['order-116-internet-resource.pptx', 'headcount.csv']);
    await inOffice('en', async (office) => {
      const initiator = await office.person(DEVELOPER.initiator);
      await openForm(initiator);
      await initiator.attach([...taken, ...refused]);
      for (const { name } of refused) {
        expect(await faultOf(initiator, name).textContent()).toContain(
          initiator.t('error.fileFormatRefused'),
        );
      }
      for (const { name } of taken) await initiator.attached(name);
      expect(await initiator.page.locator('.file-fault').count()).toBe(refused.length);
      for (const { buffer } of taken) expect(isKept(buffer)).toBe(true);
      for (const { buffer } of refused) expect(isKept(buffer)).toBe(false);
    });
  });
}
