import { Injectable } from '@nestjs/common';

/** Says whether its trouble is there now. */
type Probe = () => Promise<boolean>;

/** Troubles that do not stop the portal, but that whoever watches over it has to know of. Rooms name theirs at boot. */
@Injectable()
export class Health {
  private readonly probes = new Map<string, Probe>();

  watch(trouble: string, probe: Probe): void {
    this.probes.set(trouble, probe);
  }

  /** The names of the troubles that are there now. */
  async troubles(): Promise<string[]> {
    const found = await Promise.all(
      [...this.probes].map(async ([trouble, probe]) => ((await probe()) ? [trouble] : [])),
    );
    return found.flat();
  }
}
