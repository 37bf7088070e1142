import type { ContainerCode } from '#contracts';

/** A container that is refused. Thrown inside the checker only; callers read the code in the report. */
export class ContainerRefusal extends Error {
  override readonly name = 'ContainerRefusal';

  /**
   * @param reason English, for logs and the administrator's command
   * @param subject the entry that it is about
   */
  constructor(
    readonly code: ContainerCode,
    readonly reason: string,
    readonly subject: string | null = null,
  ) {
    super(`${code}: ${reason}`);
  }
}
