/** Run by Jest once after all medium tests: stops the PostgreSQL that the setup started, if it did. */
export default async function tearDown() {
  await globalThis.stopTestDatabase?.();
}
