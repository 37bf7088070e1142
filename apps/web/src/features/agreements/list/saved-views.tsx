import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { MAX_VIEW_NAME, type SavedView, type SavedViews as SavedViewsView } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button, IconButton } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { Popover } from '../../../ui/popover';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { type ActFilters, isFiltered } from './filters';
import { removeView, renameView, savedViewsQuery, saveView } from './saved-views-queries';
import '../../../ui/styles/saved-views.css';

/** The reader's own ways to look at the list: opened, kept, renamed, removed. */
export function SavedViews({ filters }: { filters: ActFilters }) {
  const t = useT();
  return (
    <Popover
      className="btn btn-quiet"
      label={
        <>
          <Icon name="down" />
          {t('agreements.list.own')}
        </>
      }
    >
      <Panel filters={filters} />
    </Popover>
  );
}

/** A change of the reader's views, of which the page then shows what the portal answered. */
function useChange<Input>(run: (input: Input) => Promise<SavedViewsView>) {
  const queryClient = useQueryClient();
  const errorWords = useErrorWords();
  return useMutation({
    mutationFn: run,
    onSuccess: (views) => queryClient.setQueryData(savedViewsQuery.queryKey, views),
    onError: (error) => toastFailure(errorWords(error)),
  });
}

function Panel({ filters }: { filters: ActFilters }) {
  const t = useT();
  const errorWords = useErrorWords();
  const views = useQuery(savedViewsQuery);
  const save = useChange(saveView);
  const rename = useChange(renameView);
  const remove = useChange(removeView);
  const [renamed, setRenamed] = useState<string | null>(null);

  function takeOff(view: SavedView): void {
    remove.mutate(view.id, {
      onSuccess: () =>
        void toast(t('agreements.list.ownRemoved', { name: view.name }), () => save.mutate(view)),
    });
  }

  function callAnew(view: SavedView, name: string): void {
    rename.mutate(
      { id: view.id, name },
      {
        onSuccess: () => {
          setRenamed(null);
          toast(t('agreements.list.ownRenamed', { name }), () =>
            rename.mutate({ id: view.id, name: view.name }),
          );
        },
      },
    );
  }

  return (
    <div className="saved-views">
      {views.isError && !views.data && <p className="soft">{errorWords(views.error)}</p>}
      {views.data?.items.length === 0 && <p className="soft">{t('agreements.list.ownNone')}</p>}
      <ul aria-label={t('agreements.list.own')}>
        {views.data?.items.map((view) =>
          renamed === view.id ? (
            <li key={view.id}>
              <NameForm
                name={view.name}
                action={t('agreements.list.ownRename')}
                busy={rename.isPending}
                onName={(name) => callAnew(view, name)}
              />
            </li>
          ) : (
            <li className="saved-view" key={view.id}>
              <Link to="/agreements" search={view.filters} replace>
                {view.name}
              </Link>
              <IconButton
                name="edit"
                label={`${t('agreements.list.ownRename')}: ${view.name}`}
                onClick={() => setRenamed(view.id)}
              />
              <IconButton
                name="trash"
                label={`${t('agreements.list.ownRemove')}: ${view.name}`}
                onClick={() => takeOff(view)}
              />
            </li>
          ),
        )}
      </ul>
      {isFiltered(filters) ? (
        <NameForm
          name=""
          action={t('agreements.list.ownSave')}
          busy={save.isPending}
          onName={(name) =>
            save.mutate(
              { id: crypto.randomUUID(), name, filters },
              { onSuccess: () => void toast(t('agreements.list.ownSaved', { name })) },
            )
          }
        />
      ) : (
        <p className="note soft">{t('agreements.list.ownHint')}</p>
      )}
    </div>
  );
}

interface NameFormProps {
  name: string;
  action: string;
  busy: boolean;
  onName: (name: string) => void;
}

function NameForm({ name, action, busy, onName }: NameFormProps) {
  const t = useT();
  const [typed, setTyped] = useState(name);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (busy || typed.trim() === '') return;
    onName(typed.trim());
    setTyped(name);
  }
  return (
    <form className="saved-view-form" onSubmit={submit}>
      <TextField
        label={t('agreements.list.ownName')}
        value={typed}
        maxLength={MAX_VIEW_NAME}
        required
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" busy={busy}>
        {action}
      </Button>
    </form>
  );
}
