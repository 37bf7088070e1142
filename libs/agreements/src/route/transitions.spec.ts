import {
  DELIVERY_ACTIONS,
  DELIVERY_MACHINE,
  DELIVERY_STATES,
  type Machine,
  REVIEW_ACTIONS,
  REVIEW_MACHINE,
  REVIEW_STATES,
  type ReviewRole,
  STEP_ACTIONS,
  STEP_MACHINE,
  STEP_STATES,
  SUBMISSION_ACTIONS,
  SUBMISSION_MACHINE,
  SUBMISSION_STATES,
  targetOf,
  VERSION_ACTIONS,
  VERSION_MACHINE,
  VERSION_STATES,
  type VersionRole,
} from '#contracts';

/** What may be done from a state: "who action -> where to". Whatever is not in the list is refused. */
type Table<State extends string> = Record<State, { readonly paragraph: string; readonly moves: string[] }>;

const VERSION_ROLES: readonly VersionRole[] = [
  'initiator',
  'unit_head',
  'legal_head',
  'body_head',
  'office_unit_head',
  'portal',
];
const REVIEW_ROLES: readonly ReviewRole[] = [
  'documentation_officer',
  'management',
  'responsible_unit_head',
  'executor',
  'unit_head',
  'body_head',
  'initiator',
  'portal',
];

const VERSION: Table<(typeof VERSION_STATES)[number]> = {
  draft: {
    paragraph: '775:14',
    moves: ['initiator discard -> discarded', 'initiator send -> units', 'initiator withdraw -> withdrawn'],
  },
  units: {
    paragraph: '775:15',
    moves: [
      'initiator recall -> draft',
      'initiator withdraw -> withdrawn',
      'portal units_agreed -> legal_visa',
      'unit_head return -> draft',
    ],
  },
  legal_visa: {
    paragraph: '775:15',
    moves: [
      'initiator recall -> draft',
      'initiator withdraw -> withdrawn',
      'legal_head give_visa -> head_signature',
      'legal_head return -> draft',
      'unit_head take_back_agreement -> units',
    ],
  },
  head_signature: {
    paragraph: '775:15',
    moves: [
      'body_head return -> draft',
      'body_head sign -> at_bodies',
      'initiator recall -> draft',
      'initiator withdraw -> withdrawn',
      'legal_head take_back_visa -> legal_visa',
    ],
  },
  at_bodies: {
    paragraph: '775:16',
    moves: [
      'initiator withdraw -> withdrawn',
      'portal settle_agreed -> agreed',
      'portal settle_refused -> refused',
      'portal settle_with_remarks -> with_remarks',
    ],
  },
  with_remarks: {
    paragraph: '775:19',
    moves: ['initiator withdraw -> withdrawn', 'portal supersede -> superseded'],
  },
  refused: {
    paragraph: '775:17.3',
    moves: ['initiator withdraw -> withdrawn', 'portal supersede -> superseded'],
  },
  agreed: { paragraph: '775:22', moves: ['initiator withdraw -> withdrawn', 'portal hand_in -> at_office'] },
  superseded: { paragraph: '775:19', moves: [] },
  discarded: { paragraph: '775:14', moves: [] },
  at_office: {
    paragraph: '775:23',
    moves: [
      'initiator withdraw -> withdrawn',
      'office_unit_head office_accept -> accepted',
      'office_unit_head office_return -> office_returned',
    ],
  },
  accepted: { paragraph: '775:23', moves: [] },
  office_returned: {
    paragraph: '775:23',
    moves: ['initiator withdraw -> withdrawn', 'portal supersede -> superseded'],
  },
  withdrawn: { paragraph: '775:13', moves: [] },
};

const REVIEW: Table<(typeof REVIEW_STATES)[number]> = {
  arrived: {
    paragraph: '775:16, 20',
    moves: [
      'documentation_officer register -> registered',
      'documentation_officer send_back -> withdrawn',
      'initiator withdraw -> withdrawn',
    ],
  },
  registered: {
    paragraph: '775:16',
    moves: [
      'documentation_officer readdress -> registered',
      'documentation_officer take_back_registration -> arrived',
      'initiator withdraw -> withdrawn',
      'management assign -> in_work',
      'management return_registration -> arrived',
    ],
  },
  in_work: {
    paragraph: '775:17',
    moves: [
      'documentation_officer readdress -> in_work',
      'executor ask_unit -> in_work',
      'executor go_on -> in_work',
      'executor propose -> unit_heads',
      'executor return_assignment -> registered',
      'initiator withdraw -> withdrawn',
      'management take_back_assignment -> registered',
      'responsible_unit_head hand_over -> in_work',
      'unit_head decline_opinion -> in_work',
    ],
  },
  unit_heads: {
    paragraph: '775:18',
    moves: [
      'executor take_back_outcome -> in_work',
      'initiator withdraw -> withdrawn',
      'portal heads_agreed -> head_signature',
      'unit_head return -> in_work',
    ],
  },
  head_signature: {
    paragraph: '775:18',
    moves: [
      'body_head return -> in_work',
      'body_head sign -> settled',
      'executor take_back_outcome -> in_work',
      'initiator withdraw -> withdrawn',
      'unit_head take_back_agreement -> unit_heads',
    ],
  },
  settled: { paragraph: '775:18', moves: [] },
  withdrawn: { paragraph: '775:15', moves: [] },
};

