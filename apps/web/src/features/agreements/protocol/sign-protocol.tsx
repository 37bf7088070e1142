import type { ActCard, Protocol, ProtocolSide, SignBody } from '#contracts';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Receipt } from '../sign/receipt';
import { SigningDialog } from '../sign/signing-dialog';
import { useSigning } from '../sign/use-signing';
import { prepareProtocol, signProtocol, useProtocolDeed } from './protocol-api';

interface SignProtocolProps {
  card: ActCard;
  protocol: Protocol;
  onClose: () => void;
}

/** The head of one side signs the document of the protocol (775:21). */
export default function SignProtocol({ card, protocol, onClose }: SignProtocolProps) {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const deed = useProtocolDeed((body: SignBody) => signProtocol(protocol.id, body));
  const signing = useSigning({
    key: protocol.id,
    prepare: () => prepareProtocol(protocol.id),
    send: async (body) => {
      const last = protocol.state === 'half_signed';
      await deed.mutateAsync(body);
      return { last };
    },
  });
  const side: ProtocolSide = employee.body.id === protocol.body.id ? 'body' : 'developer';
  const other = side === 'body' ? card.developerBody : protocol.body;
  return (
    <SigningDialog
      signing={signing}
      kind="signature"
      what={t('agreements.protocol.with', { body: protocol.body.shortName[language] })}
      receipt={({ last }, files) => (
        <Receipt
          actId={card.id}
          kind="signature"
          mark={null}
          href={null}
          files={files}
          next={
            last
              ? t('sign.next.protocolSigned')
              : t('sign.next.protocol', { body: other.shortName[language] })
          }
          onClose={onClose}
        />
      )}
      onClose={onClose}
    />
  );
}
