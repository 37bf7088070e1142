import { v7 } from 'uuid';

/** A new UUID version 7: sorts by time of creation. */
export function newId(): string {
  return v7();
}
