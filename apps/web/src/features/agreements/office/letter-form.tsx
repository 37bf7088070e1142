import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ActCard, type LetterBody, type LetterDraft, letterBody } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button } from '../../../ui/button';
import { TextArea, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { focusHeading } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { letterQuery } from '../agreements-queries';
import { isStale, useCommand, useDeed } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { NewerNotice } from '../newer-notice';
import UnsignedProtocols from '../protocol/unsigned-protocols';
import { StepForm } from '../steps/step-form';

const IDS = { subject: 'letter-subject', text: 'letter-text' } as const;

interface LetterFormProps {
  card: ActCard;
  onClose: () => void;
  onDone: () => void;
}

/** The cover letter, begun by the template of the body. */
export default function LetterForm(props: LetterFormProps) {
  const letter = useQuery(letterQuery(props.card.id));
  if (letter.data) return <Form {...props} letter={letter.data} />;
  if (letter.isError) return <ErrorState error={letter.error} onRetry={() => void letter.refetch()} />;
  return <Skeleton />;
}

const bodyOf = ({ subject, text, revision }: LetterDraft): LetterBody => ({ subject, text, revision });

function Form({ card, letter, onClose, onDone }: LetterFormProps & { letter: LetterDraft }) {
  const t = useT();
  const actId = card.id;
  const queryClient = useQueryClient();
  const params = { path: { id: actId } };
  const { value, change, drop, restart, touched } = useDraft(`letter.${card.version.id}`, bodyOf(letter));
  const labels = { subject: t('agreements.letter.subject'), text: t('agreements.letter.body') };
  const faults = useFaults({
    fieldAt: (path) =>
      path === 'subject' || path === 'text' ? { id: IDS[path], label: labels[path] } : undefined,
    body: value,
    find: () => check(letterBody, value),
  });
  /** That it was saved elsewhere is told beside what was saved there. */
  function refused(error: Error): void {
    if (isStale(error)) {
      faults.clear();
      void queryClient.invalidateQueries({ queryKey: letterQuery(actId).queryKey });
    } else {
      faults.refuse(error);
    }
  }
  const send = useCommand(
    () => ask(api.POST('/api/agreements/{id}/letter/send', { params, body: value })),
    () => {
      drop();
      queryClient.removeQueries({ queryKey: letterQuery(actId).queryKey });
      onDone();
      focusHeading();
      toast(t('agreements.letter.sent'));
    },
  );
  const save = useDeed({
    run: () => ask(api.PUT('/api/agreements/{id}/letter', { params, body: value })),
    onDone: () => {
      restart({ ...value, revision: value.revision + 1 });
      void queryClient.invalidateQueries({ queryKey: letterQuery(actId).queryKey });
      toast(t('agreements.letter.saved'));
    },
    onRefused: refused,
  });
  const isOlder = letter.revision > value.revision && !save.isPending && !send.isPending;

  return (
    <StepForm
      title={t('agreements.letter.write')}
      verb={t('agreements.letter.send')}
      icon="send"
      faults={faults}
      touched={touched}
      busy={send.isPending}
      onSubmit={() => {
        if (faults.accept()) send.mutate(undefined, { onError: refused });
      }}
      onClose={onClose}
    >
      {isOlder && (
        <NewerNotice
          title={t('agreements.letter.newer')}
          onKeepMine={() => change({ revision: letter.revision })}
          onTakeNewer={() => restart(bodyOf(letter))}
        >
          <p className="said">{letter.text}</p>
        </NewerNotice>
      )}
      {letter.returned && (
        <Notice
          tone="soon"
          icon="undo"
          title={t('agreements.returnedBy', { name: deciderName(t, letter.returned.by) })}
        >
          <span className="said">{letter.returned.reason}</span>
        </Notice>
      )}
      <TextField
        id={IDS.subject}
        label={labels.subject}
        error={faults.faultOf(IDS.subject)}
        value={value.subject}
        onChange={({ target }) => change({ subject: target.value })}
      />
      <TextArea
        id={IDS.text}
        label={labels.text}
        hint={t('agreements.letter.bodyHint')}
        rows={16}
        error={faults.faultOf(IDS.text)}
        value={value.text}
        onChange={({ target }) => change({ text: target.value })}
      />
      <UnsignedProtocols card={card} />
      <p>
        <Button
          busy={save.isPending}
          onClick={() => {
            if (faults.accept()) save.mutate(undefined);
          }}
        >
          {t('agreements.letter.save')}
        </Button>
      </p>
    </StepForm>
  );
}
