import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { EDMS_AUTHS, type EdmsWayBody, edmsWayBody, type HandOverSettings } from '#contracts';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button } from '../../../ui/button';
import { Checkbox, RadioCards } from '../../../ui/choice';
import { ErrorSummary } from '../../../ui/error-summary';
import { SelectField, TextArea, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { toast } from '../../../ui/toast';
import { useNow } from '../../../ui/use-now';
import { isStale } from '../deeds';
import { check, useFaults } from '../faults';
import { NewerNotice } from '../newer-notice';
import { handOverQuery, useSaveWay } from './hand-over-queries';
import { RemoveWay } from './remove-way';
import { TryWay } from './try-way';
import { wayGaps } from './way-gaps';

const AUTH_WORDS: Readonly<Record<EdmsWayBody['auth'], MessageId>> = {
  none: 'agreements.handOver.auth.none',
  bearer: 'agreements.handOver.auth.bearer',
  certificate: 'agreements.handOver.auth.certificate',
};

/** The way as the form begins; what is kept secret is not in it. */
function typedOf(way: HandOverSettings['way']) {
  return {
    kind: way?.kind ?? ('http' as const),
    url: way?.url ?? '',
    auth: way?.auth ?? ('bearer' as const),
    token: '',
    certificate: '',
    key: '',
    ca: way?.ca ?? '',
    folder: way?.folder ?? '',
    signedReceipts: way?.signedReceipts ?? false,
    revision: way?.revision ?? 0,
  };
}
type Typed = ReturnType<typeof typedOf>;

/** How packages get to the EDMS of the body, and trying it. */
export function WaySection({ settings }: { settings: HandOverSettings }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const queryClient = useQueryClient();
  const { way, allowed, body, packages } = settings;
  const [typed, setTyped] = useState<Typed>(() => typedOf(way));
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  /** What is tried is the way as it is kept. */
  const isChanged = JSON.stringify(typed) !== JSON.stringify(typedOf(way));
  const labels: Partial<Record<keyof Typed, string>> = {
    url: t('agreements.handOver.url'),
    token: t('agreements.handOver.token'),
    certificate: t('agreements.handOver.certificate'),
    key: t('agreements.handOver.key'),
    ca: t('agreements.handOver.ca'),
    folder: t('agreements.handOver.folderName'),
  };
  const faults = useFaults({
    fieldAt: (path) => {
      const label = labels[path as keyof Typed];
      return label === undefined ? undefined : { id: `edms-${path}`, label };
    },
    body: typed,
    find: () => [...check(edmsWayBody, typed), ...wayGaps(typed, way)],
    codes: {
      EDMS_ADDRESS_REFUSED: 'url',
      EDMS_FOLDER_REFUSED: 'folder',
      EDMS_CREDENTIALS_MISSING: typed.auth === 'certificate' ? 'certificate' : 'token',
      EDMS_CERTIFICATE_WRONG: 'certificate',
    },
  });
  const save = useSaveWay(body.id);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (save.isPending || !faults.accept()) return;
    save.mutate(typed, {
      onSuccess: (saved) => {
        setTyped(typedOf(saved.way));
        toast(t('agreements.handOver.saved'));
      },
      onError: refused,
    });
  }

  /** That it was changed elsewhere is told beside what is kept there. */
  function refused(error: Error): void {
    if (isStale(error)) {
      faults.clear();
      void queryClient.invalidateQueries(handOverQuery(body.id));
    } else faults.refuse(error);
  }
  const isOlder = (way?.revision ?? 0) !== typed.revision && !save.isPending;

  return (
    <Section
      title={t('agreements.handOver.edms')}
      aside={
        way && (
          <RemoveWay settings={settings} revision={way.revision} onRemoved={() => setTyped(typedOf(null))} />
        )
      }
    >
      <div className="stack">
        <p className="soft">
          {way
            ? t('agreements.handOver.updated', {
                name: way.updatedBy,
                moment: formatMoment(language, way.updatedAt, now),
              })
            : t('agreements.handOver.unset')}
        </p>
        {packages.stopped > 0 && (
          <Notice tone="soon" title={t('agreements.handOver.stopped', { count: packages.stopped })}>
            <p>{t('agreements.handOver.stoppedText', { count: packages.stopped })}</p>
          </Notice>
        )}
        <form className="form" onSubmit={submit} onBlur={faults.leave} noValidate>
          <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
          {faults.refusal && <Notice tone="late" title={faults.refusal} />}
          {isOlder && (
            <NewerNotice
              title={t('agreements.handOver.newerWay')}
              onKeepMine={() => change({ revision: way?.revision ?? 0 })}
              onTakeNewer={() => setTyped(typedOf(way))}
            >
              <p className="said">
                {way
                  ? `${t(way.kind === 'http' ? 'agreements.handOver.http' : 'agreements.handOver.folder')}: ${way.kind === 'http' ? way.url : way.folder}`
                  : t('agreements.handOver.unset')}
              </p>
            </NewerNotice>
          )}
          <RadioCards
            legend={t('agreements.handOver.kind')}
            choices={[
              {
                value: 'http',
                label: t('agreements.handOver.http'),
                hint: t('agreements.handOver.httpHint'),
              },
              {
                value: 'folder',
                label: t('agreements.handOver.folder'),
                hint: t('agreements.handOver.folderHint'),
              },
            ]}
            value={typed.kind}
            onChange={(kind) => change({ kind })}
          />
          {typed.kind === 'http' ? (
            <HttpFields
              typed={typed}
              settings={settings}
              labels={labels}
              faultOf={faults.faultOf}
              change={change}
            />
          ) : (
            <TextField
              id="edms-folder"
              label={labels.folder ?? ''}
              hint={t(
                allowed.folders ? 'agreements.handOver.folderNameHint' : 'agreements.handOver.noFolders',
              )}
              error={faults.faultOf('edms-folder')}
              value={typed.folder}
              onChange={({ target }) => change({ folder: target.value })}
            />
          )}
          <Checkbox
            label={t('agreements.handOver.signed')}
            checked={typed.signedReceipts}
            onChange={({ target }) => change({ signedReceipts: target.checked })}
          />
          <div className="form-foot">
            <Button type="submit" look="main" busy={save.isPending}>
              {t('agreements.letter.save')}
            </Button>
            {way && <TryWay bodyId={body.id} kind={way.kind} key={way.revision} />}
            {way && isChanged && <span className="note soft">{t('agreements.handOver.tryKept')}</span>}
          </div>
        </form>
      </div>
    </Section>
  );
}

