import { useQuery } from '@tanstack/react-query';
import { type ActCard, changeRouteBody, type RouteBody, routeOf } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { TextArea } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { ownStructureQuery } from '../agreements-queries';
import { developerPassages } from '../card/route-order';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { RestoredNotice } from '../restored-notice';
import { RouteEditor } from '../route/route-editor';
import { begunIn } from '../route/route-moves';
import { StepForm, type StepFormProps } from './step-form';
import { changeRoute } from './steps-api';

const ROUTE = 'change-route';
const REASON = 'change-route-reason';

/** The initiator changes what was not yet taken of the route that runs (775:15). */
export function RouteForm({ card, onClose, onDone }: StepFormProps & { card: ActCard }) {
  const t = useT();
  const structure = useQuery(ownStructureQuery);
  const running = { route: routeOf(card.version.plan), reason: '' };
  const { value, change, drop, restored, restart, touched } = useDraft<{ route: RouteBody; reason: string }>(
    `version.${card.version.id}.route`,
    running,
  );
  const fields = {
    route: { id: ROUTE, label: t('agreements.fact.route') },
    reason: { id: REASON, label: t('agreements.why') },
  };
  const faults = useFaults({
    fieldAt: (path) => (path === 'reason' ? fields.reason : fields.route),
    body: value,
    find: () => check(changeRouteBody, value),
    codes: {
      ROUTE_TAKEN: 'route',
      ROUTE_REPEATS: 'route',
      PERSON_NOT_SUPERIOR: 'route',
      PERSON_NOT_SIGNER: 'route',
    },
  });
  const command = useCommand(() => changeRoute(card.id, value));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t('agreements.plan.changed'));
      },
      onError: faults.refuse,
    });
  }

  if (structure.isError && !structure.data) {
    return <ErrorState error={structure.error} onRetry={() => void structure.refetch()} />;
  }
  if (!structure.data) return <Skeleton />;
  return (
    <StepForm
      title={t('agreements.plan.change')}
      verb={t('agreements.plan.change')}
      icon="edit"
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {restored && <RestoredNotice onDrop={() => restart(running)} />}
      <p className="soft">{t('agreements.plan.changeHint')}</p>
      <RouteEditor
        id={ROUTE}
        route={value.route}
        structure={structure.data}
        begun={begunIn(developerPassages(card.version).now)}
        error={faults.faultOf(ROUTE)}
        onChange={(route) => change({ route })}
      />
      <TextArea
        id={REASON}
        label={fields.reason.label}
        error={faults.faultOf(REASON)}
        value={value.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </StepForm>
  );
}
