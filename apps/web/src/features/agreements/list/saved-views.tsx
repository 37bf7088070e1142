import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { SavedView, SavedViews as SavedViewsView } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { IconButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Popover } from '../../../ui/popover';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { useDeed } from '../deeds';
import { type ActFilters, isFiltered } from './filters';
import { removeView, renameView, savedViewsQuery, saveView } from './saved-views-queries';
import { ViewNameForm } from './view-name-form';
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
  return useDeed({
    run,
    onDone: (views) => queryClient.setQueryData(savedViewsQuery.queryKey, views),
    onRefused: (error) => toastFailure(errorWords(error)),
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
  const panel = useRef<HTMLDivElement>(null);

  /** What had the focus goes with the change: it stays at the view, or at the panel where the view is gone. */
  function keepFocus(viewId: string): void {
    const give = () => {
      if (document.activeElement !== document.body) return;
      const link = panel.current?.querySelector<HTMLElement>(`[data-view="${viewId}"]`);
      (link ?? panel.current)?.focus();
    };
    // The answer is drawn by the next picture, and what it took away is gone by the one after.
    requestAnimationFrame(() => requestAnimationFrame(give));
  }

  function endRenaming(viewId: string): void {
    setRenamed(null);
    keepFocus(viewId);
  }

  function takeOff(view: SavedView): void {
    remove.mutate(view.id, {
      onSuccess: () => {
        keepFocus(view.id);
        toast(t('agreements.list.ownRemoved', { name: view.name }), () => save.mutate(view));
      },
    });
  }

  function callAnew(view: SavedView, name: string): void {
    rename.mutate(
      { id: view.id, name },
      {
        onSuccess: () => {
          endRenaming(view.id);
          toast(t('agreements.list.ownRenamed', { name }), () =>
            rename.mutate({ id: view.id, name: view.name }),
          );
        },
      },
    );
  }

  return (
    <div className="saved-views" tabIndex={-1} ref={panel}>
      {views.isError && !views.data && <p className="soft">{errorWords(views.error)}</p>}
      {views.data?.items.length === 0 && <p className="soft">{t('agreements.list.ownNone')}</p>}
      <ul aria-label={t('agreements.list.own')}>
        {views.data?.items.map((view) =>
          renamed === view.id ? (
            <li key={view.id}>
              <ViewNameForm
                name={view.name}
                action={t('agreements.list.ownRename')}
                busy={rename.isPending}
                onName={(name) => callAnew(view, name)}
                onCancel={() => endRenaming(view.id)}
              />
            </li>
          ) : (
            <li className="saved-view" key={view.id}>
              <Link to="/agreements" search={view.filters} replace data-view={view.id}>
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
      {renamed !== null ? null : isFiltered(filters) ? (
        <ViewNameForm
          // Empty again when the view is there; what was typed stays where it was refused.
          key={views.data?.items.length}
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
