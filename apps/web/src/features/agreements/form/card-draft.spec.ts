import type { ActCard, OwnStructure } from '#contracts';
import { createBody, differences, draftOf, editBody, newDraft } from './card-draft';

const text = (kk: string) => ({ kk, ru: kk, en: kk });
const structure = {
  units: [
    {
      id: 'u1',
      kind: 'leadership',
      name: text('Басшылық'),
      employees: [{ id: 'minister', fullName: 'М', post: text('Министр'), postKind: 'head_of_body' }],
    },
    {
      id: 'u2',
      kind: 'legal',
      name: text('Заң қызметі'),
      employees: [
        { id: 'lawyer', fullName: 'З', post: text('Заңгер'), postKind: 'specialist' },
        { id: 'legal-head', fullName: 'Б', post: text('Басшы'), postKind: 'unit_head' },
      ],
    },
  ],
} as unknown as OwnStructure;

test('a new card proposes the heads who give the visa and sign (775:15)', () => {
  expect(newDraft(structure, 'kk')).toMatchObject({ legalHeadId: 'legal-head', bodyHeadId: 'minister' });
});

test('each new card has an id of its own, made in the browser', () => {
  expect(newDraft(structure, 'kk').id).not.toBe(newDraft(structure, 'kk').id);
});

test('what is sent names files by id and keeps their order', () => {
  const files = ['b', 'a'].map((id) => ({
    id,
    name: id,
    size: 1,
    format: 'pdf' as const,
    sha256: '',
    check: 'passed' as const,
  }));
  const draft = { ...newDraft(structure, 'ru'), title: 'Жоба', files };
  expect(createBody(draft)).toMatchObject({ id: draft.id, language: 'ru', fileIds: ['b', 'a'] });
  expect(editBody({ ...draft, revision: 4 })).not.toHaveProperty('kind');
  expect(editBody({ ...draft, revision: 4 }).revision).toBe(4);
});

test('a card saved elsewhere: only the requisites that differ are named', () => {
  const card = {
    id: 'act',
    revision: 2,
    kind: 'bill',
    language: 'kk',
    title: 'Жоба',
    description: '',
    version: {
      files: [],
      interestedUnits: [{ id: 'u3' }],
      plan: { stages: [{ order: 'parallel', steps: [{ key: 'unit:u3', kind: 'unit_agreement' }] }] },
      legalHead: null,
      bodyHead: null,
      approvingBodies: [],
      internalTermDays: 3,
    },
  } as unknown as ActCard;
  const mine = { ...draftOf(card), title: 'Жоба, жаңа атауы', approvingBodyIds: ['b1'] };
  expect(differences(mine, draftOf(card))).toEqual(['title', 'approvingBodyIds']);
});

test('775:15 a route that somebody built is edited as it is; the plain one is not shown as built', () => {
  const step = (key: string, kind: string) => ({ key, kind, unit: null, person: null });
  const cardWith = (stages: unknown[]) =>
    ({
      version: { files: [], interestedUnits: [{ id: 'u3' }], approvingBodies: [], plan: { stages } },
    }) as unknown as ActCard;
  const units = { order: 'parallel', steps: [step('unit:u3', 'unit_agreement')] };
  const end = { order: 'sequence', steps: [step('head', 'developer_signature')] };
  expect(draftOf(cardWith([units, end])).route).toBeNull();
  const superior = { order: 'sequence', steps: [step('superior:d1', 'superior_agreement')] };
  const built = draftOf(cardWith([units, superior, end]));
  expect(built.route?.stages.map(({ steps }) => steps)).toEqual([
    [{ kind: 'unit_agreement', unitId: 'u3' }],
    [{ kind: 'superior_agreement', employeeId: 'd1' }],
  ]);
  expect(editBody(built).interestedUnitIds).toEqual(['u3']);
});
