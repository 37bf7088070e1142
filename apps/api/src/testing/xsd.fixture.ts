import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** libxml2 comes as a module that cannot be loaded into Jest's own: a process of its own asks it. */
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import { XmlDocument, XsdValidator } from 'libxml2-wasm';
  const schema = XsdValidator.fromDoc(XmlDocument.fromString(readFileSync(process.argv[1], 'utf8')));
  const document = XmlDocument.fromString(readFileSync(0, 'utf8'));
  try {
    schema.validate(document);
  } catch (error) {
    console.log(error.message);
  }`;

/** What speaks against a document by an XML schema; empty where nothing does. @param schema path of the XSD */
export async function xsdFaults(xml: Buffer, schema: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, schema], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(xml);
  const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (wrong) throw new Error(wrong);
  return said.trim();
}
