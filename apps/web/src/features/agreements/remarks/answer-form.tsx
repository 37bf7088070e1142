import {
  type AnswerBody,
  answerBody,
  REMARK_ANSWERS,
  type RemarkAnswer,
  type RemarkRegister,
  type RemarkThread,
} from '#contracts';
import { api, ask } from '../../../api/client';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { RadioCards } from '../../../ui/choice';
import { PickMany } from '../../../ui/combo-box';
import { TextArea } from '../../../ui/field';
import { toast } from '../../../ui/toast';
import { useBegun } from '../begun';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm } from '../steps/step-form';
import { ANSWER_WORDS } from './remark-words';
import { useRegisterCommand } from './use-register-command';

interface AnswerFormProps {
  actId: string;
  remark: RemarkThread;
  register: RemarkRegister;
  onClose: () => void;
  onDone: () => void;
}

interface AnswerDraftText {
  position: RemarkAnswer | null;
  reasons: string;
  /** Other remarks that are answered by it too */
  others: string[];
}

/** The developer's answer to a remark, and to others that say the same (775:17.2); the bodies see it when it is sent. */
export function AnswerForm({ actId, remark, register, onClose, onDone }: AnswerFormProps) {
  const t = useT();
  const language = useLanguage();
  const idOf = (part: string) => `answer-${remark.id}-${part}`;
  const draft = useDraft<AnswerDraftText>(`remark.${remark.id}.${remark.revision}.answer`, {
    position: remark.answerDraft?.position ?? null,
    reasons: remark.answerDraft?.reasons ?? '',
    others: answeredWith(remark, register).map(({ id }) => id),
  });
  const { position, reasons, others } = draft.value;
  const open = register.items.filter(({ id, can }) => can.answer && id !== remark.id);
  const alike = (register.alike.find((group) => group.includes(remark.id)) ?? []).filter(
    (id) => id !== remark.id && !others.includes(id) && open.some((one) => one.id === id),
  );
  const { begun, refused } = useBegun(register);
  const answered = [remark.id, ...open.map(({ id }) => id).filter((id) => others.includes(id))];
  const remarks = begun.items
    .filter(({ id }) => answered.includes(id))
    .map(({ id, revision }) => ({ id, revision }));
  const body = { remarks, position: position ?? '', reasons };
  const faults = useFaults({
    fieldAt: (path) =>
      path === 'position'
        ? { id: idOf('position'), label: t('agreements.answer') }
        : path === 'reasons'
          ? { id: idOf('reasons'), label: t('agreements.answerReasons') }
          : undefined,
    body,
    find: () => [
      ...check(answerBody, body),
      ...(position !== null && position !== 'accepted' && reasons.trim() === ''
        ? [{ path: 'reasons', rule: 'too_small' }]
        : []),
    ],
    codes: { REASON_MISSING: 'reasons' },
  });
  const command = useRegisterCommand(actId, (answer: AnswerBody) =>
    ask(api.PUT('/api/agreements/{id}/remarks/answers', { params: { path: { id: actId } }, body: answer })),
  );

  function submit(): void {
    if (!faults.accept() || position === null) return;
    command.mutate(
      { remarks, position, reasons },
      {
        onSuccess: () => {
          draft.drop();
          toast(t('agreements.answerKept', { count: remarks.length }));
          onDone();
        },
        onError: (error) => {
          refused(error);
          faults.refuse(error);
        },
      },
    );
  }

  return (
    <StepForm
      title={t('agreements.answerTitle', { number: remark.ordinal })}
      verb={t('agreements.answerKeep')}
      icon="check"
      faults={faults}
      touched={draft.touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioCards
        id={idOf('position')}
        legend={t('agreements.answer')}
        error={faults.faultOf(idOf('position'))}
        choices={REMARK_ANSWERS.map((value) => ({ value, label: t(ANSWER_WORDS[value]) }))}
        value={position}
        onChange={(value) => draft.change({ position: value })}
      />
      <TextArea
        id={idOf('reasons')}
        label={t('agreements.answerReasons')}
        optional={position === null || position === 'accepted'}
        error={faults.faultOf(idOf('reasons'))}
        rows={3}
        value={reasons}
        onChange={({ target }) => draft.change({ reasons: target.value })}
      />
      {open.length > 0 && (
        <PickMany
          label={t('agreements.answerOthers')}
          hint={t('agreements.answerOthersHint')}
          optional
          options={open.map((one) => ({
            id: one.id,
            label: `${one.body.shortName[language]}, № ${one.ordinal}${one.point ? `, ${one.point}` : ''}`,
            hint: one.text,
          }))}
          value={others}
          onChange={(ids) => draft.change({ others: [...ids] })}
        />
      )}
      {alike.length > 0 && (
        <div className="cluster">
          <Button size="small" icon="plus" onClick={() => draft.change({ others: [...others, ...alike] })}>
            {t('agreements.answerAlike', { count: alike.length })}
          </Button>
        </div>
      )}
    </StepForm>
  );
}

/** The others that have the same draft of an answer. */
function answeredWith({ id, answerDraft }: RemarkThread, { items }: RemarkRegister): RemarkThread[] {
  if (!answerDraft) return [];
  return items.filter((one) => one.id !== id && one.answerDraft?.group === answerDraft.group);
}
