import type { InboxItem } from '#contracts';
import { useSession } from '../../../../api/session';
import { type Translate, useT } from '../../../../i18n/i18n';
import type { MessageId } from '../../../../i18n/ids';
import { Button } from '../../../../ui/button';
import { Dialog, DialogFoot } from '../../../../ui/dialog';
import { Progress } from '../../../../ui/progress';
import { CertificateStep } from '../certificate-step';
import { ClockNotice } from '../clock-notice';
import { keyOwnerOf } from '../key-owner';
import { KeyRefused } from '../key-refused';
import { KeyWays } from '../key-ways';
import { BulkRowView } from './bulk-row';
import { type BulkRow, isRetriable, needsOtherKey, type RowState } from './bulk-signing';
import { useBulkSigning } from './use-bulk-signing';
import '../../../../ui/styles/signing.css';

interface BulkDialogProps {
  items: readonly InboxItem[];
  /** What each verb is called */
  verbWords: Readonly<Record<InboxItem['verb'], MessageId>>;
  onClose: () => void;
}

type Bulk = ReturnType<typeof useBulkSigning>;

/** Signing many documents: the list with all that is signed, one unlocking of the key, a result for each. */
export default function BulkDialog({ items, verbWords, onClose }: BulkDialogProps) {
  const t = useT();
  const bulk = useBulkSigning(items);
  const { phase, rows, skew } = bulk;
  const visas = items.every(({ verb }) => verb === 'give_visa');
  const title =
    phase.at === 'finished'
      ? resultTitle(t, rows)
      : t(visas ? 'sign.bulk.titleVisa' : 'sign.bulk.title', { count: rows.length });
  return (
    <Dialog
      title={title}
      onClose={phase.at === 'running' ? undefined : onClose}
      // The list is read before the key is chosen: the focus stays at the heading until then.
      step={phase.at === 'preparing' ? 'key' : phase.at}
    >
      <div className="stack sign">
        {phase.at !== 'finished' && <ClockNotice skew={skew} />}
        {(phase.at === 'preparing' || phase.at === 'running') && <BulkProgress bulk={bulk} />}
        <ol className="bulk-list" aria-label={t('sign.objects')}>
          {rows.map((row) => (
            <BulkRowView key={row.item.id} row={row} verb={verbWords[row.item.verb]} />
          ))}
        </ol>
        <BulkStep bulk={bulk} onClose={onClose} />
      </div>
    </Dialog>
  );
}

/** How many are signed, and how many of the signatures wait for their check. */
function resultTitle(t: Translate, rows: readonly BulkRow[]): string {
  const [done, waiting] = [countOf(rows, 'done'), countOf(rows, 'held')];
  const signed = t('sign.bulk.result', { done, count: rows.length });
  return waiting > 0 ? `${signed}, ${t('sign.bulk.resultWaiting', { count: waiting })}` : signed;
}

const countOf = (rows: readonly BulkRow[], at: RowState['at']): number =>
  rows.filter(({ state }) => state.at === at).length;

function BulkProgress({ bulk: { phase, rows } }: { bulk: Bulk }) {
  const t = useT();
  const outside = phase.at === 'running' && phase.signer.origin === 'ncalayer' && waitsForSigner(rows);
  const settled = rows.filter(phase.at === 'preparing' ? isPrepared : isSettled).length;
  const words = outside
    ? t('sign.nca.waiting')
    : t(phase.at === 'preparing' ? 'sign.comparing' : 'sign.bulk.running');
  return (
    <div role="status">
      <p>{words}</p>
      {outside && <p className="soft">{t('sign.bulk.ncaText')}</p>}
      <Progress label={words} share={settled / rows.length} />
    </div>
  );
}

function BulkStep({ bulk, onClose }: { bulk: Bulk; onClose: () => void }) {
  const t = useT();
  const { employee } = useSession();
  const { phase, rows } = bulk;
  const ready = countOf(rows, 'ready');
  const visas = rows.every(({ item }) => item.verb === 'give_visa');
  switch (phase.at) {
    case 'preparing':
      return null;
    case 'key':
      return (
        <>
          {phase.failure && <KeyRefused code={phase.failure.code} />}
          <KeyWays
            purpose="signing"
            cancelled={phase.cancelled}
            onOpen={bulk.openKey}
            onSigner={(signer) => void bulk.signWith(signer)}
            onFail={bulk.failed}
            onClose={onClose}
          />
        </>
      );
    case 'certificate':
      return (
        <CertificateStep
          certificates={phase.certificates}
          verb={t(visas ? 'sign.bulk.signVisa' : 'sign.bulk.sign', { count: ready })}
          closeWords={t('sign.closeUnsigned')}
          owner={keyOwnerOf(employee)}
          onSign={(serial) => void bulk.signWithFile(serial)}
          onOtherKey={bulk.chooseKey}
          onClose={onClose}
        />
      );
    case 'running':
      return (
        <DialogFoot>
          <Button onClick={bulk.stop}>{t('sign.bulk.stop')}</Button>
        </DialogFoot>
      );
    case 'finished':
      return <Finished bulk={bulk} onClose={onClose} />;
  }
}

function Finished({ bulk, onClose }: { bulk: Bulk; onClose: () => void }) {
  const t = useT();
  const again = bulk.rows.filter(isRetriable);
  const otherKey = again.some(needsOtherKey);
  const left = again.length;
  return (
    <>
      <p role="status">{finishedWords(t, bulk.rows, left)}</p>
      <DialogFoot>
        {left > 0 && <Button onClick={onClose}>{t('ui.close')}</Button>}
        <span className="push" />
        {left > 0 ? (
          <Button look="main" onClick={() => void bulk.retry()} ref={focusOnce}>
            {otherKey ? t('sign.chooseOtherKey') : t('sign.bulk.retry', { count: left })}
          </Button>
        ) : (
          <Button look="main" onClick={onClose} ref={focusOnce}>
            {t('ui.close')}
          </Button>
        )}
      </DialogFoot>
    </>
  );
}

function finishedWords(t: Translate, rows: readonly BulkRow[], left: number): string {
  if (left > 0) return t('sign.bulk.someLeft', { count: left });
  if (countOf(rows, 'failed') > 0) return t('sign.bulk.someOver');
  return t(countOf(rows, 'held') > 0 ? 'sign.bulk.someWait' : 'sign.bulk.allDone');
}

const focusOnce = (button: HTMLButtonElement | null) => button?.focus();

const isPrepared = ({ state }: BulkRow) => state.at !== 'waiting' && state.at !== 'preparing';
const isSettled = ({ state }: BulkRow) => ['done', 'held', 'failed'].includes(state.at);
const waitsForSigner = (rows: readonly BulkRow[]) =>
  rows.some(({ state }) => state.at === 'signing') && rows.every(({ made }) => made === null);
