/** A compiled catalogue of messages, made by build/catalogues.ts. */
declare module 'virtual:catalogue/*' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}
