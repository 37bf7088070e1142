import { useQuery } from '@tanstack/react-query';
import { type ActKind, type OwnStructure, plainRoute, type RouteBody, unitIdsOf } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { PickMany } from '../../../ui/combo-box';
import { SelectField } from '../../../ui/field';
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
export function RouteField({ draft, structure, faultOf }: RouteFieldProps) {
  const t = useT();
  const language = useLanguage();
  const { value, change } = draft;
  const { route } = value;
  if (route === null) {
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
        <FromTemplate kind={value.kind} onChoose={(built) => change({ route: built })} />
      </>
    );
  }
  return (
    <>
      <RouteEditor
        id={CONTROL_IDS.route}
        route={route}
        structure={structure}
        error={faultOf(CONTROL_IDS.route) ?? faultOf(CONTROL_IDS.interestedUnitIds)}
        onChange={(built) => change({ route: built })}
      />
      <div className="cluster">
        <Button
          size="small"
          look="quiet"
          icon="undo"
          onClick={() => change({ route: null, interestedUnitIds: unitIdsOf(route) })}
        >
          {t('agreements.plan.plain')}
        </Button>
      </div>
    </>
  );
}

/** The body's own templates for this kind of act; nothing where it keeps none. */
function FromTemplate({ kind, onChoose }: { kind: ActKind; onChoose: (route: RouteBody) => void }) {
  const t = useT();
  const fitting = (useQuery(templatesQuery).data?.items ?? []).filter(
    (template) => template.kind === null || template.kind === kind,
  );
  if (fitting.length === 0) return null;
  return (
    <SelectField
      label={t('agreements.templates.choose')}
      value=""
      onChange={({ target }) => {
        const chosen = fitting.find(({ id }) => id === target.value);
        if (chosen) onChoose(chosen.route);
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
