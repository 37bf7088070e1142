import type { Device, OwnSession } from '#contracts';
import type { Translate } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';

const DEVICE_WORDS: Readonly<Record<Device, MessageId>> = {
  computer: 'account.computer',
  phone: 'account.phone',
  tablet: 'account.tablet',
  unknown: 'account.unknownDevice',
};

/** "Компьютер: Firefox, Windows"; what the browser does not tell is left out. */
export function sessionName(
  t: Translate,
  { device, browser, system }: Pick<OwnSession, 'device' | 'browser' | 'system'>,
): string {
  const told = [browser, system].filter((name) => name !== null).join(', ');
  return told ? `${t(DEVICE_WORDS[device])}: ${told}` : t(DEVICE_WORDS[device]);
}
