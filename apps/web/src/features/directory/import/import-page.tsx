import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IMPORT_KINDS, type ImportKind, type ImportView } from '#contracts';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { buttonClass } from '../../../ui/button';
import { Segmented } from '../../../ui/choice';
import { DropZone } from '../../../ui/drop-zone';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState, NoAccess, useErrorWords } from '../../../ui/states';
import { bodyQuery } from '../directory-queries';
import { bringSheet, compare, exportHref, importQuery, keepImport, type Part } from './import-queries';
import { isTold } from './import-words';
import { Mapping } from './mapping';
import { Preview } from './preview';
import '../../../ui/styles/import.css';

const KIND_WORDS: Readonly<Record<ImportKind, MessageId>> = {
  people: 'directory.people',
  units: 'directory.import.units',
  bodies: 'directory.bodies',
};

/** Import of a body's part of the directory from a file, and its export (617:20-22). */
export function ImportPage() {
  const t = useT();
  const language = useLanguage();
  const { employee, can } = useSession();
  const { body = employee.body.id, kind = 'people', id } = useSearch({ from: '/frame/directory/import' });
  const navigate = useNavigate();
  const shown = useQuery(bodyQuery(body));
  const may = can.importDirectory === 'all' || (can.importDirectory === 'own' && body === employee.body.id);
  if (!may) return <NoAccess page />;
  const go = (search: { kind?: ImportKind; id?: string | undefined }) =>
    void navigate({ to: '/directory/import', search: { body, kind, ...search } });
  const kinds = IMPORT_KINDS.filter((one) => one !== 'bodies' || can.importDirectory === 'all');
  const part = { kind, body };
  return (
    <div className="import-page">
      <Crumbs
        trail={[
          { label: t('app.room.directory'), to: '/directory' },
          ...(shown.data
            ? [
                {
                  label: shown.data.shortName[language],
                  to: '/directory/bodies/$id',
                  params: { id: body },
                } as const,
              ]
            : []),
        ]}
        here={t('directory.import.title')}
      />
      <PageHead title={t('directory.import.title')} line={shown.data?.name[language]} />
      <Segmented
        label={t('directory.import.what')}
        choices={kinds.map((value) => ({ value, label: t(KIND_WORDS[value]) }))}
        value={kind}
        onChange={(value) => go({ kind: value, id: undefined })}
      />
      <Bring part={part} onRead={(view) => go({ id: view.id })} key={kind} />
      {id !== undefined && <Work id={id} onAgain={() => go({ id: undefined })} key={id} />}
      <Section title={t('directory.import.export')}>
        <p className="prose soft">{t('directory.import.exportText')}</p>
        <p className="cluster">
          {(['xlsx', 'csv'] as const).map((format) => (
            <a className={buttonClass()} href={exportHref(part, format, language)} download key={format}>
              <Icon name="download" />
              {format.toUpperCase()}
            </a>
          ))}
        </p>
      </Section>
    </div>
  );
}

/** Takes the file; where all columns are recognised its rows are compared at once. */
function Bring({ part, onRead }: { part: Part; onRead: (view: ImportView) => void }) {
  const t = useT();
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const bring = useMutation({
    mutationFn: async (file: File) => {
      const read = await bringSheet(part, file);
      return isTold(read.kind, read.mapping) ? compare(read.id, read.mapping) : read;
    },
    onSuccess: (view) => {
      keepImport(queryClient, view);
      onRead(view);
    },
  });
  return (
    <div aria-busy={bring.isPending || undefined}>
      <DropZone
        id="import-file"
        label={t('directory.import.file')}
        hint={t('directory.import.fileHint')}
        choose={t('directory.import.choose')}
        drop={bring.isPending ? t('directory.import.reading') : t('directory.import.drop')}
        accept=".xlsx,.csv"
        error={bring.isError ? words(bring.error) : undefined}
        onFiles={([file]) => file && !bring.isPending && bring.mutate(file)}
      />
    </div>
  );
}

function Work({ id, onAgain }: { id: string; onAgain: () => void }) {
  const t = useT();
  const { data, error, isError, refetch } = useQuery(importQuery(id));
  if (!data) {
    if (!isError) return <Skeleton label={t('directory.import.reading')} />;
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (data.state === 'done') {
    return (
      <Notice tone="live" title={t('directory.import.done', { count: data.entered })} alert>
        <p>{data.fileName}</p>
      </Notice>
    );
  }
  return (
    <>
      {data.state !== 'ordered' && <Mapping view={data} key={data.mapping.join()} />}
      {data.counts && <Preview view={data} onAgain={onAgain} />}
    </>
  );
}
