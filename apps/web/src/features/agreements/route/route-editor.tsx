import { useEffect, useId, useRef } from 'react';
import { MAX_CO_SIGNERS, MAX_STAGES, type OwnStructure, type RouteBody, type StageOrder } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { announce } from '../../../ui/announcer';
import { IconButton } from '../../../ui/button';
import { Segmented } from '../../../ui/choice';
import { type Option, PickMany, PickOne } from '../../../ui/combo-box';
import { FieldError } from '../../../ui/field';
import { deputies, employeeOptions, routeChoices } from '../choices';
import {
  addStage,
  addStep,
  askedSigners,
  type Begun,
  choiceOf,
  choicesIn,
  fixedStages,
  moveStage,
  moveStep,
  NOT_BEGUN,
  pastStages,
  removeStep,
  setOrder,
} from './route-moves';
import '../../../ui/styles/route-editor.css';

interface RouteEditorProps {
  id: string;
  route: RouteBody;
  structure: OwnStructure;
  /** Of a route that runs */
  begun?: Begun;
  error?: string | undefined;
  onChange: (route: RouteBody) => void;
}

/** Who is asked inside the body before the legal visa, in stages, and who signs beside the head (775:15, 64). */
export function RouteEditor({ id, route, structure, begun = NOT_BEGUN, error, onChange }: RouteEditorProps) {
  const t = useT();
  const language = useLanguage();
  const choices = routeChoices(structure, language);
  const taken = choicesIn(route);
  const free = choices.filter((choice) => !taken.includes(choice.id));
  const { coSigners } = route;
  const asked = askedSigners(coSigners.employeeIds, begun);
  useFocusAtEditor(id, route);
  const signers = (part: Partial<RouteBody['coSigners']>) =>
    onChange({ ...route, coSigners: { ...coSigners, ...part } });
  return (
    <fieldset className="route-editor" id={id} tabIndex={-1}>
      <legend>{t('agreements.fact.route')}</legend>
      <span className="field-hint">{t('agreements.plan.hint')}</span>
      <FieldError id={`${id}-error`} error={error} />
      <ol className="plan-stages">
        {route.stages.map((stage, place) => (
          <StageEditor
            key={stage.steps.map(choiceOf)[0]}
            place={place}
            route={route}
            choices={choices}
            free={free}
            begun={begun}
            onChange={onChange}
          />
        ))}
        <li className="plan-stage">
          {route.stages.length < MAX_STAGES && !pastStages(begun) && (
            <PickOne
              id={`${id}-stage`}
              label={t('agreements.plan.addStage')}
              hint={t('agreements.plan.addStageHint')}
              optional
              options={free}
              value={null}
              onChange={(choice) => choice && onChange(addStage(route, choice))}
            />
          )}
        </li>
        <li className="plan-stage plan-fixed">{t('agreements.plan.thenVisa')}</li>
        <li className="plan-stage">
          <PickMany
            id={`${id}-signers`}
            label={t('agreements.plan.coSigners')}
            hint={t('agreements.plan.coSignersHint')}
            optional
            options={employeeOptions(deputies(structure), language).map((option) =>
              asked.includes(option.id) ? { ...option, hint: t('agreements.plan.begun') } : option,
            )}
            value={coSigners.employeeIds}
            fixed={asked}
            onChange={(employeeIds) => signers({ employeeIds: employeeIds.slice(0, MAX_CO_SIGNERS) })}
          />
          {coSigners.employeeIds.length > 1 && (
            <Order value={coSigners.order} onChange={(order) => signers({ order })} />
          )}
        </li>
        <li className="plan-stage plan-fixed">{t('agreements.plan.thenHead')}</li>
      </ol>
    </fieldset>
  );
}

/** A step that is taken out takes its button along: the focus stays at the editor. */
function useFocusAtEditor(id: string, route: RouteBody): void {
  const before = useRef(route);
  useEffect(() => {
    const changed = before.current !== route;
    before.current = route;
    if (changed && document.activeElement === document.body) {
      document.getElementById(id)?.focus({ preventScroll: true });
    }
  }, [id, route]);
}

