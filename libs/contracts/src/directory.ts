import { z } from 'zod';
import { bodyRef, id, localizedText } from './common.js';
import { postKind, unitKind } from './session.js';

/** What the directory tells other rooms and the web (775:59.6): bodies, and the structure of one's own body. */

export const BODY_KINDS = ['central', 'local', 'institution', 'pmo'] as const;
export const bodyKind = z.enum(BODY_KINDS);
export type BodyKind = z.infer<typeof bodyKind>;

export const bodyItem = bodyRef.extend({ kind: bodyKind, parentId: id.nullable() }).meta({ id: 'BodyItem' });
export type BodyItem = z.infer<typeof bodyItem>;
export const bodyList = z.object({ items: z.array(bodyItem) });

export const structureEmployee = z.object({
  id,
  fullName: z.string(),
  post: localizedText,
  postKind,
});
export const structureUnit = z
  .object({
    id,
    name: localizedText,
    kind: unitKind,
    employees: z.array(structureEmployee),
  })
  .meta({ id: 'StructureUnit' });
/** The reader's own body with its units and employees: to choose units, executors and signers from. */
export const ownStructure = z
  .object({ body: bodyItem, units: z.array(structureUnit) })
  .meta({ id: 'OwnStructure' });
export type OwnStructure = z.infer<typeof ownStructure>;
export type StructureUnit = z.infer<typeof structureUnit>;
export type StructureEmployee = z.infer<typeof structureEmployee>;
