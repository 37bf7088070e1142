import { readFileSync } from 'node:fs';
import { ENVIRONMENT, NODE_OPTIONS } from './managed-process.js';

test('the image gives its programs no more memory than ./portal start does', () => {
  const image = readFileSync('docker/Dockerfile', 'utf8').split('\n');
  expect(image).toContain(`ENV NODE_OPTIONS="${NODE_OPTIONS.join(' ')}"`);
  for (const [name, value] of Object.entries(ENVIRONMENT)) expect(image).toContain(`ENV ${name}=${value}`);
});
