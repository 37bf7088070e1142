import {
  DELIVERY_MACHINE,
  DELIVERY_STATES,
  faultsOf,
  REVIEW_MACHINE,
  REVIEW_STATES,
  STEP_MACHINE,
  STEP_STATES,
  SUBMISSION_MACHINE,
  SUBMISSION_STATES,
  targetOf,
  VERSION_MACHINE,
  VERSION_STATES,
} from './index.js';

describe('the state tables of a draft act', () => {
  it('775:15 a version goes from draft through units, legal visa and the head to the approving bodies', () => {
    let state = VERSION_MACHINE.initial;
    for (const action of ['send', 'units_agreed', 'give_visa', 'sign'] as const) {
      state = targetOf(VERSION_MACHINE, state, action) ?? state;
    }
    expect(state).toBe('at_bodies');
  });

  it('775:18 an outcome returned by a unit head or by the body head is with the executor again', () => {
    expect(targetOf(REVIEW_MACHINE, 'unit_heads', 'return')).toBe('in_work');
    expect(targetOf(REVIEW_MACHINE, 'head_signature', 'return')).toBe('in_work');
  });

  it('every state is reached, none but the final ones is a dead end, and no row stands twice', () => {
    expect(faultsOf(VERSION_MACHINE, VERSION_STATES)).toEqual([]);
    expect(faultsOf(REVIEW_MACHINE, REVIEW_STATES)).toEqual([]);
    expect(faultsOf(STEP_MACHINE, STEP_STATES)).toEqual([]);
    expect(faultsOf(SUBMISSION_MACHINE, SUBMISSION_STATES)).toEqual([]);
    expect(faultsOf(DELIVERY_MACHINE, DELIVERY_STATES)).toEqual([]);
  });

  it('names each fault of an unsound table', () => {
    const faults = faultsOf(
      {
        name: 'broken',
        initial: 'a',
        final: ['b'],
        transitions: [
          { from: 'a', action: 'go', to: 'b', by: 'x' },
          { from: 'a', action: 'go', to: 'a', by: 'x' },
          { from: 'b', action: 'on', to: 'c', by: 'x' },
        ],
      },
      ['a', 'b', 'c', 'd'],
    );
    expect(faults).toEqual([
      'broken: two rows for a --go',
      'broken: b is final but leads on',
      'broken: c is a dead end',
      'broken: d cannot be reached',
      'broken: d is a dead end',
    ]);
  });
});
