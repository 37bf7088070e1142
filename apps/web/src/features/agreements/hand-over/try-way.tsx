import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { useErrorWords } from '../../../ui/states';
import { Status } from '../../../ui/status';
import { FAULT_WORDS } from '../office/delivery-words';
import { useTryWay } from './hand-over-queries';

/** Tries the way as it is kept; nothing is handed over. */
export function TryWay({ bodyId }: { bodyId: string }) {
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
            {t('agreements.handOver.reached')}
          </Status>
        )}
        {data?.fault && (
          <Status tone="late" icon="alert">
            {t('agreements.handOver.notReached', { fault: t(FAULT_WORDS[data.fault]) })}
            {data.detail && (
              <>
                {': '}
                <span className="code">{data.detail}</span>
              </>
            )}
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
