import { type SubmitEvent, useState } from 'react';
import {
  LANGUAGES,
  MAIL_WAYS,
  type MailWay,
  NOTICE_KINDS,
  type NoticeKind,
  type NoticeSettings,
  type NoticeSettingsView,
} from '#contracts';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { LANGUAGE_WORDS } from '../../i18n/words';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { SelectField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Section } from '../../ui/section';
import { useErrorWords } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { useChangeNotices } from './notices-queries';

const WAY_WORDS: Readonly<Record<MailWay, { label: MessageId; hint: MessageId }>> = {
  at_once: { label: 'notices.at_once', hint: 'notices.atOnceHint' },
  digest: { label: 'notices.digest', hint: 'notices.digestHint' },
  none: { label: 'notices.none', hint: 'notices.noneHint' },
};
const KIND_WORDS: Readonly<Record<NoticeKind, MessageId>> = {
  item_executor: 'notices.kind.item_executor',
  headcount_status: 'notices.kind.headcount_status',
  session_participant: 'notices.kind.session_participant',
  agreement_needed: 'notices.kind.agreement_needed',
  calendar_event: 'notices.kind.calendar_event',
  work_group_meeting: 'notices.kind.work_group_meeting',
};
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** What the reader has chosen; nothing holds until it is saved. */
export function SettingsForm({ view }: { view: NoticeSettingsView }) {
  const t = useT();
  const errorWords = useErrorWords();
  const change = useChangeNotices();
  const [settings, setSettings] = useState<NoticeSettings>(view.settings);
  const set = (parts: Partial<NoticeSettings>) => setSettings((now) => ({ ...now, ...parts }));
  const byMail = settings.mail !== 'none';

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate(settings, {
      onSuccess: () => toast(t('notices.saved')),
      onError: (error) => toastFailure(errorWords(error)),
    });
  }

  return (
    <Section title={t('notices.mail')}>
      <div className="account-part stack">
        {!view.mailServer && (
          <Notice tone="live" title={t('notices.noServer')}>
            <p>{t('notices.noServerText')}</p>
          </Notice>
        )}
        {view.address === '' ? (
          <Notice tone="live" title={t('notices.noAddress')}>
            <p>{t('notices.noAddressText')}</p>
          </Notice>
        ) : (
          byMail && <p className="prose soft">{t('notices.address', { address: view.address })}</p>
        )}
        <form className="form" onSubmit={submit} noValidate>
          <RadioCards
            legend={t('notices.way')}
            choices={MAIL_WAYS.map((way) => ({
              value: way,
              label: t(WAY_WORDS[way].label),
              hint: t(WAY_WORDS[way].hint),
            }))}
            value={settings.mail}
            onChange={(mail) => set({ mail })}
          />
          {settings.mail === 'digest' && (
            <SelectField
              label={t('notices.hour')}
              hint={t('notices.hourHint')}
              value={settings.digestHour}
              onChange={({ target }) => set({ digestHour: Number(target.value) })}
            >
              {HOURS.map((hour) => (
                <option key={hour} value={hour}>
                  {String(hour).padStart(2, '0')}:00
                </option>
              ))}
            </SelectField>
          )}
          {byMail && (
            <>
              <Kinds muted={settings.muted} onChange={(muted) => set({ muted })} />
              <SelectField
                label={t('notices.language')}
                value={settings.language}
                onChange={({ target }) => {
                  const language = LANGUAGES.find((one) => one === target.value);
                  if (language) set({ language });
                }}
              >
                {LANGUAGES.map((language) => (
                  <option key={language} value={language}>
                    {t(LANGUAGE_WORDS[language])}
                  </option>
                ))}
              </SelectField>
              <div className="field">
                <div>
                  <Checkbox
                    label={t('notices.quiet')}
                    checked={settings.quietHours}
                    aria-describedby="notices-quiet-hint"
                    onChange={({ target }) => set({ quietHours: target.checked })}
                  />
                </div>
                <span className="field-hint" id="notices-quiet-hint">
                  {t('notices.quietHint', { opens: view.hours.opens, closes: view.hours.closes })}
                </span>
              </div>
            </>
          )}
          <div className="form-foot">
            <Button type="submit" look="main" busy={change.isPending}>
              {t('notices.save')}
            </Button>
          </div>
        </form>
      </div>
    </Section>
  );
}

/** Of which kinds letters come: what is ticked off is muted. */
function Kinds({
  muted,
  onChange,
}: {
  muted: readonly NoticeKind[];
  onChange: (muted: NoticeKind[]) => void;
}) {
  const t = useT();
  return (
    <fieldset className="field">
      <legend>{t('notices.kinds')}</legend>
      <div>
        {NOTICE_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={t(KIND_WORDS[kind])}
            checked={!muted.includes(kind)}
            onChange={({ target }) =>
              onChange(target.checked ? muted.filter((one) => one !== kind) : [...muted, kind])
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
