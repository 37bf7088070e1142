import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ActCard, type AnswerBody, narrowedRemarks, placesOf, type RemarkRegister } from '#contracts';
import { api, ask } from '../../../api/client';
import { usePageTitle } from '../../../app/arrival';
import { formatActNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/i18n';
import { Button, buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { NextStep } from '../../../ui/next-step';
import { Notice } from '../../../ui/notice';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { Blank, useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { useFocusStays } from '../../../ui/use-focus-stays';
import { useKeys } from '../../../ui/use-keys';
import { cardQuery, remarkPlacesQuery, remarksQuery } from '../agreements-queries';
import { RemarkTerms } from '../card/remark-terms';
import { CardFailed } from '../card-failed';
import { RegisterFilters } from './register-filters';
import type { RemarkFilters } from './remark-address';
import { countsOf, isNarrowed } from './remark-filters';
import { RemarkThreadRow } from './remark-thread';
import { REMARK_STATE_WORDS } from './remark-words';
import { useRegisterCommand } from './use-register-command';
import '../../../ui/styles/card.css';
import '../../../ui/styles/remarks.css';

/** All remarks on an act, of all bodies and versions, and the talk about them (775:17-19, 21). */
export function RegisterPage() {
  const t = useT();
  const { id } = useParams({ from: '/frame/agreements/$id/remarks' });
  const card = useQuery(cardQuery(id, null));
  const register = useQuery(remarksQuery(id));
  usePageTitle(t('agreements.register'));
  const failed = card.isError && !card.data ? card : register.isError && !register.data ? register : null;
  if (failed) return <CardFailed error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!card.data || !register.data) return <Skeleton label={t('agreements.registerLoading')} />;
  return <Register card={card.data} register={register.data} />;
}

function Register({ card, register }: { card: ActCard; register: RemarkRegister }) {
  const t = useT();
  const navigate = useNavigate();
  const filters = useSearch({ from: '/frame/agreements/$id/remarks' });
  const narrow = (search: RemarkFilters) =>
    void navigate({ to: '/agreements/$id/remarks', params: { id: card.id }, search, replace: true });
  const tied = register.items.some(({ place }) => place !== null);
  const places = useQuery({ ...remarkPlacesQuery(card.id), enabled: tied });
  const at = placesOf(register.items, places.data?.items ?? []);
  const shown = narrowedRemarks(register.items, filters, at);
  useStepping();
  useFocusStays();
  const here = card.version.number ? formatActNumber(card.version.number) : card.title;
  return (
    <>
      <Crumbs
        trail={[
          { label: t('app.room.agreements'), to: '/agreements' },
          { label: here, to: '/agreements/$id', params: { id: card.id } },
        ]}
        here={t('agreements.register')}
      />
      <PageHead
        title={t('agreements.register')}
        line={
          <>
            {card.version.number && <span>{formatActNumber(card.version.number)}</span>}
            <span lang={card.language}>{card.title}</span>
          </>
        }
      >
        {(['xlsx', 'docx'] as const).map((format) => (
          <a className={buttonClass()} href={exportAddress(card.id, format, filters)} key={format}>
            <Icon name="download" />
            {t('agreements.registerAs', { format: format.toUpperCase() })}
          </a>
        ))}
        <Button icon="print" onClick={() => window.print()}>
          {t('agreements.print')}
        </Button>
      </PageHead>
      <RemarkTerms card={card} />
      <Awaited actId={card.id} register={register} />
      {register.items.length === 0 ? (
        <Blank icon="remark" title={t('agreements.registerEmpty')} text={t('agreements.registerEmptyText')} />
      ) : (
        <>
          <RegisterFilters
            items={register.items}
            places={at}
            numbers={card.versions}
            filters={filters}
            onChange={narrow}
          />
          <Counts items={shown} />
          {shown.length === 0 ? (
            <Blank icon="search" title={t('agreements.list.nothing')} text={t('agreements.list.nothingText')}>
              {isNarrowed(filters) && (
                <Button onClick={() => narrow({})}>{t('agreements.list.clear')}</Button>
              )}
            </Blank>
          ) : (
            <ol className="remark-register">
              {shown.map((remark) => (
                <RemarkThreadRow
                  key={remark.id}
                  actId={card.id}
                  actLanguage={card.language}
                  remark={remark}
                  register={register}
                  now={places.data?.items.find(({ id }) => id === remark.id)}
                />
              ))}
            </ol>
          )}
        </>
      )}
    </>
  );
}

/** The table of what the reader has narrowed the register to. */
function exportAddress(actId: string, format: 'xlsx' | 'docx', filters: RemarkFilters): string {
  const asked = Object.entries({ format, ...filters }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `/api/agreements/${actId}/remarks/export?${new URLSearchParams(asked)}`;
}

function Counts({ items }: { items: RemarkRegister['items'] }) {
  const t = useT();
  return (
    <p className="cluster remark-counts" role="status">
      <strong>{t('agreements.remarksCount', { count: items.length })}</strong>
      {countsOf(items).map(({ state, count }) => (
        <span key={state}>
          {t(REMARK_STATE_WORDS[state])}: {count}
        </span>
      ))}
    </p>
  );
}

/** What is awaited of the reader: answers to write, answers to send, answers to consider. */
function Awaited({ actId, register }: { actId: string; register: RemarkRegister }) {
  const t = useT();
  const errorWords = useErrorWords();
  const at = { params: { path: { id: actId } } };
  const send = useRegisterCommand(actId, () =>
    ask(api.POST('/api/agreements/{id}/remarks/answers/send', at)),
  );
  const accept = useRegisterCommand(actId, (body: AnswerBody) =>
    ask(api.PUT('/api/agreements/{id}/remarks/answers', { ...at, body })),
  );
  const { items, can } = register;
  const open = items.filter((one) => one.can.answer && one.answerDraft === null && one.state === 'placed');
  const ready = items.filter((one) => one.can.answer && one.answerDraft !== null).length;
  const toReply = items.filter((one) => one.can.reply && one.state !== 'insisted').length;
  const insisted = items.filter((one) => one.can.answer && one.state === 'insisted').length;
  if (open.length === 0 && !can.sendAnswers && toReply === 0) {
    return insisted > 0 && <Insisted actId={actId} count={insisted} />;
  }
  const failure = send.error ?? accept.error;
  return (
    <div className="screen-only">
      <NextStep
        title={
          toReply > 0
            ? t('agreements.toReply', { count: toReply })
            : t('agreements.toAnswer', { open: open.length, ready })
        }
        note={toReply > 0 ? t('agreements.toReplyNote') : t('agreements.toAnswerNote')}
      >
        {can.sendAnswers && (
          <Button
            look="main"
            size="large"
            icon="send"
            busy={send.isPending}
            onClick={() => send.mutate(undefined, { onSuccess: () => toast(t('agreements.answersSent')) })}
          >
            {t('agreements.sendAnswers', { count: ready })}
          </Button>
        )}
        {open.length > 0 && (
          <Button
            icon="check"
            busy={accept.isPending}
            onClick={() =>
              accept.mutate(
                {
                  remarks: open.map(({ id, revision }) => ({ id, revision })),
                  position: 'accepted',
                  reasons: '',
                },
                { onSuccess: () => toast(t('agreements.answerKept', { count: open.length })) },
              )
            }
          >
            {t('agreements.acceptRest', { count: open.length })}
          </Button>
        )}
      </NextStep>
      {failure && <Notice tone="late" title={errorWords(failure)} />}
    </div>
  );
}

/** For the developer, once the talk stands: what is left to do of a remark that a body insists on (775:21). */
function Insisted({ actId, count }: { actId: string; count: number }) {
  const t = useT();
  return (
    <div className="screen-only">
      <NextStep title={t('agreements.insistedOn', { count })} note={t('agreements.insistedOnNote')}>
        <Link
          className={buttonClass({ size: 'large' })}
          to="/agreements/$id"
          params={{ id: actId }}
          hash="protocols"
        >
          {t('agreements.asked.toProtocols')}
        </Link>
      </NextStep>
    </div>
  );
}

/** j and k go from remark to remark, as in the inbox. */
function useStepping(): void {
  const step = (by: number) => () => {
    const rows = [...document.querySelectorAll<HTMLElement>('.remark-register > li')];
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({ KeyJ: step(1), KeyK: step(-1) });
}
