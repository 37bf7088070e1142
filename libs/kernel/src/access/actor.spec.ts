import { makeActor } from '#testing';
import {
  type Actor,
  actingAs,
  holderOf,
  holdersIn,
  type Principal,
  personalScope,
  personOf,
  principalsIn,
  scopesIn,
  scopesOn,
} from './actor.js';

/** Somebody who is stood in for. */
function principalOf(actor: Actor, rooms?: Principal['rooms']): Principal {
  const { employeeId, fullName, shortName, body, posts, duties } = actor;
  return {
    delegationId: 'x',
    employeeId,
    fullName,
    shortName,
    body,
    posts,
    duties,
    rooms,
    until: '2026-03-17',
  };
}

const { body, unit } = makeActor();
const head = makeActor({
  body,
  unit: { ...unit, kind: 'leadership' },
  postKind: 'head_of_body',
  fullName: 'Head',
});
const unitHead = makeActor({ body, unit, postKind: 'unit_head', fullName: 'Unit head' });
/** Of the head in all rooms, of the unit's head in none. */
const standIn = makeActor({ body, standsInFor: [principalOf(head), principalOf(unitHead, [])] });

describe('somebody who stands in for others', () => {
  test('acts as himself, and in the stead of those who gave him the room', () => {
    expect(principalsIn(standIn, 'agreements').map(({ employeeId }) => employeeId)).toEqual([
      head.employeeId,
    ]);
    expect(holdersIn(standIn, 'agreements').map(({ employeeId }) => employeeId)).toEqual([
      standIn.employeeId,
      head.employeeId,
    ]);
  });

  test('reads with the scopes of both, in that room alone', () => {
    expect(scopesIn(standIn, 'agreements')).toEqual([...standIn.scopes, head.employeeId, body.id]);
    expect(standIn.scopes).toEqual([standIn.employeeId, personalScope(standIn.employeeId)]);
  });

  test('hears of the tasks of everybody, and of documents as he reads them', () => {
    expect(scopesOn(standIn, 'inbox')).toEqual([...standIn.scopes, head.employeeId, unitHead.employeeId]);
    expect(scopesOn(standIn, 'agreements')).toEqual(scopesIn(standIn, 'agreements'));
  });

  test('in a deed is one of them and nobody else, and is named with him', () => {
    const acting = actingAs(standIn, principalOf(head));
    expect(holderOf(acting).employeeId).toBe(head.employeeId);
    expect(holdersIn(acting, 'agreements').map(({ employeeId }) => employeeId)).toEqual([head.employeeId]);
    expect(personOf(acting)).toMatchObject({
      id: standIn.employeeId,
      onBehalfOf: { id: head.employeeId, fullName: 'Head', post: head.post },
    });
    expect(personOf(standIn)).not.toHaveProperty('onBehalfOf');
  });

  test('is never somebody who did not ask him', () => {
    expect(actingAs(standIn, makeActor()).actsFor).toBeUndefined();
    expect(actingAs(standIn, standIn)).toBe(standIn);
  });
});

describe('an officer by duty', () => {
  test('775:16 sees all that reaches his body, as the documentation service does', () => {
    const officer = makeActor({ body, duties: ['documentation_officer'] });
    expect(officer.scopes).toEqual([officer.employeeId, body.id, personalScope(officer.employeeId)]);
    expect(makeActor({ body, duties: ['coordinator', 'hr_officer'] }).scopes).toHaveLength(2);
  });
});
