import type { Duty } from '#contracts';
import { makeActor } from '#testing';
import type { Actor, Principal } from './actor.js';
import { oversightOf } from './oversight.js';

const { body, unit } = makeActor();
const head = makeActor({ body, unit: { ...unit, kind: 'leadership' }, postKind: 'head_of_body' });
const officer = makeActor({ body, unit: { ...unit, kind: 'documentation' } });
const unitHead = makeActor({ body, unit, postKind: 'unit_head' });
const standingFor = (actor: Actor, rooms?: Principal['rooms']): Actor =>
  makeActor({ body, standsInFor: [{ ...actor, delegationId: 'x', until: '2026-03-17', rooms }] });
const withDuty = (duty: Duty): Actor => makeActor({ body, duties: [duty] });

test.each([
  ['the head of the body', head, { allBodies: false, body: true, unitIds: [] }],
  ['its documentation service', officer, { allBodies: false, body: true, unitIds: [] }],
  [
    'who has the duty of one',
    withDuty('documentation_officer'),
    { allBodies: false, body: true, unitIds: [] },
  ],
  ['the head of a unit', unitHead, { allBodies: false, body: false, unitIds: [unit.id] }],
  ['who stands in for the head', standingFor(head), { allBodies: false, body: true, unitIds: [] }],
  [
    'who stands in for the head of a unit',
    standingFor(unitHead, ['agreements']),
    { allBodies: false, body: false, unitIds: [unit.id] },
  ],
  [
    'the officer of the authorised body',
    withDuty('authorised_body_officer'),
    { allBodies: true, body: false, unitIds: [] },
  ],
])('%s oversees what is his', (_who, actor, oversight) => {
  expect(oversightOf(actor, 'agreements')).toEqual(oversight);
});

test.each([
  ['a specialist', makeActor({ body })],
  ['who stands in for the head elsewhere', standingFor(head, [])],
  ['who stands in for the officer of the authorised body', standingFor(withDuty('authorised_body_officer'))],
  ['the administrator of the portal', withDuty('portal_administrator')],
])('%s oversees nothing', (_who, actor) => {
  expect(oversightOf(actor, 'agreements')).toBeUndefined();
});
