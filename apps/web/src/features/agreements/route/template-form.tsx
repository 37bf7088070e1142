import { useQueryClient } from '@tanstack/react-query';
import { type OwnStructure, plainRoute, type RouteTemplate, routeTemplateBody } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS } from '../../../i18n/words';
import { SelectField, TextField } from '../../../ui/field';
import { toast } from '../../../ui/toast';
import { useDeed } from '../deeds';
import { useDraft } from '../drafts';
import { check, type FormField, useFaults } from '../faults';
import { KINDS } from '../list/filters';
import { StepForm } from '../steps/step-form';
import { RouteEditor } from './route-editor';
import { addTemplate, editTemplate, templatesQuery } from './templates-queries';

interface TemplateFormProps {
  /** Null: a new one */
  template: RouteTemplate | null;
  structure: OwnStructure;
  onClose: () => void;
}

/** A route that the body keeps: its name, of which kind of act, and whom it asks. */
export function TemplateForm({ template, structure, onClose }: TemplateFormProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const { value, change, drop, touched } = useDraft(
    `template.${template ? `${template.id}.${template.revision}` : 'new'}`,
    {
      name: template?.name ?? '',
      kind: template?.kind ?? null,
      route: template?.route ?? plainRoute([]),
    },
  );
  const fields: Record<'name' | 'route', FormField> = {
    name: { id: 'template-name', label: t('agreements.templates.name') },
    route: { id: 'template-route', label: t('agreements.fact.route') },
  };
  const faults = useFaults({
    fieldAt: (path) => (path === 'name' ? fields.name : fields.route),
    body: value,
    find: () => check(routeTemplateBody, value),
    codes: {
      ROUTE_REPEATS: 'route',
      PERSON_NOT_SUPERIOR: 'route',
      PERSON_NOT_SIGNER: 'route',
      UNIT_WITHOUT_HEAD: 'route',
    },
  });
  const save = useDeed({
    run: () =>
      template ? editTemplate(template.id, { ...value, revision: template.revision }) : addTemplate(value),
    onDone: (all) => {
      queryClient.setQueryData(templatesQuery.queryKey, all);
      drop();
      toast(t('agreements.templates.saved'));
      onClose();
    },
    onRefused: faults.refuse,
  });

  return (
    <StepForm
      title={t(template ? 'agreements.templates.edit' : 'agreements.templates.add')}
      verb={t('agreements.form.save')}
      icon="check"
      faults={faults}
      touched={touched}
      busy={save.isPending}
      onSubmit={() => faults.accept() && save.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        id={fields.name.id}
        label={fields.name.label}
        error={faults.faultOf(fields.name.id)}
        value={value.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <SelectField
        label={t('agreements.fact.kind')}
        value={value.kind ?? ''}
        onChange={({ target }) => change({ kind: KINDS.find((kind) => kind === target.value) ?? null })}
      >
        <option value="">{t('agreements.templates.anyKind')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(ACT_KIND_WORDS[kind])}
          </option>
        ))}
      </SelectField>
      <RouteEditor
        id={fields.route.id}
        route={value.route}
        structure={structure}
        error={faults.faultOf(fields.route.id)}
        onChange={(route) => change({ route })}
      />
    </StepForm>
  );
}
