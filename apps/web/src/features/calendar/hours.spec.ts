import { hourFaultsOf, hoursOf } from './hours';

const DAY = { opens: '09:00', lunchFrom: '13:00', lunchTo: '14:30', closes: '18:30' };

test.each([
  [{}, {}],
  [{ opens: '' }, { opens: 'calendar.hoursMissing' }],
  [{ opens: '9' }, { opens: 'calendar.hoursMissing' }],
  [{ closes: '24:00' }, { closes: 'calendar.hoursMissing' }],
  [{ lunchTo: 'кеш' }, { lunchTo: 'calendar.hoursMissing' }],
  [{ lunchTo: '13:00' }, { lunchTo: 'calendar.hoursFault' }],
  [{ closes: '08:00' }, { closes: 'calendar.hoursFault' }],
  [
    { opens: '19:00' },
    { lunchFrom: 'calendar.hoursFault', lunchTo: 'calendar.hoursFault', closes: 'calendar.hoursFault' },
  ],
])('working hours follow each other: %j', (parts, faults) => {
  expect(hourFaultsOf({ ...DAY, ...parts })).toEqual(faults);
});

test.each([
  ['9:00', '09:00'],
  [' 9.00 ', '09:00'],
  ['900', '09:00'],
  ['0915', '09:15'],
  ['09:00', '09:00'],
  ['9', '9'],
  ['9:0', '9:0'],
  ['', ''],
])('hours typed as "%s" are kept as "%s"', (opens, kept) => {
  expect(hoursOf({ ...DAY, opens })).toEqual({ ...DAY, opens: kept });
});
