import { useT } from '../i18n/i18n';
import { Dialog } from '../ui/dialog';
import { KeyTable } from './key-table';

/** `?` from anywhere: the keys, without leaving the page. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t('app.keys')} onClose={onClose}>
      <KeyTable />
    </Dialog>
  );
}
