import { cost, figureTable, growth, median, share, speed } from './report.js';

test('the median is the middle one, or lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 9])).toBe(3);
});

test('of a hundred the 99th percentile is the slowest but one; of a few it is the slowest', () => {
  const hundred = Array.from({ length: 100 }, (_, place) => 100 - place);
  expect(share(hundred, 0.99)).toBe(99);
  expect(share([5, 1, 9], 0.99)).toBe(9);
});

test('the ratio is that of rounds side by side: a pause of the machine in one of them changes nothing', () => {
  const figure = speed('inbox list', 'requests/s', { portal: [800, 80, 900], floor: [1000, 100, 1000] }, 0.7);
  expect(figure).toEqual({
    name: 'inbox list',
    value: 800,
    unit: 'requests/s',
    floor: 1000,
    ratio: 0.8,
    aim: 0.7,
    aimOf: 'ratio',
    met: true,
  });
});

test('an aim of speed is a least, an aim of memory or time a most, and what has none is neither', () => {
  expect(speed('upload', 'MB/s', { portal: [69], floor: [100] }, 0.7).met).toBe(false);
  expect(speed('upload', 'MB/s', { portal: [70], floor: [100] }, 0.7).met).toBe(true);
  expect(speed('sign', 'dispatches/s', { portal: [1], floor: [100] }, null).met).toBeNull();
  expect(cost('peak', 'MB', { portal: [299.9], floor: [200] }, 300).met).toBe(true);
  expect(cost('peak', 'MB', { portal: [300], floor: [200] }, 300).met).toBe(false);
  expect(cost('check', 's', { portal: [0.2, 0.9, 0.3], floor: [0.1, 0.1, 0.1] }, 0.5).met).toBe(true);
  expect(cost('read', 's', { portal: [1], floor: [2] }, null).met).toBeNull();
});

test('the table tells which aim was missed', () => {
  const lines = figureTable([
    speed('act card', 'requests/s', { portal: [650], floor: [1000] }, 0.7),
    cost('peak memory', 'MB', { portal: [250], floor: [200] }, 300),
    cost('check', 's', { portal: [0.6], floor: [0.2] }, 0.5),
    growth('list', 'ms', { portal: [6], floor: [5] }, 1.3),
    growth('list', 'ms', { portal: [7], floor: [5] }, 1.3),
  ]);
  expect(lines[2]).toMatch(/^act card +650 +1000 +requests\/s +0\.65 +ratio 0\.7 +MISSED$/);
  expect(lines[3]).toMatch(/^peak memory +250 +200 +MB +1\.25 +under 300 MB +met$/);
  expect(lines[4]).toMatch(/^check +0\.6 +0\.2 +s +3\.00 +under 0\.5 s +MISSED$/);
  expect(lines[5]).toMatch(/^list +6 +5 +ms +1\.20 +ratio under 1\.3 +met$/);
  expect(lines[6]).toMatch(/^list +7 +5 +ms +1\.40 +ratio under 1\.3 +MISSED$/);
});