interface HttpFieldsProps {
  typed: Typed;
  settings: HandOverSettings;
  labels: Partial<Record<keyof Typed, string>>;
  faultOf: (id: string) => string | undefined;
  change: (part: Partial<Typed>) => void;
}

function HttpFields({ typed, settings, labels, faultOf, change }: HttpFieldsProps) {
  const t = useT();
  const { way, allowed } = settings;
  const kept = t('agreements.handOver.kept');
  const pem = (name: 'certificate' | 'key' | 'ca', hint?: string) => (
    <TextArea
      id={`edms-${name}`}
      label={labels[name] ?? ''}
      optional={name === 'ca'}
      hint={hint}
      rows={4}
      spellCheck={false}
      error={faultOf(`edms-${name}`)}
      value={typed[name]}
      onChange={({ target }) => change({ [name]: target.value })}
    />
  );
  return (
    <>
      <TextField
        id="edms-url"
        label={labels.url ?? ''}
        type="url"
        placeholder="https://edms.example.kz/kelisim"
        hint={
          allowed.hosts.length > 0
            ? t('agreements.handOver.hosts', { hosts: allowed.hosts.join(', ') })
            : t('agreements.handOver.noHosts')
        }
        error={faultOf('edms-url')}
        value={typed.url}
        onChange={({ target }) => change({ url: target.value })}
      />
      <SelectField
        label={t('agreements.handOver.auth')}
        value={typed.auth}
        onChange={({ target }) => change({ auth: EDMS_AUTHS.find((one) => one === target.value) ?? 'none' })}
      >
        {EDMS_AUTHS.map((auth) => (
          <option value={auth} key={auth}>
            {t(AUTH_WORDS[auth])}
          </option>
        ))}
      </SelectField>
      {typed.auth === 'bearer' && (
        <TextField
          id="edms-token"
          label={labels.token ?? ''}
          type="password"
          hint={way?.hasToken ? kept : undefined}
          error={faultOf('edms-token')}
          value={typed.token}
          onChange={({ target }) => change({ token: target.value })}
        />
      )}
      {typed.auth === 'certificate' && (
        <>
          {pem('certificate', way?.hasCertificate ? kept : undefined)}
          {pem('key', way?.hasCertificate ? kept : undefined)}
        </>
      )}
      {pem('ca')}
    </>
  );
}
