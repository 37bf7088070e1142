import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { InboxItem } from '#contracts';
import { formatActNumber, formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { ACT_KIND_WORDS, DUTY_WORDS } from '../../i18n/words';
import { Checkbox } from '../../ui/choice';
import { VisuallyHidden } from '../../ui/hidden';
import { useKeys } from '../../ui/use-keys';
import { useNow } from '../../ui/use-now';
import { ADDRESSES, VERB_WORDS } from './inbox-words';
import { titleOf } from './title-of';
import type { Choice } from './use-choice';
import '../../ui/styles/rows.css';

interface RowPlace {
  current: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

interface RowsProps {
  choice?: Choice;
  /** What `E` does with the row in focus, where nothing is chosen */
  onAct?: (id: string) => void;
  children: (row: (item: InboxItem) => RowPlace) => ReactNode;
}

/**
 * Rows over which J, K and the arrows move, with Shift choosing on the way; Enter opens the one in focus, X and the
 * space bar choose it, Shift X all from the last one chosen.
 */
export function Rows({ choice, onAct, children }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);

  function move(by: number): HTMLElement | undefined {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('.subject a') ?? [])];
    const at = links.findIndex((link) => link.id === current);
    const next = links[Math.max(0, Math.min(links.length - 1, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return next;
  }
  /** From the row in focus on: the first step takes that one in too. */
  function choosing(by: number): (() => void) | undefined {
    if (!choice) return undefined;
    return () => {
      const from = current;
      const next = move(by);
      if (next) choice.extend(next.id, from);
    };
  }
  const onCurrent = (act: ((id: string) => void) | undefined) =>
    act && current !== null ? () => act(current) : undefined;
  const toggle = onCurrent(choice && ((id) => choice.can(id) && choice.toggle(id)));
  useKeys({
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    'Shift+KeyJ': choosing(1),
    'Shift+KeyK': choosing(-1),
    KeyX: toggle,
    Space: toggle,
    'Shift+KeyX': onCurrent(choice && ((id) => choice.extend(id))),
    KeyE: onCurrent(onAct),
  });

  /** Arrows are the page's own but on a row. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.shiftKey) choosing(by)?.();
    else move(by);
  }

  const row = ({ id }: InboxItem) => ({ current: current === id, onFocus: () => setCurrent(id), onKeyDown });
  return <div ref={list}>{children(row)}</div>;
}

interface RowProps extends RowPlace {
  item: InboxItem;
  choice?: Choice | undefined;
  children: ReactNode;
}

/** One item: what is asked, of which document, and until when or what became of it. */
export function Row({ item, current, onFocus, onKeyDown, choice, children }: RowProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const kind = kindWord(item.subjectKind);
  const title = titleOf(item, language);
  return (
    <li
      className="work-row"
      data-unread={item.openedAt === null ? '' : undefined}
      data-current={current ? '' : undefined}
      data-waits={item.waitsSince ? '' : undefined}
    >
      {choice?.can(item.id) ? (
        <Checkbox
          className="choice"
          checked={choice.has(item.id)}
          onChange={({ nativeEvent }) => {
            const range = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
            if (range) choice.extend(item.id);
            else choice.toggle(item.id);
          }}
          label={
            <>
              <VisuallyHidden>{t('inbox.choose', { title: title.text })}</VisuallyHidden>
              <span className="verb" aria-hidden="true">
                {t(VERB_WORDS[item.verb])}
              </span>
            </>
          }
        />
      ) : (
        <span className="verb">{t(VERB_WORDS[item.verb])}</span>
      )}
      <div className="subject">
        <Link
          id={item.id}
          to={ADDRESSES[item.room]}
          params={{ id: item.subjectId }}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
        >
          {item.openedAt === null && <VisuallyHidden>{t('inbox.new')}</VisuallyHidden>}
          <span lang={title.lang}>{title.text}</span>
        </Link>
        <p className="meta">
          {item.room === 'agreements' && (
            <span className="row-number">
              {item.number ? formatActNumber(item.number) : t('inbox.noNumber')}
            </span>
          )}
          {kind && <span>{t(kind)}</span>}
          {item.subjectKind !== 'state_body' && <span>{item.bodyName[language]}</span>}
          {item.onBehalfOf && <strong>{t('inbox.inStead', { name: item.onBehalfOf.shortName })}</strong>}
          {item.needs === 'information' && (
            <time dateTime={item.createdAt}>{formatMoment(language, item.createdAt, now)}</time>
          )}
        </p>
      </div>
      <span className="due">{children}</span>
    </li>
  );
}

const KIND_WORDS: ReadonlyMap<string, MessageId> = new Map(
  Object.entries({ ...ACT_KIND_WORDS, ...DUTY_WORDS }),
);

function kindWord(subjectKind: string): MessageId | null {
  return KIND_WORDS.get(subjectKind) ?? null;
}