/** What was moved is said, and the focus stays on its button; where it can go no further, on the one that leads back. */
function useMoved() {
  const t = useT();
  const head = useRef<HTMLLIElement>(null);
  function moved(name: string, place: number, buttons: readonly string[]): void {
    announce(t('agreements.form.moved', { name, place }));
    const editor = head.current?.closest('.route-editor');
    requestAnimationFrame(() => {
      const all = [...(editor?.querySelectorAll<HTMLElement>('button[aria-label]') ?? [])];
      const one = buttons.map((label) => all.find(({ ariaLabel }) => ariaLabel === label)).find(Boolean);
      one?.focus();
    });
  }
  return { head, moved };
}

function Order({ value, onChange }: { value: StageOrder; onChange: (order: StageOrder) => void }) {
  const t = useT();
  return (
    <Segmented
      label={t('agreements.plan.order')}
      choices={[
        { value: 'parallel', label: t('agreements.plan.parallel') },
        { value: 'sequence', label: t('agreements.plan.sequence') },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

interface StageEditorProps {
  place: number;
  route: RouteBody;
  choices: readonly Option[];
  free: readonly Option[];
  begun: Begun;
  onChange: (route: RouteBody) => void;
}

function StageEditor({ place, route, choices, free, begun, onChange }: StageEditorProps) {
  const t = useT();
  const id = useId();
  const { head, moved } = useMoved();
  const stage = route.stages[place];
  if (!stage) return null;
  const number = place + 1;
  const last = stage.steps.length - 1;
  const fixed = fixedStages(route, begun);
  // Of the stage that runs the rest may still change; a stage before it is done.
  const over = place < fixed - 1 || pastStages(begun);
  const name = t('agreements.plan.stage', { number });
  function shift(by: 1 | -1): void {
    onChange(moveStage(route, place, by));
    const up = t('agreements.plan.stageUp', { number: number + by });
    const down = t('agreements.plan.stageDown', { number: number + by });
    moved(name, number + by, by < 0 ? [up, down] : [down, up]);
  }
  function shiftStep(choice: string, called: string, index: number, by: 1 | -1): void {
    onChange(moveStep(route, place, choice, by));
    const earlier = t('agreements.plan.earlier', { name: called });
    const later = t('agreements.plan.later', { name: called });
    moved(called, index + 1 + by, by < 0 ? [earlier, later] : [later, earlier]);
  }
  return (
    <li className="plan-stage" aria-label={name} ref={head}>
      <div className="plan-stage-head">
        <strong>{name}</strong>
        <span className="push cluster">
          {place > fixed && (
            <IconButton
              name="up"
              label={t('agreements.plan.stageUp', { number })}
              onClick={() => shift(-1)}
            />
          )}
          {place >= fixed && place < route.stages.length - 1 && (
            <IconButton
              name="down"
              label={t('agreements.plan.stageDown', { number })}
              onClick={() => shift(1)}
            />
          )}
        </span>
      </div>
      {last > 0 && place >= fixed && (
        <Order value={stage.order} onChange={(order) => onChange(setOrder(route, place, order))} />
      )}
      <ol className="plan-steps" data-order={stage.order}>
        {stage.steps.map((step, index) => {
          const choice = choiceOf(step);
          const option = choices.find((one) => one.id === choice);
          const name = option?.label ?? t('agreements.plan.gone');
          const taken = begun.has(choice);
          const before = stage.steps[index - 1];
          const next = stage.steps[index + 1];
          return (
            <li className="picked" key={choice}>
              <span className="person">
                {name}
                {option?.hint && <span>{option.hint}</span>}
                {taken && <span>{t('agreements.plan.begun')}</span>}
              </span>
              {stage.order === 'sequence' && before && !taken && !begun.has(choiceOf(before)) && (
                <IconButton
                  name="up"
                  label={t('agreements.plan.earlier', { name })}
                  onClick={() => shiftStep(choice, name, index, -1)}
                />
              )}
              {stage.order === 'sequence' && next && !taken && (
                <IconButton
                  name="down"
                  label={t('agreements.plan.later', { name })}
                  onClick={() => shiftStep(choice, name, index, 1)}
                />
              )}
              {!taken && (
                <IconButton
                  name="close"
                  label={t('ui.remove', { name })}
                  onClick={() => {
                    onChange(removeStep(route, place, choice));
                    announce(t('ui.removed', { name }));
                  }}
                />
              )}
            </li>
          );
        })}
      </ol>
      {!over && (
        <PickOne
          id={`${id}-add`}
          label={t('agreements.plan.addStep', { number })}
          optional
          options={free}
          value={null}
          onChange={(choice) => choice && onChange(addStep(route, place, choice))}
        />
      )}
    </li>
  );
}
