import type { SignatureOrigin } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { DialogFoot } from '../../../ui/dialog';

/** The signature is on its way to the portal, which finishes it even if the page is closed. */
export function Working() {
  const t = useT();
  return (
    <div role="status">
      <p>{t('sign.working')}</p>
      <progress className="progress" aria-label={t('sign.working')} />
    </div>
  );
}

interface SigningProps {
  origin: SignatureOrigin;
  closeWords: string;
  onClose: () => void;
}

/** The signature is being made; in NCALayer's window by the person, who may leave it. */
export function Signing({ origin, closeWords, onClose }: SigningProps) {
  const t = useT();
  if (origin === 'key-file') return <Working />;
  return (
    <>
      <div role="status">
        <p className="strong">{t('sign.nca.waiting')}</p>
        <p className="soft">{t('sign.nca.waitingText')}</p>
        <progress className="progress" aria-label={t('sign.nca.waiting')} />
      </div>
      <DialogFoot>
        <Button onClick={onClose}>{closeWords}</Button>
      </DialogFoot>
    </>
  );
}
