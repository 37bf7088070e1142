import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { BodyCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { type Translate, useLanguage, useT } from '../../../i18n/i18n';
import { bodyTreeQuery } from '../directory-queries';
import {
  type FieldSpec,
  FieldsDialog,
  type FieldValues,
  NO_NAMES,
  namesFields,
  namesOf,
  namesStart,
  orNull,
} from './fields-dialog';
import { useKeep } from './keep-queries';
import { BODY_KIND_WORDS, BODY_KINDS, choiceOf } from './kind-words';

/** Names, kind and place in the tree: what the authorised body enters of a body (617:11). @param self stands below no other place than another body's */
function usePlacedFields(self?: string): FieldSpec[] {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(bodyTreeQuery);
  const others = data?.items.filter(({ id }) => id !== self) ?? [];
  return [
    ...namesFields(t, 'name', t('keep.bodyName')),
    ...namesFields(t, 'shortName', t('directory.shortName')),
    { name: 'kind', label: t('keep.bodyKind'), options: kinds(t) },
    {
      name: 'parentId',
      label: t('directory.superior'),
      optional: true,
      options: [
        { value: '', label: t('keep.noSuperior') },
        ...others.map(({ id, name }) => ({ value: id, label: name[language] })),
      ],
    },
  ];
}
const kinds = (t: Translate) => BODY_KINDS.map((value) => ({ value, label: t(BODY_KIND_WORDS[value]) }));
const placedOf = (values: FieldValues) => ({
  parentId: orNull(values['parentId']),
  kind: choiceOf(BODY_KINDS, values['kind'], 'central'),
  name: namesOf(values, 'name'),
  shortName: namesOf(values, 'shortName'),
});

/** A body that the directory does not have yet; its page comes next, where the rest is entered. */
export function NewBodyDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const keep = useKeep();
  const navigate = useNavigate();
  const fields = usePlacedFields();
  return (
    <FieldsDialog
      title={t('keep.newBody')}
      text={t('keep.newBodyText')}
      fields={[...fields, { name: 'bin', label: t('directory.bin') }]}
      start={{
        ...namesStart('name', NO_NAMES),
        ...namesStart('shortName', NO_NAMES),
        kind: 'central',
        parentId: '',
        bin: '',
      }}
      onSubmit={async (values) => {
        const { id } = await keep(
          ask(
            api.POST('/api/directory/bodies', {
              body: { ...placedOf(values), bin: values['bin']?.trim() ?? '' },
            }),
          ),
        );
        await navigate({ to: '/directory/bodies/$id', params: { id } });
      }}
      onClose={onClose}
    />
  );
}

/** Names of the body, its kind, and what it stands below. */
export function PlaceBodyDialog({ body, onClose }: { body: BodyCard; onClose: () => void }) {
  const t = useT();
  const keep = useKeep();
  const fields = usePlacedFields(body.id);
  return (
    <FieldsDialog
      title={t('keep.nameAndPlace')}
      fields={fields}
      start={{
        ...namesStart('name', body.name),
        ...namesStart('shortName', body.shortName),
        kind: body.kind,
        parentId: body.superior?.id ?? '',
      }}
      onSubmit={(values) =>
        keep(
          ask(
            api.PUT('/api/directory/bodies/{id}', {
              params: { path: { id: body.id } },
              body: { ...placedOf(values), revision: body.revision },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}