const SUBMISSION: Table<(typeof SUBMISSION_STATES)[number]> = {
  letter: { paragraph: '775:22', moves: ['initiator send -> preparing', 'portal call_off -> called_off'] },
  preparing: {
    paragraph: '775:22',
    moves: ['initiator recall -> letter', 'portal call_off -> called_off', 'portal ready -> signature'],
  },
  signature: {
    paragraph: '775:22',
    moves: [
      'body_head return -> letter',
      'body_head sign -> packing',
      'initiator recall -> letter',
      'portal call_off -> called_off',
    ],
  },
  packing: { paragraph: '775:22', moves: ['portal call_off -> called_off', 'portal dispatch -> arrived'] },
  arrived: {
    paragraph: '775:23',
    moves: ['documentation_officer pass_on -> considered', 'portal call_off -> called_off'],
  },
  considered: {
    paragraph: '775:23',
    moves: [
      'office_unit_head accept -> accepted',
      'office_unit_head send_back -> returned',
      'portal call_off -> called_off',
    ],
  },
  accepted: { paragraph: '775:23', moves: [] },
  returned: { paragraph: '775:23', moves: [] },
  called_off: { paragraph: '775:23', moves: [] },
};

const STOP = 'coordinator stop -> stopped';
const RECEIVE = 'portal receive -> received';
const DELIVERY: Table<(typeof DELIVERY_STATES)[number]> = {
  waiting: {
    paragraph: '775:22',
    moves: [
      STOP,
      'portal call_off -> called_off',
      'portal give_up -> given_up',
      RECEIVE,
      'portal send -> sent',
    ],
  },
  sent: {
    paragraph: '775:22',
    moves: [STOP, 'portal call_off -> called_off', 'portal give_up -> given_up', RECEIVE],
  },
  given_up: {
    paragraph: '775:22',
    moves: ['initiator try_again -> waiting', 'portal call_off -> called_off', RECEIVE],
  },
  stopped: {
    paragraph: '775:22',
    moves: ['coordinator resume -> waiting', 'portal call_off -> called_off', RECEIVE],
  },
  received: { paragraph: '775:22', moves: [] },
  called_off: { paragraph: '775:22', moves: [RECEIVE] },
};

const STEP: Table<(typeof STEP_STATES)[number]> = {
  open: {
    paragraph: '775:15-18',
    moves: [
      'assignee decide -> done',
      'assignee return -> returned',
      'portal cancel -> cancelled',
      'portal fall_silent -> silent',
    ],
  },
  done: { paragraph: '775:15-18', moves: ['assignee take_back -> lapsed', 'portal lapse -> lapsed'] },
  lapsed: { paragraph: '775:15-18', moves: [] },
  returned: { paragraph: '775:18', moves: [] },
  cancelled: { paragraph: '775:18', moves: [] },
  silent: { paragraph: '775:17', moves: [] },
};

/** Every role tries every action in the state. */
function possible<S extends string, A extends string, R extends string>(
  machine: Machine<S, A, R>,
  state: S,
  actions: readonly A[],
  roles: readonly R[],
): string[] {
  const tried = roles.flatMap((role) => actions.map((action) => ({ role, action })));
  return tried
    .flatMap(({ role, action }) => {
      const to = targetOf(machine, state, action);
      const row = machine.transitions.find((one) => one.from === state && one.action === action);
      return to !== undefined && row?.by === role ? [`${role} ${action} -> ${to}`] : [];
    })
    .sort();
}

const cases = <S extends string>(table: Table<S>, states: readonly S[]) =>
  states.map((state) => ({ state, ...table[state] }));

describe('a version of a draft act: every state, every action, every role', () => {
  test.each(cases(VERSION, VERSION_STATES))('$paragraph $state allows $moves', ({ state, moves }) => {
    expect(possible(VERSION_MACHINE, state, VERSION_ACTIONS, VERSION_ROLES)).toEqual(moves);
  });
});

describe('a review in an approving body: every state, every action, every role', () => {
  test.each(cases(REVIEW, REVIEW_STATES))('$paragraph $state allows $moves', ({ state, moves }) => {
    expect(possible(REVIEW_MACHINE, state, REVIEW_ACTIONS, REVIEW_ROLES)).toEqual(moves);
  });
});

describe('a submission to the Office: every state, every action, every role', () => {
  const roles = ['initiator', 'body_head', 'documentation_officer', 'office_unit_head', 'portal'] as const;
  test.each(cases(SUBMISSION, SUBMISSION_STATES))('$paragraph $state allows $moves', ({ state, moves }) => {
    expect(possible(SUBMISSION_MACHINE, state, SUBMISSION_ACTIONS, roles)).toEqual(moves);
  });
});

describe('a package on its way to the EDMS: every state, every action, every role', () => {
  const roles = ['initiator', 'coordinator', 'portal'] as const;
  test.each(cases(DELIVERY, DELIVERY_STATES))('$paragraph $state allows $moves', ({ state, moves }) => {
    expect(possible(DELIVERY_MACHINE, state, DELIVERY_ACTIONS, roles)).toEqual(moves);
  });
});

describe('one step: every state, every action, every role', () => {
  test.each(cases(STEP, STEP_STATES))('$paragraph $state allows $moves', ({ state, moves }) => {
    expect(possible(STEP_MACHINE, state, STEP_ACTIONS, ['assignee', 'portal'])).toEqual(moves);
  });
});
