import {
  type ActCan,
  REVIEW_STATES,
  type StepKind,
  type SubmissionState,
  VERSION_STATES,
  type VersionState,
} from '#contracts';
import { type Actor, newId } from '#kernel';
import { makeActor, makeText } from '#testing';
import {
  can,
  canCreate,
  canHandOver,
  canRead,
  canReadInner,
  canReadVersion,
  holdsPost,
  type MarkFacts,
  type OwnReviewFacts,
  type VersionFacts,
} from './draft-acts.policy.js';

function makeBody() {
  const body = {
    id: newId(),
    name: makeText('body'),
    shortName: makeText('b'),
    bin: '100140000001',
    takesPart: true,
  };
  const unit = (kind: Actor['unit']['kind']) => ({ id: newId(), name: makeText(kind), kind });
  const ordinary = unit('ordinary');
  const documentation = unit('documentation');
  return {
    body,
    unit: ordinary,
    head: makeActor({ body, unit: unit('leadership'), postKind: 'head_of_body' }),
    deputy: makeActor({ body, unit: unit('leadership'), postKind: 'deputy_head' }),
    officer: makeActor({ body, unit: documentation }),
    unitHead: makeActor({ body, unit: ordinary, postKind: 'unit_head' }),
    specialist: makeActor({ body, unit: ordinary }),
    colleague: makeActor({ body, unit: ordinary }),
  };
}

const developer = makeBody();
const approving = makeBody();
const outside = makeBody();
const initiator = developer.specialist;

/** An act on its way in both bodies, as the route leaves its scopes. */
const act: MarkFacts = {
  officialUse: false,
  number: null,
  developerBodyId: developer.body.id,
  initiatorId: initiator.employeeId,
  scopes: [
    initiator.employeeId,
    developer.unit.id,
    developer.body.id,
    approving.body.id,
    approving.unit.id,
    approving.specialist.employeeId,
  ],
};

const READERS: Record<string, Actor> = {
  'the initiator': initiator,
  'the head of his unit': developer.unitHead,
  'the head of the developer body': developer.head,
  'its deputy head': developer.deputy,
  'its documentation officer': developer.officer,
  'the head of the approving body': approving.head,
  'its deputy': approving.deputy,
  'its documentation officer who registers': approving.officer,
  'the head of the responsible unit': approving.unitHead,
  'the executor': approving.specialist,
};
const OUTSIDERS: Record<string, Actor> = {
  'a colleague of the initiator': developer.colleague,
  'a colleague of the executor': approving.colleague,
  'the head of another body': outside.head,
  'the documentation officer of another body': outside.officer,
  'a unit head of another body': outside.unitHead,
  'a specialist of another body': outside.specialist,
};

const named = (people: Record<string, Actor>) =>
  Object.entries(people).map(([who, actor]) => ({ who, actor }));
const isOfDeveloper = (actor: Actor) => actor.body.id === developer.body.id;

describe('who reads an act', () => {
  test.each(named(READERS))('$who does', ({ actor }) => {
    expect(canRead(actor, act)).toBe(true);
  });

  test.each(named(OUTSIDERS))('$who does not', ({ actor }) => {
    expect(canRead(actor, act)).toBe(false);
    expect(canReadVersion(actor, act, { dispatched: true })).toBe(false);
  });

  test.each(named(READERS))(
    '775:15 $who reads what was not dispatched only in the developer body',
    ({ actor }) => {
      expect(canReadVersion(actor, act, { dispatched: false })).toBe(isOfDeveloper(actor));
      expect(canReadVersion(actor, act, { dispatched: true })).toBe(true);
    },
  );

  test('before it is sent a draft is the initiator’s alone', () => {
    const draft = { ...act, scopes: [initiator.employeeId] };
    const readers = named({ ...READERS, ...OUTSIDERS }).filter(({ actor }) => canRead(actor, draft));
    expect(readers.map(({ who }) => who)).toEqual(['the initiator']);
  });
});

