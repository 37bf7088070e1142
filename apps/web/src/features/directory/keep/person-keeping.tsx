import { useState } from 'react';
import type { KeptPerson, KeptPost, PersonCard } from '#contracts';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Fact, Facts, Section } from '../../../ui/section';
import { Status } from '../../../ui/status';
import { HistorySection } from './history-section';
import { POST_KIND_WORDS } from './kind-words';
import { LeaveDialog } from './leave-dialog';
import { AppointDialog, ChangePersonDialog, EndPostDialog } from './person-dialogs';
import { PhotoDialog } from './photo-dialog';

type Shown = 'change' | 'appoint' | 'photo' | 'leave' | KeptPost | null;

/** For whoever keeps the card: what is private, all posts, and everything that can be done about them (617:20-22). */
export function PersonKeeping({ person, kept }: { person: PersonCard; kept: KeptPerson }) {
  const t = useT();
  const language = useLanguage();
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  return (
    <>
      <Section title={t('keep.posts')} count={kept.posts.length}>
        <ul className="kept-posts">
          {kept.posts.map((post) => (
            <PostRow post={post} onEnd={() => setShown(post)} key={post.id} />
          ))}
        </ul>
      </Section>
      <Section title={t('keep.title')}>
        <div className="stack keeping">
          <Facts inline>
            <Fact name={t('keep.iin')}>
              <span className="code">{kept.iin}</span>
            </Fact>
            {kept.leavesOn && (
              <Fact name={t('keep.leave')}>
                {t('keep.leavesOn', { day: formatDate(language, `${kept.leavesOn}T00:00:00+05:00`) })}
              </Fact>
            )}
          </Facts>
          <p className="cluster">
            <Button icon="edit" onClick={() => setShown('change')}>
              {t('keep.change')}
            </Button>
            <Button icon="plus" onClick={() => setShown('appoint')}>
              {t('keep.appoint')}
            </Button>
            <Button icon="user" onClick={() => setShown('photo')}>
              {t('keep.photo')}
            </Button>
            {!person.left && <Button onClick={() => setShown('leave')}>{t('keep.leave')}</Button>}
          </p>
          <HistorySection of="person" id={person.id} />
        </div>
      </Section>
      {shown === 'change' && <ChangePersonDialog person={person} onClose={close} />}
      {shown === 'appoint' && <AppointDialog person={person} onClose={close} />}
      {shown === 'photo' && <PhotoDialog person={person} onClose={close} />}
      {shown === 'leave' && <LeaveDialog person={person} onClose={close} />}
      {shown !== null && typeof shown === 'object' && <EndPostDialog post={shown} onClose={close} />}
    </>
  );
}

function PostRow({ post, onEnd }: { post: KeptPost; onEnd: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { beginsAt, endsAt, turn } = post;
  // What ends at midnight was held until the day before.
  const lastDay = endsAt && new Date(new Date(endsAt).getTime() - 1);
  return (
    <li>
      <span className="person">
        {post.post[language]}
        <span>
          {post.unit.name[language]} · {t(POST_KIND_WORDS[post.kind])} ·{' '}
          {t(post.main ? 'keep.main' : 'keep.also')}
        </span>
      </span>
      <span className="note">
        {beginsAt ? t('keep.since', { day: formatDate(language, beginsAt) }) : t('keep.sinceEver')}
        {lastDay && ` ${t('keep.until', { day: formatDate(language, lastDay) })}`}
      </span>
      {turn === 'over' ? (
        <Status tone="idle">{t('keep.heldBefore')}</Status>
      ) : (
        <span className="cluster">
          <Status tone={turn === 'later' ? 'soon' : 'done'}>
            {t(turn === 'later' ? 'keep.heldLater' : 'keep.heldNow')}
          </Status>
          <Button
            size="small"
            aria-label={t('keep.endPostOf', { name: post.post[language] })}
            onClick={onEnd}
          >
            {t('keep.endPost')}
          </Button>
        </span>
      )}
    </li>
  );
}
