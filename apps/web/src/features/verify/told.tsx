import { useState } from 'react';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { folded, visible } from './told-text';

/** What a certificate, a statement or the name of a file says: as it is written, apart from the page's own words. */
export function Told({ text }: { text: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const whole = visible(text);
  const short = folded(whole);
  return (
    <>
      <bdi className="told">{open ? whole : short}</bdi>
      {short !== whole && !open && (
        <Button look="quiet" onClick={() => setOpen(true)}>
          {t('verify.showAll')}
        </Button>
      )}
    </>
  );
}
