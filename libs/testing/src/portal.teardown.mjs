import tearDownDatabase from './database.teardown.mjs';

/** Run by Jest once after all tests in the browser: stops the portal, then the PostgreSQL that the setup started. */
export default async function tearDown() {
  await globalThis.stopTestPortal?.();
  await tearDownDatabase();
}
