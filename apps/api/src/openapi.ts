import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { loadConfig } from '#kernel';
import { AppModule } from './app.module.js';

/** Its own program, run by `./portal openapi`: prints the description of the api. Nothing is started, no database needed. */
const config = loadConfig({ DATABASE_URL: 'postgres://none' });
const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot('api', config), {
  preview: true,
  logger: ['error'],
});
app.setGlobalPrefix('api');
const settings = new DocumentBuilder()
  .setTitle('Kelisim')
  .setDescription(
    'The portal in which state bodies agree draft normative acts. Refusals are problem+json (RFC 9457).',
  )
  .setOpenAPIVersion('3.1.0')
  .setVersion('1')
  .addCookieAuth('__Host-kelisim')
  .build();
/** Schemas of the contracts that have a name stand once, under `components`. */
function named(schema: unknown, options: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs, $schema: _, ...rest } = z.toJSONSchema(schema, { io: options.schemaType });
  const text = (part: unknown) =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
  const id = schema.meta()?.id;
  const components = { ...(id ? { [id]: rest } : {}), ...$defs };
  return { schema: id ? { $ref: `#/components/schemas/${id}` } : text(rest), components: text(components) };
}

const document = SwaggerModule.createDocument(app, settings, {
  standardSchemaConverter: named,
  operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
});
process.stdout.write(JSON.stringify(document));