describe('775:17.1 the route inside an approving body', () => {
  test.each([...REVIEW_STATES])('is its own while it is %s, and everybody’s once it is settled', (state) => {
    const review = { bodyId: approving.body.id, state };
    expect(canReadInner(approving.head, review)).toBe(true);
    expect(canReadInner(developer.head, review)).toBe(state === 'settled');
  });
});

/** What the initiator may do with the newest version in each state; all others may do none of it. */
const INITIATOR_MAY: Record<VersionState, (keyof ActCan)[]> = {
  draft: ['edit', 'send', 'discard'],
  units: ['recall', 'changeRoute', 'withdraw'],
  legal_visa: ['recall', 'changeRoute', 'withdraw'],
  head_signature: ['recall', 'changeRoute', 'withdraw'],
  at_bodies: ['changeBodies', 'withdraw'],
  agreed: ['writeLetter', 'withdraw'],
  with_remarks: ['placeNewVersion', 'withdraw'],
  refused: ['placeNewVersion', 'withdraw'],
  superseded: [],
  discarded: [],
  at_office: ['withdraw'],
  accepted: ['archive'],
  office_returned: ['placeNewVersion', 'withdraw'],
  withdrawn: ['archive'],
};

const allowed = (answers: ActCan) =>
  (Object.keys(answers) as (keyof ActCan)[]).filter((deed) => answers[deed]);

const facts = (state: VersionState, parts: Partial<VersionFacts> = {}): VersionFacts => ({
  state,
  newest: true,
  dispatched: true,
  hasSheet: false,
  signed: false,
  submission: null,
  delivery: null,
  archived: false,
  ...parts,
});

describe('what may be done with a version', () => {
  test.each(VERSION_STATES.map((state) => ({ state, deeds: INITIATOR_MAY[state] })))(
    'that is $state: the initiator may $deeds, and nobody else may anything',
    ({ state, deeds }) => {
      expect(allowed(can(initiator, act, facts(state)))).toEqual(deeds);
      for (const { who, actor } of named({ ...READERS, ...OUTSIDERS })) {
        if (actor !== initiator) expect([who, allowed(can(actor, act, facts(state)))]).toEqual([who, []]);
      }
    },
  );

  test('what nobody else has seen is discarded, not withdrawn', () => {
    expect(can(initiator, { ...act, number: null }, facts('draft')).withdraw).toBe(false);
    expect(can(initiator, { ...act, number: 'ҮҚ-26-1' }, facts('draft')).withdraw).toBe(true);
  });

  test.each<[SubmissionState, (keyof ActCan)[]]>([
    ['letter', ['writeLetter', 'withdraw']],
    ['preparing', ['recallLetter', 'withdraw']],
    ['signature', ['recallLetter', 'withdraw']],
    ['packing', ['withdraw']],
  ])('775:22 while the letter is at %s the initiator may %s', (submission, deeds) => {
    expect(allowed(can(initiator, act, facts('agreed', { submission })))).toEqual(deeds);
  });

  test.each<[VersionFacts['delivery'], boolean]>([
    [null, false],
    ['none', true],
    ['waiting', true],
    ['sent', false],
    ['given_up', true],
    ['received', false],
    ['called_off', false],
  ])('775:22 a package whose delivery is %s can be handed over by hand: %s', (delivery, may) => {
    expect(can(initiator, act, facts('at_office', { submission: 'arrived', delivery })).deliver).toBe(may);
  });

  test('what lies in the archive is not put there again', () => {
    expect(allowed(can(initiator, act, facts('accepted', { archived: true })))).toEqual([]);
  });

  test.each(VERSION_STATES.map((state) => ({ state })))(
    'that is $state and not the newest any more: nothing',
    ({ state }) => {
      expect(allowed(can(initiator, act, facts(state, { newest: false })))).toEqual([]);
    },
  );

  test.each(named({ ...READERS, ...OUTSIDERS }))(
    '775:22 the agreement sheet is for whoever reads the version: $who',
    ({ actor }) => {
      const isReader = Object.values(READERS).includes(actor);
      expect(can(actor, act, facts('agreed', { hasSheet: true })).readSheet).toBe(isReader);
      expect(can(actor, act, facts('agreed', { hasSheet: false })).readSheet).toBe(false);
    },
  );

  test.each(named({ ...READERS, ...OUTSIDERS }))(
    'what is signed is taken away by whoever reads the version: $who',
    ({ actor }) => {
      const isReader = Object.values(READERS).includes(actor);
      expect(can(actor, act, facts('at_bodies', { signed: true })).exportContainer).toBe(isReader);
      expect(can(actor, act, facts('at_bodies', { signed: false })).exportContainer).toBe(false);
      const inside = { signed: true, dispatched: false };
      expect(can(actor, act, facts('head_signature', inside)).exportContainer).toBe(
        isReader && isOfDeveloper(actor),
      );
    },
  );
});

