import { Link } from '@tanstack/react-router';
import type { ActListItem } from '#contracts';
import { formatActNumber, formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS } from '../../../i18n/words';
import { Deadline, Status } from '../../../ui/status';
import { useNow } from '../../../ui/use-now';
import { MarkTag } from '../mark-tag';
import { StateTag } from '../state-tag';

/** One draft act: state, title, number and body, when it was last touched, and until when something waits. */
export function ActRow({ act }: { act: ActListItem }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  return (
    <li className="work-row act-row">
      <span className="verb">
        <StateTag state={act.state} />
        {act.officialUse && <MarkTag />}
        {act.archived && (
          <Status tone="idle" icon="lock">
            {t('agreements.archived')}
          </Status>
        )}
        {act.myTurn && (
          <Status tone="turn" icon="turn">
            {t('agreements.yourTurn')}
          </Status>
        )}
      </span>
      <div className="subject">
        <Link to="/agreements/$id" params={{ id: act.id }}>
          <span lang={act.language}>{act.title}</span>
        </Link>
        <p className="meta">
          <span className="row-number">
            {act.number ? formatActNumber(act.number) : t('agreements.noNumber')}
          </span>
          <span>{t(ACT_KIND_WORDS[act.kind])}</span>
          <span>{act.developerBody.shortName[language]}</span>
          <span>{act.initiatorName}</span>
          <time dateTime={act.updatedAt}>
            {t('agreements.list.changed', { moment: formatMoment(language, act.updatedAt, now) })}
          </time>
        </p>
      </div>
      <span className="due">{act.dueAt && <Deadline dueAt={act.dueAt} />}</span>
    </li>
  );
}
