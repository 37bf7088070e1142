import type { EdmsWayBody } from '#contracts';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button } from '../../../ui/button';
import { useErrorWords } from '../../../ui/states';
import { Status } from '../../../ui/status';
import { FAULT_WORDS } from '../office/delivery-words';
import { useTryWay } from './hand-over-queries';

/** What came of trying: an EDMS that answers, or a folder that can be written to. */
const WORDS: Readonly<Record<EdmsWayBody['kind'], { reached: MessageId; failed: MessageId }>> = {
  http: { reached: 'agreements.handOver.reached', failed: 'agreements.handOver.notReached' },
  folder: { reached: 'agreements.handOver.folderReached', failed: 'agreements.handOver.folderNotReached' },
};

/** Tries the way as it is kept; nothing is handed over. */
export function TryWay({ bodyId, kind }: { bodyId: string; kind: EdmsWayBody['kind'] }) {
  const t = useT();
  const errorWords = useErrorWords();
  const attempt = useTryWay(bodyId);
  const { data } = attempt;
  return (
    <>
      <Button icon="plug" busy={attempt.isPending} onClick={() => attempt.mutate()}>
        {t('agreements.handOver.try')}
      </Button>
      <span role="status">
        {data?.reached && (
          <Status tone="done" icon="done">
            {t(WORDS[kind].reached)}
          </Status>
        )}
        {data?.fault && (
          <Status tone="late" icon="alert">
            {/* One running text: side by side the words and what the server said would break into two narrow columns. */}
            <span>
              {t(WORDS[kind].failed, { fault: t(FAULT_WORDS[data.fault]) })}
              {data.detail && (
                <>
                  {': '}
                  <span className="code">{data.detail}</span>
                </>
              )}
            </span>
          </Status>
        )}
        {attempt.isError && (
          <Status tone="late" icon="alert">
            {errorWords(attempt.error)}
          </Status>
        )}
      </span>
    </>
  );
}
