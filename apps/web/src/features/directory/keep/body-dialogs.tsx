import type { BodyCard, BodyUnit } from '#contracts';
import { api, ask } from '../../../api/client';
import { useLanguage, useT } from '../../../i18n/i18n';
import { FieldsDialog, NO_NAMES, namesFields, namesOf, namesStart, orNull } from './fields-dialog';
import { useKeep } from './keep-queries';
import { choiceOf, UNIT_KIND_WORDS, UNIT_KINDS } from './kind-words';

interface BodyDialogProps {
  body: BodyCard;
  onClose: () => void;
}

/** A unit of the body: made, renamed, moved in the tree, closed. @param unit undefined: a new one */
export function UnitDialog({ body, unit, onClose }: BodyDialogProps & { unit?: BodyUnit | undefined }) {
  const t = useT();
  const language = useLanguage();
  const keep = useKeep();
  const kinds = UNIT_KINDS.map((value) => ({ value, label: t(UNIT_KIND_WORDS[value]) }));
  const others = body.units.filter(({ id }) => id !== unit?.id);
  const parents = [
    { value: '', label: t('keep.noParent') },
    ...others.map(({ id, name }) => ({ value: id, label: name[language] })),
  ];
  const deputies = [
    { value: '', label: t('keep.noOverseer') },
    ...body.deputies.map(({ id, fullName }) => ({ value: id, label: fullName })),
  ];
  const close = ({ id, revision }: BodyUnit) =>
    keep(ask(api.POST('/api/directory/units/{id}/close', { params: { path: { id } }, body: { revision } })));
  return (
    <FieldsDialog
      title={unit ? unit.name[language] : t('keep.newUnit')}
      fields={[
        ...namesFields(t, 'name'),
        { name: 'kind', label: t('keep.unitKind'), options: kinds },
        { name: 'parentId', label: t('keep.parent'), options: parents, optional: true },
        {
          name: 'overseerId',
          label: t('keep.overseer'),
          options: deputies,
          optional: true,
          hint: t('keep.overseerHint'),
        },
      ]}
      start={{
        ...namesStart('name', unit?.name ?? NO_NAMES),
        kind: unit?.kind ?? 'ordinary',
        parentId: unit?.parentId ?? '',
        overseerId: unit?.overseer?.id ?? '',
      }}
      onSubmit={(values) => {
        const given = {
          name: namesOf(values, 'name'),
          kind: choiceOf(UNIT_KINDS, values['kind'], 'ordinary'),
          parentId: orNull(values['parentId']),
          overseerId: orNull(values['overseerId']),
        };
        return unit
          ? keep(
              ask(
                api.PUT('/api/directory/units/{id}', {
                  params: { path: { id: unit.id } },
                  body: { ...given, revision: unit.revision },
                }),
              ),
            )
          : keep(
              ask(
                api.POST('/api/directory/bodies/{id}/units', {
                  params: { path: { id: body.id } },
                  body: given,
                }),
              ),
            );
      }}
      onClose={onClose}
      removal={
        unit && {
          label: t('keep.closeUnit'),
          done: t('keep.did.unit.closed'),
          run: () => close(unit),
        }
      }
    />
  );
}

/** How the body is reached. */
export function RequisitesDialog({ body, onClose }: BodyDialogProps) {
  const t = useT();
  const keep = useKeep();
  const fields = [
    { name: 'address', label: t('keep.address') },
    { name: 'phone', label: t('keep.bodyPhone'), type: 'tel' },
    { name: 'email', label: t('directory.email'), type: 'email' },
    { name: 'website', label: t('keep.website') },
  ] as const;
  return (
    <FieldsDialog
      title={t('keep.requisites')}
      fields={fields.map((field) => ({ ...field, optional: true }))}
      start={body.requisites}
      onSubmit={({ address = '', phone = '', email = '', website = '' }) =>
        keep(
          ask(
            api.PUT('/api/directory/bodies/{id}/requisites', {
              params: { path: { id: body.id } },
              body: { address, phone, email, website, revision: body.revision },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}

/** The body's place in the list of participants (617:11). */
export function ParticipationDialog({ body, onClose }: BodyDialogProps) {
  const t = useT();
  const keep = useKeep();
  const { participates, from, to, ground } = body.participation;
  return (
    <FieldsDialog
      title={t('keep.participation')}
      fields={[
        {
          name: 'participates',
          label: t('keep.participation'),
          options: [
            { value: 'yes', label: t('keep.participates') },
            { value: 'no', label: t('keep.participatesNot') },
          ],
        },
        { name: 'from', label: t('keep.from'), type: 'date', optional: true },
        { name: 'to', label: t('keep.lastDay'), type: 'date', optional: true, hint: t('keep.emptyOpen') },
        { name: 'ground', label: t('keep.ground') },
      ]}
      start={{ participates: participates ? 'yes' : 'no', from: from ?? '', to: to ?? '', ground }}
      onSubmit={(values) =>
        keep(
          ask(
            api.PUT('/api/directory/bodies/{id}/participation', {
              params: { path: { id: body.id } },
              body: {
                revision: body.revision,
                participates: values['participates'] === 'yes',
                from: orNull(values['from']),
                to: orNull(values['to']),
                ground: values['ground'] ?? '',
              },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}
