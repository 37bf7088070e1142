import { MAX_TEMPLATES, type RouteBody, routeTemplates } from '#contracts';
import { Act } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const PATH = '/api/route-templates';

describe('775:15 routes that a body keeps', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start();
    await portal.giveDuty('developer.lawyer', 'coordinator');
  });

  afterAll(() => portal?.close());

  const routeOf = (body: 'developer' | 'finance'): RouteBody => ({
    stages: [
      {
        order: 'sequence',
        steps: [
          { kind: 'unit_agreement', unitId: portal.known.unitId(body, 'second') },
          { kind: 'superior_agreement', employeeId: portal.knownAs(`${body}.unitHead`).id },
        ],
      },
    ],
    coSigners: { order: 'parallel', employeeIds: [] },
  });
  const templateOf = (name: string, body: 'developer' | 'finance' = 'developer') => ({
    name,
    kind: 'bill',
    route: routeOf(body),
  });
  const read = async (name: PersonName) => parsed(routeTemplates, await (await portal.as(name)).get(PATH));

  test('are kept by its coordinator and its documentation service, and read by whoever drafts there', async () => {
    for (const [index, name] of (['developer.lawyer', 'developer.officer2'] as const).entries()) {
      const added = await (await portal.as(name)).post(PATH, templateOf(`Заң ${index}`));
      expect(parsed(routeTemplates, expectStatus(added, 200)).can.keep).toBe(true);
    }
    const { items, can } = await read('developer.specialist');
    expect([items.map(({ name }) => name), can.keep]).toEqual([['Заң 0', 'Заң 1'], false]);
    expect((await read('finance.officer')).items).toEqual([]);
  });

  test('by nobody else; of another body they do not exist', async () => {
    const [template] = (await read('developer.officer')).items;
    const path = `${PATH}/${template?.id}`;
    const edit = { ...templateOf('Басқа'), revision: template?.revision };
    const colleague = await portal.as('developer.specialist');
    expect(refusalOf(await colleague.post(PATH, templateOf('Өзімдікі')))).toBe('403 FORBIDDEN');
    expect(refusalOf(await colleague.send('PUT', path, edit))).toBe('403 FORBIDDEN');
    expect(refusalOf(await colleague.send('DELETE', path))).toBe('403 FORBIDDEN');
    const stranger = await portal.as('finance.officer');
    expect(refusalOf(await stranger.send('DELETE', path))).toBe('404 NOT_FOUND');
    const foreign = { ...templateOf('Бөтен', 'finance'), revision: template?.revision };
    expect(refusalOf(await stranger.send('PUT', path, foreign))).toBe('404 NOT_FOUND');
    expect((await read('developer.officer')).items[0]).toEqual(template);
  });

  test('who may not stand in a route may not stand in a template', async () => {
    const officer = await portal.as('developer.officer');
    expect(refusalOf(await officer.post(PATH, templateOf('Бөтен', 'finance')))).toBe(
      '422 UNIT_OF_OTHER_BODY',
    );
  });

  test('two tabs: the second change of the same template is told that it is old', async () => {
    const officer = await portal.as('developer.officer');
    const [template] = (await read('developer.officer')).items;
    const change = (name: string) =>
      officer.send('PUT', `${PATH}/${template?.id}`, { ...templateOf(name), revision: template?.revision });
    const answers = await Promise.all([change('Бірінші'), change('Екінші')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('never more than there may be, however many are added at once; and what is sent twice once', async () => {
    const officer = await portal.as('finance.officer');
    const add = (number: number) => officer.post(PATH, templateOf(`Үлгі ${number}`, 'finance'));
    expect((await Promise.all([add(0), add(0), add(0)])).map(refusalOf)).toEqual(['200', '200', '200']);
    expect((await read('finance.officer')).items).toHaveLength(1);
    for (let number = 1; number < MAX_TEMPLATES - 1; number += 1) expectStatus(await add(number), 200);
    const answers = await Promise.all([100, 101, 102, 103].map(add));
    expect(answers.map(refusalOf).sort()).toEqual(['200', ...Array(3).fill('409 TOO_MANY_TEMPLATES')]);
    expect((await read('finance.officer')).items).toHaveLength(MAX_TEMPLATES);
  });

  test('a card that was begun from one keeps its route when the template is gone', async () => {
    const officer = await portal.as('developer.officer');
    const [template] = (await read('developer.officer')).items;
    const route = template?.route ?? routeOf('developer');
    const unitId = portal.known.unitId('developer', 'second');
    const act = await Act.draft(portal, { route, interestedUnitIds: [unitId] });
    expectStatus(await officer.send('DELETE', `${PATH}/${template?.id}`), 200);
    expect((await read('developer.officer')).items.map(({ id }) => id)).not.toContain(template?.id);
    const { version } = await act.author.card(act.id);
    expect(version.plan.stages[0]?.steps.map(({ kind }) => kind)).toEqual([
      'unit_agreement',
      'superior_agreement',
    ]);
  });
});
