import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type FileRef, fileRef } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { UPLOAD_FIELD } from './receive-upload.js';
import { Uploads } from './uploads.js';

@Controller('files')
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Post()
  @Allowed('signed-in')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: [UPLOAD_FIELD],
      properties: { [UPLOAD_FIELD]: { type: 'string', format: 'binary' } },
    },
  })
  @ApiCreatedResponse({ standardSchema: fileRef })
  upload(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CurrentActor() actor: Actor,
  ): Promise<FileRef> {
    return this.uploads.take(request, response, actor);
  }
}
