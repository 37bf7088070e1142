import { afterLeaving, type KnownFault, standing, valueAt } from './known-faults';

const fault = (path: string, refused: unknown): KnownFault => ({
  fieldId: path,
  text: `${path} is missing`,
  path,
  refused: JSON.stringify(refused),
});
const say = ({ path, rule }: { path: string; rule: string }) => ({ fieldId: path, text: `${path}: ${rule}` });

describe('faults of a form while it is corrected', () => {
  test('a fault is gone as soon as its own field is changed, the others stay', () => {
    const faults = [fault('title', ''), fault('reason', '')];
    expect(standing(faults, { title: '', reason: '' })).toEqual(faults);
    expect(standing(faults, { title: 'Т', reason: '' })).toEqual([faults[1]]);
  });

  test('it comes back where the old value does', () => {
    const faults = [fault('executorId', null)];
    expect(standing(faults, { executorId: 'x' })).toEqual([]);
    expect(standing(faults, { executorId: null })).toEqual(faults);
  });

  test('a field that is left with another wrong value is told anew, in the words for that', () => {
    const faults = [fault('days', 0)];
    const told = afterLeaving(faults, { days: 99 }, [{ path: 'days', rule: 'too_big' }], say);
    expect(told).toEqual([{ fieldId: 'days', text: 'days: too_big', path: 'days', refused: '99' }]);
    expect(standing(told, { days: 99 })).toEqual(told);
  });

  test('a field that is left corrected, or was never at fault, is not told', () => {
    const faults = [fault('title', '')];
    const told = afterLeaving(
      faults,
      { title: 'Т', reason: '' },
      [{ path: 'reason', rule: 'too_small' }],
      say,
    );
    expect(standing(told, { title: 'Т', reason: '' })).toEqual([]);
  });

  test.each([
    ['remarks.1.text', '"b"'],
    ['remarks', '[{"text":"a"},{"text":"b"}]'],
    ['remarks.2.text', 'undefined'],
    ['constructor', 'undefined'],
  ])('the value at %s', (path, value) => {
    expect(valueAt({ remarks: [{ text: 'a' }, { text: 'b' }] }, path)).toBe(value);
  });
});
