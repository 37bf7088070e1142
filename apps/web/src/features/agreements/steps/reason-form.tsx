import type { ReactNode } from 'react';
import { type ActCard, addBodyBody, returnBody, sendBackBody } from '#contracts';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { type Option, PickOne } from '../../../ui/combo-box';
import { TextArea } from '../../../ui/field';
import type { IconName } from '../../../ui/icon';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';

const REASON = 'deed-reason';
const BODY = 'deed-body';

/** A deed that needs its reason, and some a body or a unit. */
export interface ReasonDeed {
  /** What it is of, for the draft of what is typed */
  draft: string;
  title: MessageId;
  hint?: MessageId;
  /** Said besides, in its own words */
  note?: string | null;
  icon: IconName;
  danger?: boolean;
  pick?: { label: MessageId; optional: boolean; options: readonly Option[] };
  run: (reason: string, pickedId: string | null) => Promise<ActCard>;
  done: MessageId;
}

interface ReasonFormProps extends StepFormProps {
  deed: ReasonDeed;
  /** What it decides */
  about?: ReactNode;
}

/** Says why, and of which body or unit where one is meant. */
export function ReasonForm({ deed, about, onClose, onDone }: ReasonFormProps) {
  const t = useT();
  const { value, change, drop, touched } = useDraft<{ reason: string; bodyId: string | null }>(deed.draft, {
    reason: '',
    bodyId: null,
  });
  const fields = {
    reason: { id: REASON, label: t('agreements.why') },
    bodyId: { id: BODY, label: deed.pick ? t(deed.pick.label) : '' },
  };
  const schema = !deed.pick ? returnBody : deed.pick.optional ? sendBackBody : addBodyBody;
  const faults = useFaults({
    fieldAt: (path) => (path === 'bodyId' ? fields.bodyId : fields.reason),
    body: value,
    find: () => check(schema, value),
    codes: {
      BODY_ASKED: 'bodyId',
      BODY_IS_DEVELOPER: 'bodyId',
      BODY_WITHOUT_DOCUMENTATION: 'bodyId',
      UNIT_ASKED: 'bodyId',
      UNIT_WITHOUT_HEAD: 'bodyId',
    },
  });
  const command = useCommand(() => deed.run(value.reason, value.bodyId));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t(deed.done));
      },
      onError: faults.refuse,
    });
  }

  return (
    <StepForm
      title={t(deed.title)}
      verb={t(deed.title)}
      icon={deed.icon}
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {about}
      {deed.hint && <p className="soft">{t(deed.hint)}</p>}
      {deed.note && <p className="soft">{deed.note}</p>}
      {deed.pick && (
        <PickOne
          {...fields.bodyId}
          optional={deed.pick.optional}
          error={faults.faultOf(BODY)}
          options={deed.pick.options}
          value={value.bodyId}
          onChange={(bodyId) => change({ bodyId })}
        />
      )}
      <TextArea
        {...fields.reason}
        error={faults.faultOf(REASON)}
        value={value.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </StepForm>
  );
}
