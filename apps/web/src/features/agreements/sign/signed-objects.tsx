import { formatSize } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Disclosure } from '../../../ui/disclosure';
import { Status } from '../../../ui/status';
import type { Prepared } from './prepare-signature';
import { StatementInWords } from './statement';

const short = (sha256: string) => `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

/** What is signed: the statement and every file, with the hashes that were computed here (775:65). */
export function SignedObjects({ prepared }: { prepared: Prepared }) {
  const t = useT();
  const language = useLanguage();
  return (
    <section className="signed-object" aria-label={t('sign.objects')}>
      <strong>{t('sign.objects')}</strong>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('sign.name')}</th>
            <th scope="col">{t('sign.size')}</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {prepared.preparation.objects.map(({ uri, name, size, sha256, href }) => (
            <tr key={uri}>
              <td>{href === null ? t('sign.statement') : <a href={href}>{name}</a>}</td>
              <td className="nowrap">{formatSize(language, size)}</td>
              <td className="code nowrap" title={sha256}>
                {short(sha256)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="compared">
        <Status tone="done" icon="shield">
          {t('sign.compared')}
        </Status>
      </p>
      <Disclosure summary={t('sign.readStatement')}>
        <StatementInWords prepared={prepared} />
      </Disclosure>
    </section>
  );
}
