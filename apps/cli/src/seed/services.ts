import type { INestApplicationContext } from '@nestjs/common';

/** The services of a running portal without HTTP, or of a test's. */
export type Services = Pick<INestApplicationContext, 'get'>;
