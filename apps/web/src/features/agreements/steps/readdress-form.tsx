import { useQuery } from '@tanstack/react-query';
import { type OwnStructure, type Review, readdressBody } from '#contracts';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import { type Option, PickOne } from '../../../ui/combo-box';
import { TextArea } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { ownStructureQuery } from '../agreements-queries';
import { bodyHeads, deputies, employeeOptions, headOf, otherUnits } from '../choices';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { readdress } from './steps-api';
import { useUnitsDay } from './units-day';

const IDS = { wrong: 'readdress-wrong', right: 'readdress-right', reason: 'readdress-reason' } as const;

/** The responsible unit among those that may be corrected; an interested one stands by its step. */
const RESPONSIBLE = 'responsible';

interface ReaddressDraft {
  wrong: string | null;
  rightId: string | null;
  reason: string;
}

interface ReaddressFormProps extends StepFormProps {
  review: Review;
}

/** The documentation officer corrects to whom the act went inside his body (775:16). */
export function ReaddressForm(props: ReaddressFormProps) {
  const structure = useQuery(ownStructureQuery);
  if (structure.data) return <Form {...props} structure={structure.data} />;
  if (structure.isError) {
    return <ErrorState error={structure.error} onRetry={() => void structure.refetch()} />;
  }
  return <Skeleton />;
}

function Form({ review, structure, onClose, onDone }: ReaddressFormProps & { structure: OwnStructure }) {
  const t = useT();
  const language = useLanguage();
  const { value, change, drop, touched } = useDraft<ReaddressDraft>(`review.${review.id}.readdress`, {
    wrong: null,
    rightId: null,
    reason: '',
  });
  // Before the units are named a leader considers it.
  const toLeader = review.state === 'registered';
  const wrongs = useWrongUnits(review);
  const unitsDay = useUnitsDay(review);
  const ofUnit = !toLeader && value.wrong !== null && value.wrong !== RESPONSIBLE;
  const { employee } = useSession();
  // Nobody corrects the addressee to himself.
  const own = structure.units.find((unit) => headOf(unit)?.id === employee.id);
  const units = otherUnits(structure, review, language).filter(({ id }) => id !== own?.id);
  const leaders = employeeOptions([...bodyHeads(structure), ...deputies(structure)], language);
  const labels = {
    wrong: t('agreements.readdress.wrong'),
    right: t(toLeader ? 'agreements.readdress.leader' : 'agreements.readdress.unit'),
    reason: t('agreements.why'),
  };
  const body = bodyOf(value, toLeader);
  const faults = useFaults({
    fieldAt: (path) => {
      const name = path === 'reason' ? 'reason' : path === 'stepId' || path === 'what' ? 'wrong' : 'right';
      return { id: IDS[name], label: labels[name] };
    },
    body,
    find: () => check(readdressBody, body),
    codes: { PERSON_NOT_OF_MANAGEMENT: 'employeeId', UNIT_ASKED: 'unitId', UNIT_WITHOUT_HEAD: 'unitId' },
  });
  const command = useCommand(() => readdress(review.id, readdressBody.parse(body)));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t('agreements.readdress.done'));
      },
      onError: faults.refuse,
    });
  }

  return (
    <StepForm
      title={t('agreements.verb.readdress')}
      verb={t('agreements.verb.readdress')}
      icon="user"
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="soft">{t('agreements.readdress.hint')}</p>
      {!toLeader && (
        <PickOne
          id={IDS.wrong}
          label={labels.wrong}
          error={faults.faultOf(IDS.wrong)}
          options={wrongs}
          value={value.wrong}
          onChange={(wrong) => change({ wrong })}
        />
      )}
      <PickOne
        id={IDS.right}
        label={labels.right}
        error={faults.faultOf(IDS.right)}
        options={toLeader ? leaders : units}
        value={value.rightId}
        onChange={(rightId) => change({ rightId })}
      />
      {ofUnit && unitsDay && <p className="note soft">{unitsDay}</p>}
      <TextArea
        id={IDS.reason}
        label={labels.reason}
        error={faults.faultOf(IDS.reason)}
        value={value.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </StepForm>
  );
}

/** Units that may still be corrected: the responsible one, and those whose opinion is not there. */
function useWrongUnits({ inner }: Review): Option[] {
  const t = useT();
  const language = useLanguage();
  const open = (inner?.steps ?? []).filter(({ kind, state }) => kind === 'opinion' && state === 'open');
  return [
    ...(inner?.responsibleUnit
      ? [
          {
            id: RESPONSIBLE,
            label: inner.responsibleUnit.name[language],
            hint: t('agreements.assign.responsible'),
          },
        ]
      : []),
    ...open.map(({ id, unit }) => ({
      id,
      label: unit?.name[language] ?? '',
      hint: t('agreements.readdress.interested'),
    })),
  ];
}

/** As it is asked for; what is not chosen yet is found missing by its schema. */
function bodyOf({ wrong, rightId, reason }: ReaddressDraft, toLeader: boolean) {
  const right = rightId ?? '';
  if (toLeader) return { what: 'leader', employeeId: right, reason };
  if (wrong === RESPONSIBLE) return { what: 'responsible_unit', unitId: right, reason };
  return { what: 'interested_unit', stepId: wrong ?? '', unitId: right, reason };
}
