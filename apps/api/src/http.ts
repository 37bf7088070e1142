import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { AppError, assertPlainJson, type Config, ProblemFilter } from '#kernel';

/** Cards and outcomes with two hundred remarks fit; files go another way. */
const BODY_LIMIT = '4mb';
const NOTICE_LIMIT = '32kb';
/** What a page of the portal never asks a browser for; helmet has no word for it. */
const NO_FEATURES = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'serial', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');
const YEAR_MS = 365 * 24 * 3_600_000;
/**
 * So long an idle connection stays: longer than a proxy in front keeps its own (nginx: 60 s). Whoever closes first may take a
 * request along that is on its way, and the other can't tell whether it was done.
 */
const IDLE_MS = 75_000;
/** How much longer it stays than its client is told: who stood still for seconds may yet use it in good faith. */
const IDLE_GRACE_MS = 15_000;

/** Everything about HTTP that is not a route: headers, limits, the built web, answers in problem+json. */
export function setUpHttp(
  app: NestExpressApplication,
  config: Config,
  webFolder = resolve('dist/web'),
): void {
  app.disable('x-powered-by');
  // No answer of the api is ever stored, so none needs a tag; files bring their own.
  app.disable('etag');
  app.set('trust proxy', config.trustedProxies);
  app.setGlobalPrefix('api');
  const server = app.getHttpServer();
  server.keepAliveTimeout = IDLE_MS;
  server.keepAliveTimeoutBuffer = IDLE_GRACE_MS;
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          // the second is NCALayer, the national client for signing, on the person's own computer
          connectSrc: ["'self'", 'wss://127.0.0.1:13579'],
          workerSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      // Where the portal stands behind TLS the proxy says so; on localhost it would lock other local servers out.
      strictTransportSecurity: config.publicOrigins.some((origin) => origin.startsWith('https:')),
    }),
  );
  app.use((_: Request, response: Response, next: NextFunction) => {
    response.setHeader('Permissions-Policy', NO_FEATURES);
    next();
  });
  app.use(
    express.json({
      limit: BODY_LIMIT,
      verify: (_request, _response, body, charset) => assertPlainJson(body, charset),
    }),
  );
  // The only form that the portal takes; its sender is the provider, and no browser (OpenID Connect Back-Channel Logout 2.5).
  app.use('/api/session/provider-logout', express.urlencoded({ extended: false, limit: NOTICE_LIMIT }));
  app.use('/api', (_: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  serveWeb(app, webFolder);
}

/** Hashed assets for a year, the page itself never; every address that is no file is one of the web's own. */
function serveWeb(app: NestExpressApplication, folder: string): void {
  const page = resolve(folder, 'index.html');
  const problems = new ProblemFilter();
  const web = express.Router();
  web.use(
    '/assets',
    express.static(resolve(folder, 'assets'), { immutable: true, maxAge: YEAR_MS, fallthrough: false }),
  );
  web.use(express.static(folder, { index: false, dotfiles: 'ignore' }));
  web.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (!existsSync(page)) return problems.answer(new AppError('NOT_FOUND'), request, response);
    response.sendFile(page, { headers: { 'Cache-Control': 'no-cache' } });
  });
  // What is the api's is never looked for on the disk.
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.path === '/api' || request.path.startsWith('/api/')) next();
    else web(request, response, next);
  });
  app.use((error: unknown, request: Request, response: Response, _: NextFunction) => {
    problems.answer(error, request, response);
  });
}
