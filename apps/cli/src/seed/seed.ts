import { demoBodies } from '../demo/directory.js';
import { demoEmployees } from '../demo/employees.js';
import type { DemoSheet } from '../start/start.js';
import { seedActs } from './seed-acts.js';
import { seedConfirmations } from './seed-confirmations.js';
import { DEMO_PASSWORD, seedDirectory } from './seed-directory.js';
import { DEMO_KEY_PASSWORD, keyFilesDirOf, seedKeys } from './seed-keys.js';
import type { Services } from './services.js';

/**
 * Fills a portal with the demo. May be repeated: what is there already is not doubled.
 * @returns who can sign in, and where the key files lie: what `demo.json` holds
 */
export async function seedDemo(options: {
  services: Services;
  dataDir: string;
  url: string;
}): Promise<DemoSheet> {
  const { services, dataDir, url } = options;
  await Promise.all([seedDirectory(services), seedKeys(dataDir)]);
  await seedConfirmations(url);
  await seedActs({ services, dataDir, url });
  return {
    password: DEMO_PASSWORD,
    keysDir: keyFilesDirOf(dataDir),
    keyPassword: DEMO_KEY_PASSWORD,
    accounts: demoBodies.flatMap(({ shortName, units }) =>
      units.flatMap(({ key, name }) =>
        demoEmployees
          .filter(({ unitKey }) => unitKey === key)
          .map(({ login, surname, givenName, post, duties }) => ({
            login,
            name: `${surname} ${givenName}`,
            post: post.en,
            unit: name.en,
            body: shortName.en,
            ...(duties && { duties }),
          })),
      ),
    ),
  };
}