describe('handing over the executor’s work', () => {
  const review = (state: OwnReviewFacts['state']): OwnReviewFacts => ({
    bodyId: approving.body.id,
    state,
    responsibleHeadId: approving.unitHead.employeeId,
    executorId: null,
    asksForTime: false,
  });

  test.each(named({ ...READERS, ...OUTSIDERS }))(
    'is for the head of the responsible unit: $who',
    ({ actor }) => {
      const answers = can(actor, act, facts('at_bodies'), review('in_work'));
      expect(answers.handOver).toBe(actor === approving.unitHead);
    },
  );

  test.each([...REVIEW_STATES])('is possible while nothing is proposed: %s', (state) => {
    expect(canHandOver(approving.unitHead, review(state))).toBe(state === 'in_work');
  });

  test('is for nobody where the body has no review, or no responsible unit yet', () => {
    expect(canHandOver(approving.unitHead, undefined)).toBe(false);
    expect(canHandOver(approving.unitHead, { ...review('in_work'), responsibleHeadId: null })).toBe(false);
  });
});

test('775:20 more time is asked for by the executor once, until the developer has decided', () => {
  const asks = (asksForTime: boolean, state: OwnReviewFacts['state'] = 'in_work') =>
    can(approving.specialist, act, facts('at_bodies'), {
      bodyId: approving.body.id,
      state,
      responsibleHeadId: null,
      executorId: approving.specialist.employeeId,
      asksForTime,
    }).askProlongation;
  expect([asks(false), asks(true), asks(false, 'arrived')]).toEqual([true, false, false]);
});

test('only people of a body with a documentation service draft acts', () => {
  expect(canCreate(initiator)).toBe(true);
  const institution = { ...makeBody().body, takesPart: false };
  expect(canCreate(makeActor({ body: institution }))).toBe(false);
});

describe('775:15-18 a step is decided only in the post that it was opened for', () => {
  const at = (kind: StepKind, unitId?: string) => ({ kind, bodyId: approving.body.id, unitId });

  test.each([
    ['body_signature', approving.head, true],
    ['body_signature', approving.deputy, false],
    ['assignment', approving.deputy, true],
    ['assignment', approving.unitHead, false],
    ['registration', approving.officer, true],
    ['registration', approving.head, false],
    ['outcome', approving.specialist, true],
  ] as const)('%s', (kind, actor, expected) => {
    expect(holdsPost(actor, at(kind))).toBe(expected);
  });

  it('by the head of the unit that was asked, not of another', () => {
    expect(holdsPost(approving.unitHead, at('opinion', approving.unit.id))).toBe(true);
    expect(holdsPost(approving.unitHead, at('opinion', newId()))).toBe(false);
    expect(holdsPost(approving.specialist, at('outcome_agreement', approving.unit.id))).toBe(false);
  });

  it('and by nobody who has gone to another body', () => {
    expect(holdsPost(outside.head, at('body_signature'))).toBe(false);
    expect(holdsPost(outside.specialist, at('outcome'))).toBe(false);
  });
});
