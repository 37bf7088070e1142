import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type PublicSheet, sheetCode } from '#contracts';
import { ApiError } from '../../api/api-error';
import { api, ask } from '../../api/client';
import { formatActNumber, formatDate, formatDateTime } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Fact, Facts, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';

/** What the portal says of the sheet whose code this is. */
export function SheetPanel({ code }: { code: string }) {
  const t = useT();
  const sheet = useQuery({
    queryKey: ['verify', 'sheet', code],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/sheets/{code}', { params: { path: { code } }, signal })),
  });
  if (sheet.data) return <SheetFacts sheet={sheet.data} />;
  if (sheet.error instanceof ApiError && sheet.error.code === 'NOT_FOUND') {
    return (
      <>
        <Notice tone="late" title={t('verify.sheetUnknown')}>
          {t('verify.sheetUnknownText')}
        </Notice>
        <SheetCodeForm given={code} />
      </>
    );
  }
  if (sheet.isError) return <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />;
  return <Skeleton />;
}

function SheetFacts({ sheet }: { sheet: PublicSheet }) {
  const t = useT();
  const language = useLanguage();
  const { number, developerBody, settledAt, signatures } = sheet;
  return (
    <Section title={t('verify.sheet')}>
      <p className="prose">{t('verify.sheetText')}</p>
      <Facts inline>
        <Fact name={t('verify.number')}>{formatActNumber(number)}</Fact>
        <Fact name={t('verify.developer')}>{developerBody[language]}</Fact>
        {settledAt && (
          <Fact name={t('verify.settled')}>
            <time dateTime={settledAt}>{formatDate(language, settledAt)}</time>
          </Fact>
        )}
      </Facts>
      <h3>{t('verify.signatures')}</h3>
      <ul className="sheet-signatures">
        {signatures.map(({ body, signedAt, certificateSerial }) => (
          <li key={`${certificateSerial} ${signedAt}`}>
            {body[language]}
            <span className="note soft">
              <time dateTime={signedAt}>{formatDateTime(language, signedAt)}</time> ·{' '}
              <span className="code">{certificateSerial}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** For whoever has the sheet on paper and nothing that reads its QR code. */
export function SheetCodeForm({ given = '' }: { given?: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(given);
  const [wrong, setWrong] = useState(false);

  function find(event: FormEvent): void {
    event.preventDefault();
    const code = sheetCode.safeParse(typed).data;
    setWrong(code === undefined);
    if (code !== undefined) void navigate({ to: '/verify', search: { c: code } });
  }

  return (
    <form className="sheet-code" onSubmit={find} noValidate>
      <TextField
        label={t('verify.code')}
        hint={t('verify.codeHint')}
        error={wrong ? t('verify.codeWrong') : undefined}
        value={typed}
        maxLength={40}
        autoCapitalize="characters"
        spellCheck={false}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit">{t('verify.find')}</Button>
    </form>
  );
}
