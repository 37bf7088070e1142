import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type ActKind, type OwnStructure, plainRoute, type RouteBody, unitIdsOf } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { PickMany } from '../../../ui/combo-box';
import { SelectField } from '../../../ui/field';
import { toast } from '../../../ui/toast';
import { unitOptions } from '../choices';
import type { Draft } from '../drafts';
import { RouteEditor } from '../route/route-editor';
import { templatesQuery } from '../route/templates-queries';
import type { CardDraft } from './card-draft';
import { CARD_LABELS, CONTROL_IDS } from './form-fields';

interface RouteFieldProps {
  draft: Draft<CardDraft>;
  structure: OwnStructure;
  faultOf: (fieldId: string) => string | undefined;
}

/** Whom the draft passes inside the body: plainly the interested units, or a route of one's own (775:15). */
export function RouteField(props: RouteFieldProps) {
  const { value, change } = props.draft;
  const { route, interestedUnitIds } = value;
  useFocusFollows(route === null ? CONTROL_IDS.interestedUnitIds : CONTROL_IDS.route);
  return (
    <>
      {route === null ? <PlainRoute {...props} /> : <BuiltRoute {...props} route={route} />}
      <FromTemplate
        kind={value.kind}
        route={route}
        onChoose={(built) => change({ route: built })}
        onUndo={() => change({ route, interestedUnitIds })}
      />
    </>
  );
}

/** Each way to give the route has its own fields: the button that leads to the other goes, and the focus with it. */
function useFocusFollows(fieldId: string): void {
  const before = useRef(fieldId);
  useEffect(() => {
    const changed = before.current !== fieldId;
    before.current = fieldId;
    if (changed && document.activeElement === document.body) document.getElementById(fieldId)?.focus();
  }, [fieldId]);
}

function PlainRoute({ draft: { value, change }, structure, faultOf }: RouteFieldProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <PickMany
        id={CONTROL_IDS.interestedUnitIds}
        label={t(CARD_LABELS.interestedUnitIds)}
        hint={t('agreements.plan.buildHint')}
        optional
        error={faultOf(CONTROL_IDS.interestedUnitIds) ?? faultOf(CONTROL_IDS.route)}
        options={unitOptions(structure, language)}
        value={value.interestedUnitIds}
        onChange={(interestedUnitIds) => change({ interestedUnitIds })}
      />
      <div className="cluster">
        <Button
          size="small"
          icon="parallel"
          onClick={() => change((now) => ({ route: plainRoute(now.interestedUnitIds) }))}
        >
          {t('agreements.plan.build')}
        </Button>
      </div>
    </>
  );
}

function BuiltRoute({ draft, route, structure, faultOf }: RouteFieldProps & { route: RouteBody }) {
  const t = useT();
  function toPlain(): void {
    draft.change({ route: null, interestedUnitIds: unitIdsOf(route) });
    // Order, superiors and those who sign beside the head are gone with it.
    toast(t('agreements.plan.plained'), () => draft.change({ route }));
  }
  return (
    <>
      <RouteEditor
        id={CONTROL_IDS.route}
        route={route}
        structure={structure}
        error={faultOf(CONTROL_IDS.route) ?? faultOf(CONTROL_IDS.interestedUnitIds)}
        onChange={(built) => draft.change({ route: built })}
      />
      <div className="cluster">
        <Button size="small" look="quiet" icon="undo" onClick={toPlain}>
          {t('agreements.plan.plain')}
        </Button>
      </div>
    </>
  );
}

interface FromTemplateProps {
  kind: ActKind;
  route: RouteBody | null;
  onChoose: (route: RouteBody) => void;
  /** Back to the route that stood there before */
  onUndo: () => void;
}

/** The body's own templates for this kind of act; nothing where it keeps none. */
function FromTemplate({ kind, route, onChoose, onUndo }: FromTemplateProps) {
  const t = useT();
  const fitting = (useQuery(templatesQuery).data?.items ?? []).filter(
    (template) => template.kind === null || template.kind === kind,
  );
  if (fitting.length === 0) return null;
  const built = JSON.stringify(route);
  return (
    <SelectField
      label={t('agreements.templates.choose')}
      optional
      value={fitting.find((template) => JSON.stringify(template.route) === built)?.id ?? ''}
      onChange={({ target }) => {
        const chosen = fitting.find(({ id }) => id === target.value);
        if (!chosen) return;
        onChoose(chosen.route);
        toast(t('agreements.templates.taken', { name: chosen.name }), onUndo);
      }}
    >
      <option value="">{t('agreements.templates.chooseNone')}</option>
      {fitting.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
