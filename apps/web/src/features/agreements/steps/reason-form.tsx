import { useQuery } from '@tanstack/react-query';
import { type ActCard, addBodyBody, type Review, returnBody, sendBackBody } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { type Option, PickOne } from '../../../ui/combo-box';
import { TextArea } from '../../../ui/field';
import type { IconName } from '../../../ui/icon';
import { bodiesQuery, ownStructureQuery, useCommand } from '../agreements-queries';
import { bodyOptions, unitOptions } from '../choices';
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

/** Says why, and of which body or unit where one is meant. */
export function ReasonForm({ deed, onClose, onDone }: StepFormProps & { deed: ReasonDeed }) {
  const t = useT();
  const { value, change, drop } = useDraft<{ reason: string; bodyId: string | null }>(deed.draft, {
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
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
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

/** Bodies that are not asked yet. */
export function useOtherBodies({ developerBody, version }: ActCard): Option[] {
  const language = useLanguage();
  const asked = new Set(version.approvingBodies.map(({ id }) => id));
  const bodies = useQuery(bodiesQuery).data?.items ?? [];
  return bodyOptions(bodies, developerBody.id, language).filter(({ id }) => !asked.has(id));
}

/** Units of the reader's own body that are not asked in the review yet. */
export function useOtherUnits(review: Review | undefined): Option[] {
  const language = useLanguage();
  const structure = useQuery({ ...ownStructureQuery, enabled: review !== undefined }).data;
  const { responsibleUnit, interestedUnits } = review?.inner ?? {
    responsibleUnit: null,
    interestedUnits: [],
  };
  const asked = new Set([responsibleUnit?.id, ...interestedUnits.map(({ id }) => id)]);
  return structure ? unitOptions(structure, language).filter(({ id }) => !asked.has(id)) : [];
}
