import { useEffect, useRef } from 'react';
import type { VerificationReport } from '#contracts';
import { formatDateTime, formatSize } from '../../i18n/format';
import { type Translate, useLanguage, useT } from '../../i18n/i18n';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Section } from '../../ui/section';
import '../../ui/styles/files.css';
import { CheckList } from './check-list';
import { SignatureReport, SignatureState } from './signature-report';
import { Told } from './told';
import { isolated } from './told-text';
import { codeWord, isStatement, plainName, STATE_LOOKS, unevenFiles, VERDICT_WORDS } from './verify-words';

/** The whole answer: the verdict large, then each signature, the container's checks, and every file. */
export function Report({ report, name }: { report: VerificationReport; name: string }) {
  const t = useT();
  const { checks, signatures, files, kind } = report;
  return (
    <div className="verify-report">
      <Verdict report={report} name={name} />
      <Uneven report={report} />
      {signatures.length > 0 && (
        <Section title={t('verify.signatures')} count={signatures.length}>
          <ol className="verify-signatures">
            {signatures.map((signature) => (
              <li key={signature.name}>
                <div className="verify-signature-head">
                  <h3>
                    {/* By the certificate, which is proven; what a statement says of its signer is not. */}
                    {signature.signer ? <Told text={signature.signer.name} /> : t('verify.unknownOwner')}
                  </h3>
                  <SignatureState verdict={signature.verdict} />
                </div>
                <SignatureReport signature={signature} />
              </li>
            ))}
          </ol>
        </Section>
      )}
      {kind === 'container' && !isOther(report) && (
        <Section title={t('verify.container')}>
          <CheckList checks={checks} />
        </Section>
      )}
      {kind === 'container' && files.length > 0 && (
        <Section title={t('verify.contents')} count={files.length}>
          <Contents report={report} />
        </Section>
      )}
    </div>
  );
}

function Verdict({ report, name }: { report: VerificationReport; name: string }) {
  const t = useT();
  const language = useLanguage();
  const { verdict, code, subject, signatures, checkedAt, kind } = report;
  const { tone, icon } = STATE_LOOKS[verdict];
  const heading = useRef<HTMLHeadingElement>(null);
  // The answer to what the person just did.
  useEffect(() => heading.current?.focus(), []);
  if (isOther(report)) {
    return (
      <div className="verdict">
        <Icon name="info" />
        <div>
          <h2 tabIndex={-1} ref={heading}>
            {t('verify.other')}
          </h2>
          <p>{t('verify.otherText')}</p>
          <p className="note soft">
            <Told text={name} />
          </p>
        </div>
      </div>
    );
  }
  const ofContainer = verdict === 'INVALID' && kind === 'container';
  return (
    <div className={`verdict verdict-${tone}`}>
      <Icon name={icon} />
      <div>
        <h2 tabIndex={-1} ref={heading}>
          {t(ofContainer ? 'verify.containerInvalid' : VERDICT_WORDS[verdict])}
        </h2>
        <p>
          {code
            ? t(kind === 'file' && code === 'CONTENT_CHANGED' ? 'verify.fileNotCovered' : codeWord(code))
            : t('verify.verdictAll', { count: signatures.length })}
          {verdict === 'INDETERMINATE' && `. ${t('verify.waitText')}`}
        </p>
        {subject && kind === 'container' && !subject.startsWith('META-INF/signature') && (
          <p className="verdict-subject">
            {t('verify.subject', {
              name: isStatement(subject) ? t('verify.statement') : isolated(plainName(subject)),
            })}
          </p>
        )}
        <p className="note soft">
          <Told text={name} /> · {t('verify.checkedAt', { time: formatDateTime(language, checkedAt) })}
          {code && (
            <>
              {' · '}
              <span className="code">{code}</span>
            </>
          )}
        </p>
      </div>
    </div>
  );
}

/** In a container of another maker a signer may have left files out: told before anybody takes them for signed by all. */
function Uneven({ report }: { report: VerificationReport }) {
  const t = useT();
  const files = unevenFiles(report);
  if (files.length === 0) return null;
  const signerAt = (place: number) => report.signatures[place]?.signer?.name ?? t('verify.unknownOwner');
  return (
    <Notice tone="soon" title={t('verify.notAll')} alert={false}>
      <ul>
        {files.map(({ name, signedBy }) => (
          <li key={name}>
            {t('verify.notAllText', {
              name: isolated(plainName(name)),
              signers: signedBy.map((place) => isolated(signerAt(place))).join(', '),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Something else than a container was dropped: nothing is said against any signature. */
const isOther = ({ code }: VerificationReport): boolean =>
  code === 'CONTAINER_NOT_ZIP' || code === 'CONTAINER_MIMETYPE_WRONG';

function Contents({ report: { files, signatures } }: { report: VerificationReport }) {
  const t = useT();
  const language = useLanguage();
  const signerOf = ([place]: readonly number[]) =>
    place === undefined ? undefined : signatures[place]?.signer?.name;
  const changed = new Set(signatures.flatMap((signature) => signature.changed));
  return (
    <ul className="files verify-files">
      {files.map(({ name, size, sha256, signedBy }) => (
        <li key={name}>
          <span className="file-name">
            {isStatement(name) ? statementWords(t, signerOf(signedBy)) : <Told text={plainName(name)} />}
            <small>
              {formatSize(language, size)},{' '}
              {signedBy.length > 0
                ? t('verify.signedBy', { count: signedBy.length })
                : t('verify.signedByNobody')}
            </small>
            {changed.has(name) && <strong className="verify-changed">{t('verify.changed')}</strong>}
            {sha256 && <small className="code">SHA-256 {sha256}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Each signer has a statement of his own. */
const statementWords = (t: Translate, name: string | undefined): string =>
  name === undefined ? t('verify.statement') : t('verify.statementOf', { name: isolated(name) });
