import { DEFAULT_WORKING_HOURS, type NoticeSettings } from '#contracts';
import { workedDays } from '#kernel';
import { type SendingRules, whenToSend } from './when-to-send.js';

/** Spring of 2026: Monday, 23 March is a holiday. */
const isWorked = workedDays([{ day: '2026-03-23', kind: 'holiday' }]);

function rules(settings: Partial<NoticeSettings> = {}): SendingRules {
  return {
    settings: { mail: 'at_once', digestHour: 9, quietHours: true, ...settings },
    hours: DEFAULT_WORKING_HOURS,
    isWorked,
  };
}

/** Day and time in Astana. */
const almaty = (text: string) => new Date(`${text.replace(' ', 'T')}:00+05:00`);

interface Row {
  now: string;
  due?: string;
  settings?: Partial<NoticeSettings>;
  at: string;
  digest?: boolean;
}

describe('a letter goes out', () => {
  test.each<Row>([
    { now: '2026-03-18 09:00', at: '2026-03-18 09:00' },
    { now: '2026-03-18 13:30', at: '2026-03-18 13:30' },
    { now: '2026-03-18 18:29', at: '2026-03-18 18:29' },
    { now: '2026-03-18 18:30', at: '2026-03-19 09:00' },
    { now: '2026-03-18 08:59', at: '2026-03-18 09:00' },
    { now: '2026-03-18 00:00', at: '2026-03-18 09:00' },
    // over a weekend with a holiday after it
    { now: '2026-03-20 19:00', at: '2026-03-24 09:00' },
    { now: '2026-03-21 11:00', at: '2026-03-24 09:00' },
    { now: '2026-03-23 11:00', at: '2026-03-24 09:00' },
    // what ends before the next morning, or right then, goes at once; what is over already waits
    { now: '2026-03-20 19:00', due: '2026-03-24 09:00', at: '2026-03-20 19:00' },
    { now: '2026-03-20 19:00', due: '2026-03-24 09:01', at: '2026-03-24 09:00' },
    { now: '2026-03-20 19:00', due: '2026-03-20 18:00', at: '2026-03-24 09:00' },
    { now: '2026-03-20 23:00', settings: { quietHours: false }, at: '2026-03-20 23:00' },
    { now: '2026-03-18 08:59', settings: { mail: 'digest' }, at: '2026-03-18 09:00', digest: true },
    { now: '2026-03-18 09:00', settings: { mail: 'digest' }, at: '2026-03-19 09:00', digest: true },
    { now: '2026-03-20 10:00', settings: { mail: 'digest' }, at: '2026-03-24 09:00', digest: true },
    {
      now: '2026-03-18 10:00',
      settings: { mail: 'digest', digestHour: 0 },
      at: '2026-03-19 00:00',
      digest: true,
    },
    {
      now: '2026-03-18 10:00',
      due: '2026-03-18 18:00',
      settings: { mail: 'digest' },
      at: '2026-03-18 10:00',
    },
    // at night, before the digest of the evening after: in the morning
    {
      now: '2026-03-18 23:00',
      due: '2026-03-19 12:00',
      settings: { mail: 'digest', digestHour: 17 },
      at: '2026-03-19 09:00',
    },
  ])('at $at, of $now with the term $due and $settings', ({ now, due, settings, at, digest = false }) => {
    expect(whenToSend(almaty(now), due ? almaty(due) : null, rules(settings))).toEqual({
      at: almaty(at),
      digest,
    });
  });

  test('even by a calendar without a working day', () => {
    const never = { ...rules(), isWorked: () => false };
    const { at } = whenToSend(almaty('2026-03-18 10:00'), null, never);
    expect(at.getTime()).toBeLessThan(almaty('2026-06-01 00:00').getTime());
  });
});
