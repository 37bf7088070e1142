import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { Allowed } from '../access/access.js';
import { Sql } from '../database/sql.js';
import { Health } from './health.js';

const health = z.object({
  status: z.literal('ready'),
  /** What does not stop the portal and wants looking after: FILES_WAIT_FOR_SCANNER. */
  troubles: z.array(z.string()),
});

@Controller('health')
export class HealthController {
  constructor(
    private readonly sql: Sql,
    private readonly health: Health,
  ) {}

  /** Answers when the portal can work: the process listens and the database answers. */
  @Get()
  @Allowed('public')
  @ApiOkResponse({ standardSchema: health })
  async ready(): Promise<z.infer<typeof health>> {
    await this.sql.row('SELECT 1 AS one');
    return { status: 'ready', troubles: await this.health.troubles() };
  }
}
