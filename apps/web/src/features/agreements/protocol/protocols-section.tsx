import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ActCard } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { ErrorState, useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { drawUp, protocolsQuery, useProtocolDeed } from './protocol-api';
import { ProtocolView } from './protocol-view';
import '../../../ui/styles/remarks.css';

/** The protocols of disagreement of an act, and the bodies with which one may be drawn up (775:21). */
export default function ProtocolsSection({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const protocols = useQuery(protocolsQuery(card.id));
  const draw = useProtocolDeed((bodyId: string) => drawUp(card.id, bodyId));
  const { items = [], candidates = [] } = protocols.data ?? {};
  const any = items.length > 0 || candidates.length > 0;
  const box = useRef<HTMLDivElement>(null);
  // It comes after the rest of the card: whoever came here for it has not been taken to it yet.
  useEffect(() => {
    if (any && window.location.hash === '#protocols') box.current?.scrollIntoView();
  }, [any]);
  if (protocols.isError && !protocols.data) {
    return (
      <Section title={t('agreements.protocols')}>
        <ErrorState error={protocols.error} onRetry={() => void protocols.refetch()} />
      </Section>
    );
  }
  if (!any) return null;
  return (
    <div id="protocols" tabIndex={-1} ref={box}>
      <Section title={t('agreements.protocols')} count={items.length || undefined}>
        <div className="stack">
          {items.map((protocol) => (
            <ProtocolView card={card} protocol={protocol} key={protocol.id} />
          ))}
          {candidates.map((body) => (
            <p className="cluster screen-only" key={body.id}>
              {t('agreements.protocol.notAgreed', { body: body.shortName[language] })}
              <Button
                size="small"
                icon="edit"
                busy={draw.isPending}
                onClick={() =>
                  draw.mutate(body.id, { onSuccess: () => toast(t('agreements.protocol.drawnUp')) })
                }
              >
                {t('agreements.protocol.drawUp')}
              </Button>
            </p>
          ))}
          {draw.isError && <Notice tone="late" title={errorWords(draw.error)} />}
        </div>
      </Section>
    </div>
  );
}
