import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type CheckedFile, checkedFile, id } from '#contracts';
import { type Actor, Allowed, CurrentActor, Rated } from '#kernel';
import { UPLOAD_FIELD } from './receive-upload.js';
import { Uploads } from './uploads.js';

@Controller('files')
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Post()
  @Rated('upload')
  @Allowed('signed-in')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: [UPLOAD_FIELD],
      properties: { [UPLOAD_FIELD]: { type: 'string', format: 'binary' } },
    },
  })
  @ApiCreatedResponse({ standardSchema: checkedFile })
  upload(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CurrentActor() actor: Actor,
  ): Promise<CheckedFile> {
    return this.uploads.take(request, response, actor);
  }

  /** How a file stands that the actor sent: whether the scanner has passed it. */
  @Get(':id')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: checkedFile })
  file(@Param('id', { schema: id }) fileId: string, @CurrentActor() actor: Actor): Promise<CheckedFile> {
    return this.uploads.find(fileId, actor);
  }
}
