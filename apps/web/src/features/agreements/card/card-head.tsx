import { useState } from 'react';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { formatActNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS } from '../../../i18n/words';
import { Button, buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { focusHeading } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { isOutdated, useCommand } from '../deeds';
import { MarkTag } from '../mark-tag';
import { StateTag } from '../state-tag';
import { Confirm } from './confirm';

/** Number, kind and status, then the title. */
export function CardHead({ card, current }: { card: ActCard; current: boolean }) {
  const t = useT();
  const { version } = card;
  return (
    <div className="page-head act-title">
      <div>
        <p className="act-line">
          {version.number && <span className="row-number">{formatActNumber(version.number)}</span>}
          <span>{t(ACT_KIND_WORDS[card.kind])}</span>
          <StateTag state={version.state} tag />
          {card.officialUse && <MarkTag tag />}
        </p>
        <h1 tabIndex={-1} lang={card.language}>
          {card.title}
        </h1>
      </div>
      <div className="cluster">
        {current && card.can.recall && <Recall actId={card.id} />}
        {card.can.exportContainer && (
          <a
            className={buttonClass({ look: 'quiet' })}
            href={`/api/agreements/${card.id}/container?version=${version.ordinal}`}
            download
          >
            <Icon name="download" />
            {t('verify.card.export')}
          </a>
        )}
        <Button look="quiet" icon="print" onClick={() => window.print()}>
          {t('agreements.card.print')}
        </Button>
      </div>
    </div>
  );
}

/** Takes a draft back from the route inside the developer body. */
function Recall({ actId }: { actId: string }) {
  const t = useT();
  const errorWords = useErrorWords();
  const [asked, setAsked] = useState(false);
  const recall = useCommand(
    () => ask(api.POST('/api/agreements/{id}/recall', { params: { path: { id: actId } } })),
    () => {
      setAsked(false);
      // After the dialog has given the focus back to its button, which goes.
      requestAnimationFrame(focusHeading);
      toast(t('agreements.recalled'));
    },
    // The dialog goes with its button.
    (error) => isOutdated(error) && toastFailure(errorWords(error)),
  );
  return (
    <>
      <Button look="quiet" icon="undo" onClick={() => setAsked(true)}>
        {t('agreements.recall')}
      </Button>
      {asked && (
        <Confirm
          title={t('agreements.recallTitle')}
          text={t('agreements.recallText')}
          verb={t('agreements.recall')}
          busy={recall.isPending}
          error={recall.error}
          onClose={() => setAsked(false)}
          onConfirm={() => recall.mutate(undefined)}
        />
      )}
    </>
  );
}
