import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { type ActListItem, forgiving, type PersonItem } from '#contracts';
import { api, ask } from '../api/client';
import { useSession } from '../api/session';
import { formatActNumber } from '../i18n/format';
import { showLanguage, type Translate, useLanguage, useT } from '../i18n/i18n';
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/language';
import { ACT_KIND_WORDS } from '../i18n/words';
import { IconButton } from '../ui/button';
import { useDialog } from '../ui/dialog';
import { Icon, type IconName } from '../ui/icon';
import { useListbox } from '../ui/use-listbox';
import { ROOMS, supportFor } from './rooms';
import '../ui/styles/dialog.css';
import '../ui/styles/palette.css';

interface Command {
  group: string;
  key: string;
  icon: IconName;
  label: string;
  note?: string;
  run: () => void;
}

/** Shorter words would match everything; a number is found from two figures on. */
const SEARCHED_FROM = 2;
const FOUND = 8;
const PEOPLE_FOUND = 5;

/** Ctrl+K: rooms, commands, any act by number or words of its title, and any employee by what the directory knows. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useT();
  const element = useDialog();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const acts = useActs(q);
  const people = usePeople(q);
  const searching = acts.searching || people.searching;
  const commands = useCommands(text, acts.found, people.found);
  const list = useListbox(commands.length, run, () => undefined);

  function run(place: number): void {
    onClose();
    commands[place]?.run();
  }

  return (
    <dialog
      className="dialog palette"
      aria-label={t('app.palette')}
      ref={element}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="palette-input">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={t('app.searchHint')}
          placeholder={t('app.searchShort')}
          value={text}
          aria-expanded={commands.length > 0}
          {...list.boxProps}
          onChange={(event) => {
            setText(event.target.value);
            list.restart();
          }}
        />
        <IconButton name="close" label={t('ui.close')} onClick={onClose} />
      </div>
      <Results commands={commands} list={list} text={text} />
      <div className="palette-foot key-hints">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t('app.keyChoose')}
        </span>
        <span>
          <kbd>Enter</kbd> {t('app.keyRun')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('app.keyClose')}
        </span>
      </div>
      <p className="palette-found note faint" role="status">
        {searching ? t('ui.searching') : resultWords(t, commands.length)}
      </p>
    </dialog>
  );
}

function resultWords(t: Translate, count: number): string {
  return count === 0 ? t('ui.noMatches') : t('ui.matches', { count });
}

interface ResultsProps {
  commands: readonly Command[];
  list: ReturnType<typeof useListbox>;
  text: string;
}

function Results({ commands, list, text }: ResultsProps) {
  const t = useT();
  const groups = Map.groupBy(commands, (command) => command.group);
  return (
    <div
      role="listbox"
      className="palette-list"
      aria-label={t('app.paletteResults')}
      tabIndex={-1}
      {...list.listProps}
    >
      {[...groups].map(([group, members]) => (
        <fieldset key={group}>
          <legend className="palette-group">{group}</legend>
          {members.map((command) => (
            // The box keeps the focus and the keys.
            <div
              role="option"
              className="palette-item"
              key={command.key}
              tabIndex={-1}
              {...list.optionProps(commands.indexOf(command))}
            >
              <Icon name={command.icon} />
              <span className="label">
                <Marked label={command.label} text={text} />
              </span>
              {command.note && <small>{command.note}</small>}
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** The label with what was typed marked in it. */
function Marked({ label, text }: { label: string; text: string }): ReactNode {
  const wanted = forgiving(text);
  const from = wanted === '' ? -1 : forgiving(label).indexOf(wanted);
  if (from < 0) return label;
  return (
    <>
      {label.slice(0, from)}
      <mark>{label.slice(from, from + wanted.length)}</mark>
      {label.slice(from + wanted.length)}
    </>
  );
}

interface Found<Item> {
  found: readonly Item[];
  searching: boolean;
}

function useActs(q: string): Found<ActListItem> {
  const wanted = q.length >= SEARCHED_FROM;
  const { data, isFetching } = useQuery({
    queryKey: ['agreements', 'search', q],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements', { params: { query: { q, limit: FOUND } }, signal })),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
  return { found: wanted ? (data?.items ?? []) : [], searching: isFetching };
}

function usePeople(q: string): Found<PersonItem> {
  const wanted = q.length >= SEARCHED_FROM;
  const { data, isFetching } = useQuery({
    queryKey: ['directory', 'search', q],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/directory/people', { params: { query: { q, limit: PEOPLE_FOUND } }, signal })),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
  return { found: wanted ? (data?.items ?? []) : [], searching: isFetching };
}

function useCommands(text: string, acts: readonly ActListItem[], people: readonly PersonItem[]): Command[] {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const session = useSession();
  const { can } = session;
  const own: Command[] = [...ROOMS, ...supportFor(session)].map(({ to, icon, label }) => ({
    group: t('app.paletteGo'),
    key: label,
    icon,
    label: t(label),
    note: t('app.paletteSection'),
    run: () => void navigate({ to }),
  }));
  own.push({
    group: t('app.paletteGo'),
    key: 'account',
    icon: 'user',
    label: t('account.title'),
    run: () => void navigate({ to: '/account' }),
  });
  if (can.createAct) {
    own.push({
      group: t('app.paletteDo'),
      key: 'new',
      icon: 'plus',
      label: t('app.newAct'),
      run: () => void navigate({ to: '/agreements/new' }),
    });
  }
  for (const one of LANGUAGES) {
    if (one === language) continue;
    own.push({
      group: t('app.paletteDo'),
      key: one,
      icon: 'edit',
      label: LANGUAGE_NAMES[one],
      note: t('app.language'),
      run: () => void showLanguage(one),
    });
  }
  const wanted = forgiving(text);
  const found = acts.map(
    (act): Command => ({
      group: t('app.paletteActs'),
      key: act.id,
      icon: 'agree',
      label: act.title,
      note: act.number ? formatActNumber(act.number) : t(ACT_KIND_WORDS[act.kind]),
      run: () => void navigate({ to: '/agreements/$id', params: { id: act.id } }),
    }),
  );
  const named = people.map(
    (person): Command => ({
      group: t('app.palettePeople'),
      key: person.id,
      icon: 'user',
      label: person.fullName,
      note: person.body.shortName[language],
      run: () => void navigate({ to: '/directory/people/$id', params: { id: person.id } }),
    }),
  );
  return [...own.filter(({ label }) => forgiving(label).includes(wanted)), ...found, ...named];
}
