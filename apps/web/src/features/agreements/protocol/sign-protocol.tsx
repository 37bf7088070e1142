import { useQueryClient } from '@tanstack/react-query';
import type { ActCard, PendingSignature, Protocol, ProtocolSide, SignBody } from '#contracts';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Receipt, WaitingReceipt } from '../sign/receipt';
import { SigningDialog } from '../sign/signing-dialog';
import { useSigning } from '../sign/use-signing';
import { prepareProtocol, protocolsQuery, signProtocol, useProtocolDeed } from './protocol-api';

interface SignProtocolProps {
  card: ActCard;
  protocol: Protocol;
  onClose: () => void;
}

interface Signed {
  /** Where the signature cannot be judged yet */
  waiting: PendingSignature | null;
  /** The other side has signed before */
  last: boolean;
}

/** The head of one side signs the document of the protocol (775:21, 65). */
export default function SignProtocol({ card, protocol, onClose }: SignProtocolProps) {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const queryClient = useQueryClient();
  const deed = useProtocolDeed((body: SignBody) => signProtocol(protocol.id, body));
  const signing = useSigning<Signed>({
    key: protocol.id,
    prepare: () => prepareProtocol(protocol.id),
    send: async (body) => {
      const last = protocol.state === 'half_signed';
      await deed.mutateAsync(body);
      const { items } = await queryClient.fetchQuery(protocolsQuery(card.id));
      const after = items.find(({ id }) => id === protocol.id);
      return { waiting: after ? waitingOf(after, employee.id) : null, last };
    },
  });
  const side: ProtocolSide = employee.body.id === protocol.body.id ? 'body' : 'developer';
  const other = side === 'body' ? card.developerBody : protocol.body;
  return (
    <SigningDialog
      signing={signing}
      kind="signature"
      what={t('agreements.protocol.with', { body: protocol.body.shortName[language] })}
      isWaiting={({ waiting }) => waiting !== null}
      receipt={({ waiting, last }, files) =>
        waiting ? (
          <WaitingReceipt actId={card.id} waiting={waiting} onClose={onClose} />
        ) : (
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
        )
      }
      onClose={onClose}
    />
  );
}

/** The signature that the reader gave, where it cannot be judged yet. */
function waitingOf({ pending }: Protocol, employeeId: string): PendingSignature | null {
  const own = [pending.developer, pending.body].find((one) => one?.by.id === employeeId);
  return own?.state === 'waiting' ? own : null;
}
