import { AppError } from '#kernel';

/** @param found what the content is, as far as it can be told: `exe`, `docm`, `encrypted`; `unknown` */
export function notAllowed(found: string): AppError {
  return new AppError('FILE_FORMAT_REFUSED', { reason: 'not_allowed', found });
}

/** @param found the format that the content begins as, but does not keep to */
export function damaged(found: string): AppError {
  return new AppError('FILE_FORMAT_REFUSED', { reason: 'damaged', found });
}
