import { useEffect, useRef, useState } from 'react';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import {
  type KeyPurpose,
  NcaLayer,
  NcaLayerError,
  type Signer,
  STORAGES,
  type Storage,
} from '../../../signing';
import { Button } from '../../../ui/button';
import { DialogFoot } from '../../../ui/dialog';
import { SelectField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Status } from '../../../ui/status';
import { signWords } from './sign-words';

interface NcaLayerStepProps {
  purpose: KeyPurpose;
  /** Whoever gets it closes it. */
  onSigner: (signer: Signer) => void;
  onClose: () => void;
}

type Found = { at: 'searching' } | { at: 'running'; layer: NcaLayer } | { at: 'absent'; code: string };

const STORAGE_WORDS: Readonly<Record<Storage, MessageId>> = {
  PKCS12: 'sign.nca.storage.PKCS12',
  AKKaztokenStore: 'sign.nca.storage.AKKaztokenStore',
  AKKZIDCardStore: 'sign.nca.storage.AKKZIDCardStore',
  AKEToken72KStore: 'sign.nca.storage.AKEToken72KStore',
  AKEToken5110Store: 'sign.nca.storage.AKEToken5110Store',
  AKJaCartaStore: 'sign.nca.storage.AKJaCartaStore',
  AKAKEYStore: 'sign.nca.storage.AKAKEYStore',
};

/** NCALayer, the national client: whether it runs, and where the key is kept. It asks for the password itself. */
export function NcaLayerStep({ purpose, onSigner, onClose }: NcaLayerStepProps) {
  const t = useT();
  const language = useLanguage();
  const { found, searchAgain, take } = useNcaLayer();
  const [storage, setStorage] = useState<Storage | null>(null);
  return (
    <div className="form">
      <NcaLayerState found={found} />
      <SelectField
        label={t('sign.nca.storage')}
        hint={t('sign.nca.storageHint')}
        value={storage ?? ''}
        onChange={({ target }) => setStorage(STORAGES.find((one) => one === target.value) ?? null)}
      >
        <option value="">{t('sign.nca.storageAny')}</option>
        {STORAGES.map((one) => (
          <option key={one} value={one}>
            {t(STORAGE_WORDS[one])}
          </option>
        ))}
      </SelectField>
      <DialogFoot>
        <Button onClick={onClose}>{t(purpose === 'signing' ? 'sign.closeUnsigned' : 'ui.close')}</Button>
        <span className="push" />
        {found.at === 'absent' ? (
          <Button look="main" onClick={searchAgain}>
            {t('sign.nca.search')}
          </Button>
        ) : (
          <Button
            look="main"
            busy={found.at === 'searching'}
            onClick={() => {
              const layer = take();
              if (layer) onSigner(layer.signer({ purpose, storage, locale: language }));
            }}
          >
            {t('sign.nca.open')}
          </Button>
        )}
      </DialogFoot>
    </div>
  );
}

function NcaLayerState({ found }: { found: Found }) {
  const t = useT();
  if (found.at === 'absent') {
    return (
      <Notice tone="late" title={t(signWords(found.code).what)}>
        <p>{t('sign.nca.start')}</p>
      </Notice>
    );
  }
  return (
    <p role="status">
      {found.at === 'searching' ? (
        <Status tone="idle" icon="clock">
          {t('sign.nca.searching')}
        </Status>
      ) : (
        <Status tone="done" icon="check">
          {t('sign.nca.running', { version: found.layer.version })}
        </Status>
      )}
    </p>
  );
}

/** Looks for NCALayer as soon as it is asked for; a connection that nobody took is closed. */
function useNcaLayer() {
  const [found, setFound] = useState<Found>({ at: 'searching' });
  const [search, setSearch] = useState(0);
  const own = useRef<NcaLayer | null>(null);
  useEffect(() => {
    let left = false;
    setFound({ at: 'searching' });
    NcaLayer.connect().then(
      (layer) => {
        if (left) return layer.close();
        own.current = layer;
        setFound({ at: 'running', layer });
      },
      (error) => {
        if (!left) setFound({ at: 'absent', code: error instanceof NcaLayerError ? error.code : 'INTERNAL' });
      },
    );
    return () => {
      left = true;
      own.current?.close();
    };
  }, [search]);
  return {
    found,
    searchAgain: () => setSearch((now) => now + 1),
    take(): NcaLayer | null {
      const layer = own.current;
      own.current = null;
      return layer;
    },
  };
}
