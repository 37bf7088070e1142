import { z } from 'zod';

/**
 * A live event is a hint, not data: "this thing changed, ask again". It can be lost or doubled without harm.
 * Sent as server-sent events on `GET /api/live`, event name `change`.
 */
export const LIVE_TOPICS = ['inbox', 'agreements', 'files', 'accounts'] as const;
export const liveEvent = z.object({ topic: z.enum(LIVE_TOPICS), subjectId: z.uuid().nullable() });
export type LiveEvent = z.infer<typeof liveEvent>;
