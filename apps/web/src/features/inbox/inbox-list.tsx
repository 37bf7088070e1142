import { Link } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import type { ActKind, InboxCounts, InboxItem, InboxNeeds } from '#contracts';
import type { Nearness } from '../../i18n/deadline';
import { formatActNumber, formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { ACT_KIND_WORDS } from '../../i18n/words';
import { Button } from '../../ui/button';
import { VisuallyHidden } from '../../ui/hidden';
import { Deadline } from '../../ui/status';
import { toast } from '../../ui/toast';
import { useKeys } from '../../ui/use-keys';
import { useNow } from '../../ui/use-now';
import type { InboxGroup } from './inbox-groups';
import { useRead } from './inbox-queries';
import { GROUP_WORDS, VERB_WORDS } from './inbox-words';
import '../../ui/styles/rows.css';

interface InboxGroupsProps {
  groups: readonly InboxGroup[];
  counts: InboxCounts | undefined;
  /** All pages are here, so the length of a group is its count */
  complete: boolean;
  needs: InboxNeeds;
}

/** The rows under their headings. J and K move over all of them, Enter opens the one in focus. */
export function InboxGroups({ groups, counts, complete, needs }: InboxGroupsProps) {
  const t = useT();
  const heading = useId();
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);

  function move(by: number): void {
    const rows = [...(list.current?.querySelectorAll<HTMLAnchorElement>('.subject a') ?? [])];
    const at = rows.findIndex((row) => row.id === current);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }
  useKeys({ KeyJ: () => move(1), KeyK: () => move(-1) });

  function count(group: InboxGroup): number | undefined {
    const known: Partial<Record<Nearness, number>> =
      needs === 'action' && counts ? { late: counts.overdue, today: counts.today } : {};
    return complete ? group.items.length : known[group.nearness];
  }

  return (
    <div ref={list}>
      {groups.map((group) => (
        <section key={group.nearness} aria-labelledby={`${heading}-${group.nearness}`}>
          <div className="group-head" data-late={group.nearness === 'late' ? '' : undefined}>
            <h2 id={`${heading}-${group.nearness}`}>{t(GROUP_WORDS[group.nearness])}</h2>
            <span className="count">{count(group)}</span>
          </div>
          <ul>
            {group.items.map((item) => (
              <Row
                key={item.id}
                item={item}
                current={current === `row-${item.id}`}
                onFocus={() => setCurrent(`row-${item.id}`)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  item: InboxItem;
  current: boolean;
  onFocus: () => void;
}

function Row({ item, current, onFocus }: RowProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const read = useRead();
  const information = item.needs === 'information';
  const kind = kindWord(item.subjectKind);

  function markRead(): void {
    read.mutate(item, { onSuccess: () => toast(t('inbox.readDone', { title: item.title })) });
  }

  return (
    <li
      className="work-row"
      data-unread={item.openedAt === null ? '' : undefined}
      data-current={current ? '' : undefined}
    >
      <span className="verb">{t(VERB_WORDS[item.verb])}</span>
      <div className="subject">
        <Link id={`row-${item.id}`} to="/agreements/$id" params={{ id: item.subjectId }} onFocus={onFocus}>
          {item.openedAt === null && <VisuallyHidden>{t('inbox.new')}</VisuallyHidden>}
          <span lang={item.titleLanguage}>{item.title}</span>
        </Link>
        <p className="meta">
          <span className="row-number">
            {item.number ? formatActNumber(item.number) : t('inbox.noNumber')}
          </span>
          {kind && <span>{t(kind)}</span>}
          <span>{item.bodyName[language]}</span>
        </p>
      </div>
      <span className="due">
        {information ? (
          <>
            <time className="soft" dateTime={item.createdAt}>
              {formatMoment(language, item.createdAt, now)}
            </time>
            <Button
              size="small"
              busy={read.isPending}
              onClick={markRead}
              aria-label={t('inbox.readOf', { title: item.title })}
            >
              {t('inbox.read')}
            </Button>
          </>
        ) : (
          <Deadline dueAt={item.dueAt} />
        )}
      </span>
    </li>
  );
}

function kindWord(subjectKind: string): MessageId | null {
  return subjectKind in ACT_KIND_WORDS ? ACT_KIND_WORDS[subjectKind as ActKind] : null;
}
