import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type ChangeReason, type ComparedRow, LONGEST_CHANGE_REASON } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { TextArea } from '../../../ui/field';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import type { FilePair } from './choose-files';
import { explain, reasonsQuery } from './texts-queries';

/** Why paragraphs were changed, for the comparison table. */
export interface Reasons {
  readonly actId: string;
  readonly pair: FilePair;
  readonly given: readonly ChangeReason[];
  /** Is it the reader who gives them? */
  readonly canExplain: boolean;
}

export function ReasonOf({ row, reasons }: { row: ComparedRow; reasons: Reasons }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  /** The form is gone: its button has the focus again. */
  const back = useRef(false);
  function follow(button: HTMLButtonElement | null): void {
    if (button && back.current) button.focus();
    if (button) back.current = false;
  }
  function close(): void {
    back.current = true;
    setOpen(false);
  }
  const [old, fresh] = [row.old?.anchor ?? null, row.new?.anchor ?? null];
  const given = reasons.given.find((one) => one.old === old && one.new === fresh)?.reason;
  // What moved is explained where it is now.
  if (row.kind === 'moved_away' || (!given && !reasons.canExplain)) return null;
  if (isOpen) {
    return <ReasonForm reasons={reasons} place={{ old, new: fresh }} given={given ?? ''} onClose={close} />;
  }
  return (
    <p className="point-reason">
      {given && (
        <span>
          <strong>{t('compare.reason')}:</strong> {given}
        </span>
      )}
      {reasons.canExplain && (
        <button className="link" type="button" ref={follow} onClick={() => setOpen(true)}>
          {t(given ? 'compare.editReason' : 'compare.addReason')}
        </button>
      )}
    </p>
  );
}

interface ReasonFormProps {
  reasons: Reasons;
  place: { old: string | null; new: string | null };
  given: string;
  onClose: () => void;
}

function ReasonForm({ reasons: { actId, pair }, place, given, onClose }: ReasonFormProps) {
  const t = useT();
  const errorWords = useErrorWords();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState(given);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const save = useMutation({
    mutationFn: () => explain(actId, pair, { ...place, reason }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: reasonsQuery(actId, pair).queryKey });
      toast(t('compare.reasonSaved'));
      onClose();
    },
    onError: (error) => toastFailure(errorWords(error)),
  });
  return (
    <form
      className="point-reason"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextArea
        label={t('compare.reason')}
        ref={box}
        value={reason}
        rows={3}
        maxLength={LONGEST_CHANGE_REASON}
        onChange={({ target }) => setReason(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && reason === given && onClose()}
      />
      <span className="cluster">
        <Button type="submit" size="small" busy={save.isPending}>
          {t('compare.saveReason')}
        </Button>
        <Button look="quiet" size="small" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </span>
    </form>
  );
}
