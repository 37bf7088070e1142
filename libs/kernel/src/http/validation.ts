import { StandardSchemaValidationPipe } from '@nestjs/common';
import { AppError } from '../app-error.js';

/** Checks bodies, queries and parameters by the schema that their decorator names; answers every broken field at once. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new AppError(
        'VALIDATION_FAILED',
        {},
        issues.slice(0, 50).map((issue) => ({
          path: (issue.path ?? [])
            .map((part) => String(typeof part === 'object' ? part.key : part))
            .join('.'),
          rule: ruleOf(issue),
        })),
      ),
  });
}

/** zod's issue code, or the name that a refinement of the contracts gives in capitals. */
function ruleOf(issue: { message: string }): string {
  if (/^[A-Z_]+$/.test(issue.message)) return issue.message.toLowerCase();
  const { code } = issue as { code?: unknown };
  return typeof code === 'string' ? code : 'invalid';
}
