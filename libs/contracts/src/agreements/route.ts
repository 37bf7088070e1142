import { z } from 'zod';
import { id, instant, LONGEST_REASON, personRef, typedText, unitRef } from '../common.js';
import { ACT_KINDS } from './machines.js';

/** The route inside the developer body, as its initiator builds it and as the portal keeps it (775:15, 64). */

export const MAX_STAGES = 10;
export const MAX_STAGE_STEPS = 30;
export const MAX_CO_SIGNERS = 5;

/** The steps of a stage: side by side, or one after the other. */
export const STAGE_ORDERS = ['parallel', 'sequence'] as const;
export type StageOrder = (typeof STAGE_ORDERS)[number];
const stageOrder = z.enum(STAGE_ORDERS);

/** What a route may ask for. The last three the portal puts at the end of each. */
export const PLAN_KINDS = [
  'unit_agreement',
  'superior_agreement',
  'legal_visa',
  'co_signature',
  'developer_signature',
] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** A step as it is built: a unit agrees by its head, a superior himself. */
export const routeBodyStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unit_agreement'), unitId: id }),
  z.strictObject({ kind: z.literal('superior_agreement'), employeeId: id }),
]);
export type RouteBodyStep = z.infer<typeof routeBodyStep>;

/** What stands before the legal visa, in stages, and who signs before the head. */
export const routeBody = z
  .strictObject({
    stages: z
      .array(z.strictObject({ order: stageOrder, steps: z.array(routeBodyStep).min(1).max(MAX_STAGE_STEPS) }))
      .max(MAX_STAGES),
    coSigners: z.strictObject({ order: stageOrder, employeeIds: z.array(id).max(MAX_CO_SIGNERS) }),
  })
  .meta({ id: 'RouteBody' });
export type RouteBody = z.infer<typeof routeBody>;

/** The initiator changes what was not yet taken of a route that runs. */
export const changeRouteBody = z.object({ route: routeBody, reason: typedText(LONGEST_REASON) });
export type ChangeRouteBody = z.infer<typeof changeRouteBody>;

/** A step of a plan. Of the legal visa and the head's signature the person is the one that the card names. */
export const planStep = z
  .object({
    /** The same in every plan that asks the same. */
    key: z.string(),
    kind: z.enum(PLAN_KINDS),
    /** Whose head decides; null where the person is asked in no unit's name. */
    unit: unitRef.nullable(),
    person: personRef.nullable(),
  })
  .meta({ id: 'PlanStep' });
export type PlanStep = z.infer<typeof planStep>;

export const routePlan = z
  .object({ stages: z.array(z.object({ order: stageOrder, steps: z.array(planStep) })) })
  .meta({ id: 'RoutePlan' });
export type RoutePlan = z.infer<typeof routePlan>;
export type PlanStage = RoutePlan['stages'][number];

/** The route where nobody built another: the interested units side by side. */
export function plainRoute(unitIds: readonly string[]): RouteBody {
  const steps = unitIds.map((unitId) => ({ kind: 'unit_agreement' as const, unitId }));
  return {
    stages: steps.length > 0 ? [{ order: 'parallel', steps }] : [],
    coSigners: { order: 'parallel', employeeIds: [] },
  };
}

/** The units that a route asks, in its order. */
export const unitIdsOf = (route: RouteBody): string[] =>
  route.stages.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'unit_agreement' ? [step.unitId] : [])),
  );

/** The superiors that a route asks, in its order. */
export const superiorIdsOf = (route: RouteBody): string[] =>
  route.stages.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'superior_agreement' ? [step.employeeId] : [])),
  );

/** The route that a plan was made of. */
export function routeOf({ stages }: RoutePlan): RouteBody {
  const coSigners = stages.find(({ steps }) => steps[0]?.kind === 'co_signature');
  return {
    stages: stages.flatMap(({ order, steps }) => {
      const asked = steps.flatMap(({ kind, key }): RouteBodyStep[] => {
        if (kind === 'unit_agreement') return [{ kind, unitId: idIn(key) }];
        return kind === 'superior_agreement' ? [{ kind, employeeId: idIn(key) }] : [];
      });
      return asked.length > 0 ? [{ order, steps: asked }] : [];
    }),
    coSigners: {
      order: coSigners?.order ?? 'parallel',
      employeeIds: coSigners?.steps.map(({ key }) => idIn(key)) ?? [],
    },
  };
}

const idIn = (key: string): string => key.slice(key.indexOf(':') + 1);

export const MAX_TEMPLATES = 50;

/** A route that a body keeps for its drafts, of one kind of act or of all. */
export const routeTemplateBody = z.object({
  name: typedText(200),
  kind: z.enum(ACT_KINDS).nullable().default(null),
  route: routeBody,
});
export type RouteTemplateBody = z.infer<typeof routeTemplateBody>;

/** A changed template names the revision that it started from. */
export const editRouteTemplateBody = routeTemplateBody.extend({ revision: z.number().int().min(1) });
export type EditRouteTemplateBody = z.infer<typeof editRouteTemplateBody>;

export const routeTemplate = routeTemplateBody
  .extend({ id, revision: z.number().int(), savedAt: instant, savedBy: personRef })
  .meta({ id: 'RouteTemplate' });
export type RouteTemplate = z.infer<typeof routeTemplate>;

/** Those of the reader's own body, by name. */
export const routeTemplates = z
  .object({ items: z.array(routeTemplate), can: z.object({ keep: z.boolean() }) })
  .meta({ id: 'RouteTemplates' });
export type RouteTemplates = z.infer<typeof routeTemplates>;
