import { DUTIES, type Duty, PHOTO_AUDIENCES, type PhotoAudience } from '#contracts';
import { canKeep, canKeepParticipants, seesPhoto, seesPrivate } from './keeping.policy.js';

const OWN = 'own body';
const OTHER = 'other body';
const readers = (duties: readonly Duty[]) => ({ employeeId: 'reader', body: { id: OWN }, duties });
const none = readers([]);
const each = DUTIES.map((duty) => [duty, readers([duty])] as const);
const mayWith = (allowed: (reader: typeof none) => boolean) =>
  each.filter(([, reader]) => allowed(reader)).map(([duty]) => duty);

test('a body is kept by its own coordinator and by the administrator, by nobody else', () => {
  expect(mayWith((reader) => canKeep(reader, OWN))).toEqual(['portal_administrator', 'coordinator']);
  expect(mayWith((reader) => canKeep(reader, OTHER))).toEqual(['portal_administrator']);
  expect(canKeep(none, OWN)).toBe(false);
});

test('the list of participants is kept by the authorised body and the administrator', () => {
  expect(mayWith(canKeepParticipants)).toEqual(['portal_administrator', 'authorised_body_officer']);
  expect(canKeepParticipants(none)).toBe(false);
});

test('what is private is shown to whoever keeps the card', () => {
  expect(mayWith((reader) => seesPrivate(reader, { bodyId: OWN }))).toEqual([
    'portal_administrator',
    'coordinator',
  ]);
  expect(mayWith((reader) => seesPrivate(reader, { bodyId: OTHER }))).toEqual(['portal_administrator']);
});

describe('a photo', () => {
  const shownTo = (reader: typeof none, bodyId: string, employeeId = 'somebody') =>
    PHOTO_AUDIENCES.filter((audience: PhotoAudience) =>
      seesPhoto(reader, { employeeId, bodyId, shownTo: audience }),
    );

  test('is shown to whom its setting names', () => {
    expect(shownTo(none, OWN)).toEqual(['everybody', 'body']);
    expect(shownTo(none, OTHER)).toEqual(['everybody']);
  });

  test('is always shown to its owner and whoever keeps his card', () => {
    expect(shownTo(none, OWN, 'reader')).toEqual([...PHOTO_AUDIENCES]);
    expect(shownTo(readers(['coordinator']), OWN)).toEqual([...PHOTO_AUDIENCES]);
    expect(shownTo(readers(['coordinator']), OTHER)).toEqual(['everybody']);
    expect(shownTo(readers(['portal_administrator']), OTHER)).toEqual([...PHOTO_AUDIENCES]);
  });
});
