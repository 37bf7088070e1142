import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandOverSettings } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { focusHeading } from '../../../ui/page-head';
import { toast } from '../../../ui/toast';
import { Confirm } from '../card/confirm';
import { handOverQuery, useRemoveWay } from './hand-over-queries';

interface RemoveWayProps {
  settings: HandOverSettings;
  /** Of the way that goes */
  revision: number;
  onRemoved: () => void;
}

/** Takes the way off; what becomes of packages that wait is said before. */
export function RemoveWay({ settings, revision, onRemoved }: RemoveWayProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const { body, packages } = settings;
  const remove = useRemoveWay(body.id);

  function ask(): void {
    // How many wait may have changed since the page was opened.
    void queryClient.invalidateQueries(handOverQuery(body.id));
    remove.reset();
    setAsked(true);
  }

  function confirm(): void {
    remove.mutate(revision, {
      onSuccess: () => {
        setAsked(false);
        onRemoved();
        // After the dialog has given the focus back to its button, which goes.
        requestAnimationFrame(focusHeading);
        toast(t('agreements.handOver.removed'));
      },
    });
  }

  return (
    <>
      <Button look="quiet" icon="trash" onClick={ask}>
        {t('agreements.handOver.remove')}
      </Button>
      {asked && (
        <Confirm
          title={t('agreements.handOver.removeTitle')}
          text={t('agreements.handOver.removeText', { count: packages.onTheirWay })}
          verb={t('agreements.handOver.remove')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setAsked(false)}
          onConfirm={confirm}
        >
          <p className="soft">{t('agreements.handOver.removeAfter')}</p>
        </Confirm>
      )}
    </>
  );
}
