import { Controller, Get, Injectable, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type PublicSheet, publicSheet, sheetCode } from '#contracts';
import { Allowed, AppError, Sql, utcText } from '#kernel';

/** What anyone may know by the code that stands on an agreement sheet. */
@Injectable()
export class PublicSheets {
  constructor(private readonly sql: Sql) {}

  /**
   * Number, developer body, day, and when which body signed by which certificate: what the sheet itself says of signatures,
   * so that its holder sees that it is the portal's. No names of people, and nothing of the text.
   * @throws AppError NOT_FOUND
   */
  async find(typed: string): Promise<PublicSheet> {
    const code = sheetCode.safeParse(typed).data;
    if (code === undefined) throw new AppError('NOT_FOUND');
    const row = await this.sql.row<{ found: PublicSheet }>(
      `SELECT json_build_object(
         'number', CASE WHEN version.ordinal = 0 THEN act.number ELSE act.number || '/' || version.ordinal END,
         'developerBody', act.developer_body -> 'name',
         'settledAt', ${utcText('version.settled_at')},
         'signatures', coalesce((SELECT json_agg(json_build_object(
             'body', coalesce(review.body, act.developer_body) -> 'name',
             'signedAt', step.signature ->> 'signedAt',
             'certificateSerial', step.signature ->> 'certificateSerial') ORDER BY step.decided_at, step.id)
           FROM agreements.route_step step LEFT JOIN agreements.review review ON review.id = step.review_id
           WHERE step.version_id = version.id AND step.state = 'done' AND step.signature IS NOT NULL
             AND step.submission_id IS NULL
             AND step.round = coalesce(review.round, version.round)), '[]')) AS found
       FROM agreements.act_version version JOIN agreements.draft_act act ON act.id = version.act_id
       WHERE version.sheet_code = $1`,
      [code],
    );
    if (!row) throw new AppError('NOT_FOUND');
    return row.found;
  }
}

/** For whoever holds a printed sheet and reads its code: open to all, without signing in. */
@Controller('agreements/sheets')
export class PublicSheetsController {
  constructor(private readonly sheets: PublicSheets) {}

  @Get(':code')
  @Allowed('public')
  @ApiOkResponse({ standardSchema: publicSheet })
  find(@Param('code') code: string): Promise<PublicSheet> {
    return this.sheets.find(code);
  }
}
