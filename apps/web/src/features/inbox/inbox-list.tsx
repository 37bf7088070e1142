import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { ActKind, InboxCounts, InboxItem } from '#contracts';
import type { Nearness } from '../../i18n/deadline';
import { formatActNumber, formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { ACT_KIND_WORDS } from '../../i18n/words';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { VisuallyHidden } from '../../ui/hidden';
import { Deadline, Status } from '../../ui/status';
import { useKeys } from '../../ui/use-keys';
import { useNow } from '../../ui/use-now';
import { toggled } from './chosen';
import type { InboxGroup } from './inbox-groups';
import { useRead } from './inbox-queries';
import { GROUP_WORDS, isSigned, VERB_WORDS } from './inbox-words';
import { SignBar } from './sign-bar';
import '../../ui/styles/rows.css';

interface InboxGroupsProps {
  groups: readonly InboxGroup[];
  counts: InboxCounts | undefined;
  /** All pages are here, so the length of a group is its count */
  complete: boolean;
  /** The reader wants to sign these at once */
  onSign: (items: readonly InboxItem[]) => void;
}

/** What needs action, by how near its term is. */
export function InboxGroups({ groups, counts, complete, onSign }: InboxGroupsProps) {
  const t = useT();
  const heading = useId();
  const known: Partial<Record<Nearness, number>> = counts
    ? { late: counts.overdue, today: counts.today }
    : {};
  const signed = groups.flatMap(({ items }) => items.filter(isSigned));
  const [ever, setChosen] = useState<ReadonlySet<string>>(new Set());
  // What has been signed since is gone from the list, and from the choice.
  const chosen = new Set(signed.map(({ id }) => id).filter((id) => ever.has(id)));
  const choiceOf = (item: InboxItem): RowChoice | undefined =>
    isSigned(item)
      ? { chosen: chosen.has(item.id), onToggle: () => setChosen(toggled(chosen, item.id)) }
      : undefined;
  return (
    <Rows
      onToggle={(id) => {
        if (signed.some((item) => item.id === id)) setChosen(toggled(chosen, id));
      }}
    >
      {(row) => [
        signed.length > 0 && (
          <SignBar key="sign" items={signed} chosen={chosen} onChoose={setChosen} onSign={onSign} />
        ),
        ...groups.map(({ nearness, items }) => (
          <section key={nearness} aria-labelledby={`${heading}-${nearness}`}>
            <div className="group-head" data-late={nearness === 'late' ? '' : undefined}>
              <h2 id={`${heading}-${nearness}`}>{t(GROUP_WORDS[nearness])}</h2>
              <span className="count">{complete ? items.length : known[nearness]}</span>
            </div>
            <ul>
              {items.map((item) => (
                <Row key={item.id} item={item} choice={choiceOf(item)} {...row(item)}>
                  {item.waitsSince ? (
                    <Status tone="soon" icon="wait">
                      {t('inbox.waits')}
                    </Status>
                  ) : (
                    <Deadline dueAt={item.dueAt} />
                  )}
                </Row>
              ))}
            </ul>
          </section>
        )),
      ]}
    </Rows>
  );
}

/** What came for information, newest first, each put away when it has been read. */
export function InformationList({ items }: { items: readonly InboxItem[] }) {
  const t = useT();
  const read = useRead();
  return (
    <Rows>
      {(row) => (
        <ul aria-label={t('inbox.listInformation')}>
          {items.map((item) => (
            <Row key={item.id} item={item} {...row(item)}>
              <Button
                size="small"
                aria-label={t('inbox.readOf', { title: item.title })}
                onClick={(event) => {
                  focusNeighbour(event.currentTarget);
                  read.mutate(item);
                }}
              >
                {t('inbox.read')}
              </Button>
            </Row>
          ))}
        </ul>
      )}
    </Rows>
  );
}

/** A row that goes away gives the focus to the next one, or to the one before, or to the heading. */
function focusNeighbour(button: Element): void {
  const row = button.closest('.work-row');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const place =
    neighbour?.querySelector<HTMLElement>('.subject a') ?? document.querySelector<HTMLElement>('h1');
  place?.focus();
}

interface RowPlace {
  current: boolean;
  onFocus: () => void;
}

interface RowsProps {
  /** The row in focus is taken into the choice, or out of it */
  onToggle?: (id: string) => void;
  children: (row: (item: InboxItem) => RowPlace) => ReactNode;
}

/** Rows over which J and K move; Enter opens the one in focus, X and the space bar choose it. */
function Rows({ onToggle, children }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);

  function move(by: number): void {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('.subject a') ?? [])];
    const at = links.findIndex((link) => link.id === current);
    const next = links[Math.max(0, Math.min(links.length - 1, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }
  const toggle = onToggle && current !== null ? () => onToggle(current) : undefined;
  useKeys({ KeyJ: () => move(1), KeyK: () => move(-1), KeyX: toggle, Space: toggle });

  const row = ({ id }: InboxItem) => ({ current: current === id, onFocus: () => setCurrent(id) });
  return <div ref={list}>{children(row)}</div>;
}

interface RowChoice {
  chosen: boolean;
  onToggle: () => void;
}

interface RowProps extends RowPlace {
  item: InboxItem;
  /** Left out where there is nothing to sign */
  choice?: RowChoice | undefined;
  children: ReactNode;
}

function Row({ item, current, onFocus, choice, children }: RowProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const kind = kindWord(item.subjectKind);
  return (
    <li
      className="work-row"
      data-unread={item.openedAt === null ? '' : undefined}
      data-current={current ? '' : undefined}
      data-waits={item.waitsSince ? '' : undefined}
    >
      {choice ? (
        <Checkbox
          className="choice"
          checked={choice.chosen}
          onChange={choice.onToggle}
          label={
            <>
              <VisuallyHidden>{t('inbox.choose', { title: item.title })}</VisuallyHidden>
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
        <Link id={item.id} to="/agreements/$id" params={{ id: item.subjectId }} onFocus={onFocus}>
          {item.openedAt === null && <VisuallyHidden>{t('inbox.new')}</VisuallyHidden>}
          <span lang={item.titleLanguage}>{item.title}</span>
        </Link>
        <p className="meta">
          <span className="row-number">
            {item.number ? formatActNumber(item.number) : t('inbox.noNumber')}
          </span>
          {kind && <span>{t(kind)}</span>}
          <span>{item.bodyName[language]}</span>
          {item.needs === 'information' && (
            <time dateTime={item.createdAt}>{formatMoment(language, item.createdAt, now)}</time>
          )}
        </p>
      </div>
      <span className="due">{children}</span>
    </li>
  );
}

function kindWord(subjectKind: string): MessageId | null {
  return subjectKind in ACT_KIND_WORDS ? ACT_KIND_WORDS[subjectKind as ActKind] : null;
}
