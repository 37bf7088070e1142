import type { BodyItem, OwnStructure } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { PickMany, PickOne } from '../../../ui/combo-box';
import { bodyHeads, bodyOptions, employeeOptions, legalHeads } from '../choices';
import type { Draft } from '../drafts';
import type { CardDraft } from './card-draft';
import { CARD_LABELS, CONTROL_IDS } from './form-fields';
import { RouteField } from './route-field';

interface PeopleFieldsProps {
  draft: Draft<CardDraft>;
  structure: OwnStructure;
  bodies: readonly BodyItem[];
  faultOf: (fieldId: string) => string | undefined;
}

/** Who the draft goes to: inside the developer body, then to the approving bodies (775:14.10-11, 15). */
export function PeopleFields({ draft, structure, bodies, faultOf }: PeopleFieldsProps) {
  const t = useT();
  const language = useLanguage();
  const { value, change } = draft;
  return (
    <>
      <div className="form-group">
        <h2>{t('agreements.form.inside', { body: structure.body.name[language] })}</h2>
        <RouteField draft={draft} structure={structure} faultOf={faultOf} />
        <PickOne
          id={CONTROL_IDS.legalHeadId}
          label={t(CARD_LABELS.legalHeadId)}
          hint={t('agreements.form.legalHeadHint')}
          error={faultOf(CONTROL_IDS.legalHeadId)}
          options={employeeOptions(legalHeads(structure), language)}
          value={value.legalHeadId}
          onChange={(legalHeadId) => change({ legalHeadId })}
        />
        <PickOne
          id={CONTROL_IDS.bodyHeadId}
          label={t(CARD_LABELS.bodyHeadId)}
          hint={t('agreements.form.bodyHeadHint')}
          error={faultOf(CONTROL_IDS.bodyHeadId)}
          options={employeeOptions(bodyHeads(structure), language)}
          value={value.bodyHeadId}
          onChange={(bodyHeadId) => change({ bodyHeadId })}
        />
      </div>
      <div className="form-group">
        <PickMany
          id={CONTROL_IDS.approvingBodyIds}
          label={t(CARD_LABELS.approvingBodyIds)}
          hint={t('agreements.form.bodiesHint')}
          error={faultOf(CONTROL_IDS.approvingBodyIds)}
          options={bodyOptions(bodies, structure.body.id, language)}
          value={value.approvingBodyIds}
          onChange={(approvingBodyIds) => change({ approvingBodyIds })}
        />
      </div>
    </>
  );
}
