/** A refusal that is told to the administrator as one plain sentence, without a stack. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}

/**
 * The sentence for a failure of the operating system or of PostgreSQL, found in an error or in the end of a log.
 * @param doing what failed, as the beginning of a sentence: `Starting the database`
 * @returns one sentence without a stack; unknown failures keep their own first line
 */
export function sentence(doing: string, cause: unknown): string {
  if (cause instanceof PlainError) return cause.message;
  const text = cause instanceof Error ? withCode(cause) : String(cause);
  if (/ENOSPC|EDQUOT|no space left on device/i.test(text)) {
    return `${doing} failed: no space is left on the disk.`;
  }
  if (/EROFS|read-only file system/i.test(text)) {
    return `${doing} failed: the file system is read-only.`;
  }
  if (/EACCES|EPERM|permission denied/i.test(text)) {
    return `${doing} failed: this user may not write there (${lastLine(text)}).`;
  }
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH/.test(text)) {
    return `${doing} failed: the server cannot be reached (${lastLine(text)}).`;
  }
  return `${doing} failed: ${lastLine(text)}.`;
}

/** Some errors name their code only in a property, some in the message too. */
function withCode(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  const telling = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? '';
  return telling.trim().replace(/\.$/, '');
}
