import { useT } from '../../../i18n/i18n';
import type { KeyPurpose, Signer } from '../../../signing';
import { Segmented } from '../../../ui/choice';
import { Notice } from '../../../ui/notice';
import { changePreferences, usePreferences } from '../../../ui/preferences';
import { KeyStep } from './key-step';
import { NcaLayerStep } from './nca-layer-step';

interface KeyWaysProps {
  purpose: KeyPurpose;
  /** The person has just cancelled in NCALayer's window */
  cancelled: boolean;
  /** @throws KeyFileError */
  onOpen: (file: File, password: string) => Promise<void>;
  onSigner: (signer: Signer) => void;
  onFail: (error: unknown) => void;
  onClose: () => void;
}

/** With what to sign: a key file opened here, or NCALayer. The way taken last is offered first. */
export function KeyWays({ purpose, cancelled, onOpen, onSigner, onFail, onClose }: KeyWaysProps) {
  const t = useT();
  const { signingWay } = usePreferences();
  return (
    <>
      <Segmented
        label={t(purpose === 'signing' ? 'sign.way' : 'sign.wayIn')}
        choices={[
          { value: 'key-file', label: t('sign.wayKeyFile') },
          { value: 'ncalayer', label: t('sign.wayNcaLayer') },
        ]}
        value={signingWay}
        onChange={(way) => changePreferences({ signingWay: way })}
      />
      {cancelled && (
        <Notice tone="live" title={t('sign.nca.cancelled')} alert>
          <p>{t('sign.nca.cancelledText')}</p>
        </Notice>
      )}
      {signingWay === 'key-file' ? (
        <KeyStep purpose={purpose} onOpen={onOpen} onFail={onFail} onClose={onClose} />
      ) : (
        <NcaLayerStep purpose={purpose} onSigner={onSigner} onClose={onClose} />
      )}
    </>
  );
}
