import { kernelPersistence, type Persistence } from '#kernel';

/** The tables of all rooms, in the order in which their migrations may refer to each other. */
export const ROOMS: readonly Persistence[] = [kernelPersistence];
