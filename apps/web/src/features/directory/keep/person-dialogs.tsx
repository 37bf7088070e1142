import { useQuery } from '@tanstack/react-query';
import type { BodyCard, KeptPost, PersonCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { type Translate, useLanguage, useT } from '../../../i18n/i18n';
import type { Language } from '../../../i18n/language';
import { bodyQuery } from '../directory-queries';
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
import { choiceOf, POST_KIND_WORDS, POST_KINDS } from './kind-words';

interface PersonDialogProps {
  person: PersonCard;
  onClose: () => void;
}

const nameFields = (t: Translate): FieldSpec[] => [
  { name: 'surname', label: t('keep.surname') },
  { name: 'givenName', label: t('keep.givenName') },
  { name: 'patronymic', label: t('keep.patronymic'), optional: true },
];
const contactFields = (t: Translate): FieldSpec[] => [
  { name: 'workPhone', label: t('directory.phone'), type: 'tel', optional: true },
  { name: 'office', label: t('directory.office'), optional: true },
  { name: 'email', label: t('directory.email'), type: 'email', optional: true },
];
const postFields = (t: Translate, language: Language, units: BodyCard['units']): FieldSpec[] => [
  {
    name: 'unitId',
    label: t('directory.unit'),
    options: [
      // Chosen on purpose: the first unit is the leadership, where hardly anybody comes to.
      { value: '', label: t('keep.choose') },
      ...units.map(({ id, name }) => ({ value: id, label: name[language] })),
    ],
  },
  ...namesFields(t, 'post', t('directory.post')),
  {
    name: 'kind',
    label: t('keep.postKind'),
    options: POST_KINDS.map((value) => ({ value, label: t(POST_KIND_WORDS[value]) })),
  },
  { name: 'from', label: t('keep.from'), type: 'date', optional: true, hint: t('keep.emptyNow') },
  { name: 'to', label: t('keep.lastDay'), type: 'date', optional: true, hint: t('keep.emptyOpen') },
];
const POST_START: FieldValues = {
  unitId: '',
  ...namesStart('post', NO_NAMES),
  kind: 'specialist',
  from: '',
  to: '',
};
const postOf = (values: FieldValues) => ({
  unitId: values['unitId'] ?? '',
  post: namesOf(values, 'post'),
  kind: choiceOf(POST_KINDS, values['kind'], 'specialist'),
  from: orNull(values['from']),
  to: orNull(values['to']),
});
const personOf = ({
  surname = '',
  givenName = '',
  patronymic = '',
  workPhone = '',
  office = '',
  email = '',
}) => ({
  surname,
  givenName,
  patronymic,
  workPhone,
  office,
  email,
});

/** A new employee with the post he comes to. */
export function NewPersonDialog({ body, onClose }: { body: BodyCard; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const keep = useKeep();
  return (
    <FieldsDialog
      title={t('keep.newPerson')}
      fields={[
        ...nameFields(t),
        { name: 'iin', label: t('keep.iin') },
        ...postFields(t, language, body.units),
        ...contactFields(t),
      ]}
      start={{ ...POST_START, iin: '' }}
      onSubmit={(values) =>
        keep(
          ask(
            api.POST('/api/directory/people', {
              body: { ...personOf(values), iin: values['iin'] ?? '', ...postOf(values) },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}

/** His name and how he is reached. */
export function ChangePersonDialog({ person, onClose }: PersonDialogProps) {
  const t = useT();
  const keep = useKeep();
  const { kept } = person;
  if (!kept) return null;
  const { surname, givenName, patronymic, revision } = kept;
  const { workPhone, office, email } = person;
  return (
    <FieldsDialog
      title={person.fullName}
      fields={[...nameFields(t), ...contactFields(t)]}
      start={{ surname, givenName, patronymic, workPhone, office, email }}
      onSubmit={(values) =>
        keep(
          ask(
            api.PUT('/api/directory/people/{id}', {
              params: { path: { id: person.id } },
              body: { ...personOf(values), revision },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}

/** Another post for him: beside the one he has, or in its place. */
export function AppointDialog({ person, onClose }: PersonDialogProps) {
  const t = useT();
  const language = useLanguage();
  const keep = useKeep();
  const { data: body } = useQuery(bodyQuery(person.body.id));
  if (!body) return null;
  const mainChoices = [
    { value: 'yes', label: t('keep.main') },
    { value: 'no', label: t('keep.also') },
  ];
  return (
    <FieldsDialog
      title={t('keep.appoint')}
      fields={[
        ...postFields(t, language, body.units),
        { name: 'main', label: t('keep.main'), hint: t('keep.mainHint'), options: mainChoices },
      ]}
      start={{ ...POST_START, main: 'yes' }}
      onSubmit={(values) =>
        keep(
          ask(
            api.POST('/api/directory/people/{id}/posts', {
              params: { path: { id: person.id } },
              body: { ...postOf(values), main: values['main'] === 'yes' },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}

/** A post comes to its end. */
export function EndPostDialog({ post, onClose }: { post: KeptPost; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const keep = useKeep();
  return (
    <FieldsDialog
      title={t('keep.endPostOf', { name: post.post[language] })}
      fields={[
        { name: 'on', label: t('keep.lastDay'), type: 'date', optional: true, hint: t('keep.emptyNow') },
      ]}
      start={{ on: '' }}
      submitLabel={t('keep.endPost')}
      onSubmit={(values) =>
        keep(
          ask(
            api.POST('/api/directory/posts/{id}/end', {
              params: { path: { id: post.id } },
              body: { on: orNull(values['on']) },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}
