import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICON_NAMES } from './icon-names';

test('the sprite has every icon that can be named, and no other', () => {
  const sprite = readFileSync(join(process.cwd(), 'apps/web/src/ui/icons.svg'), 'utf8');
  const drawn = [...sprite.matchAll(/<symbol id="i-([^"]+)"/g)].map(([, name]) => name);
  expect(drawn.sort()).toEqual([...ICON_NAMES].sort());
});
