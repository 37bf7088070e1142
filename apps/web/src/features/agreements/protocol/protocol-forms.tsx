import type { ReactNode } from 'react';
import { type ActCard, meetingBody, type Protocol, positionsBody, reopenBody } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { TextArea, TextField } from '../../../ui/field';
import { toast } from '../../../ui/toast';
import { useBegun } from '../begun';
import { type Draft, useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from '../steps/step-form';
import { DisputedRemark } from './disputed-remark';
import { reopenProtocol, useProtocolDeed, writeMeeting, writePositions } from './protocol-api';
import { SideText } from './side-text';

interface ProtocolFormProps {
  protocol: Protocol;
  onClose: () => void;
}

interface FrameProps<Value extends object> extends Pick<StepFormProps, 'onClose'> {
  title: string;
  verb: string;
  icon: 'check' | 'undo';
  /** What is told when it is done */
  done: string;
  draft: Draft<Value>;
  faults: ReturnType<typeof useFaults>;
  send: () => Promise<unknown>;
  /** Told of a refusal */
  onRefused?: (error: unknown) => void;
  children: ReactNode;
}

/** What the forms of a protocol have in common: checked, sent, told; what was typed stays until it is taken. */
function ProtocolForm<Value extends object>(props: FrameProps<Value>) {
  const { title, verb, icon, done, draft, faults, send, onRefused, onClose, children } = props;
  const deed = useProtocolDeed(send);
  return (
    <StepForm
      title={title}
      verb={verb}
      icon={icon}
      faults={faults}
      touched={draft.touched}
      busy={deed.isPending}
      onSubmit={() => {
        if (!faults.accept()) return;
        deed.mutate(undefined, {
          onSuccess: () => {
            draft.drop();
            toast(done);
            onClose();
          },
          onError: (error) => {
            onRefused?.(error);
            faults.refuse(error);
          },
        });
      }}
      onClose={onClose}
    >
      {children}
    </StepForm>
  );
}

/** A side writes its own column: its position on each remark, and why. */
export function PositionsForm({ card, protocol, onClose }: ProtocolFormProps & { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const { begun, refused } = useBegun(protocol);
  const { id, revision } = begun;
  const side = protocol.state === 'with_developer' ? 'developer' : 'body';
  const other = side === 'developer' ? 'body' : 'developer';
  const otherBody = other === 'body' ? protocol.body : card.developerBody;
  const draft = useDraft(`protocol.${id}.${revision}.positions`, {
    rows: protocol.rows.map((row) => ({ remarkId: row.remarkId, ...row[side] })),
  });
  const { rows } = draft.value;
  const idOf = (place: number, part: string) => `protocol-${id}-${place}-${part}`;
  const labels = { position: t('agreements.protocol.position'), reasons: t('agreements.answerReasons') };
  const body = { revision, rows };
  const faults = useFaults({
    fieldAt: (path) => {
      const [, place, part] = path.split('.');
      return part === 'position' || part === 'reasons'
        ? { id: idOf(Number(place), part), label: `${Number(place) + 1}. ${labels[part]}` }
        : undefined;
    },
    body,
    find: () => check(positionsBody, body),
  });
  const alter = (place: number, part: { position?: string; reasons?: string }) =>
    draft.change((now) => ({ rows: now.rows.map((row, at) => (at === place ? { ...row, ...part } : row)) }));

  return (
    <ProtocolForm
      title={t('agreements.protocol.write')}
      verb={t('agreements.protocol.keep')}
      icon="check"
      done={t('agreements.protocol.kept')}
      draft={draft}
      faults={faults}
      send={() => writePositions(id, body)}
      onRefused={refused}
      onClose={onClose}
    >
      {rows.map((row, place) => (
        <fieldset className="form remarks-editor" key={row.remarkId}>
          <legend className="field-label">
            <DisputedRemark number={place + 1} row={protocol.rows[place]} lang={card.language} />
          </legend>
          <div className="both-sides">
            <div>
              <p className="field-label">
                {t('agreements.protocol.otherSide', { body: otherBody.shortName[language] })}
              </p>
              <SideText card={card} side={protocol.rows[place]?.[other]} />
            </div>
            <div className="form">
              {(['position', 'reasons'] as const).map((part) => (
                <TextArea
                  key={part}
                  id={idOf(place, part)}
                  label={labels[part]}
                  optional={part === 'reasons'}
                  error={faults.faultOf(idOf(place, part))}
                  lang={card.language}
                  rows={3}
                  value={row[part]}
                  onChange={({ target }) => alter(place, { [part]: target.value })}
                />
              ))}
            </div>
          </div>
        </fieldset>
      ))}
    </ProtocolForm>
  );
}

/** A conciliation meeting: when, who took part, what came of it. */
export function MeetingForm({ protocol, onClose }: ProtocolFormProps) {
  const t = useT();
  const { begun, refused } = useBegun(protocol);
  const { id, revision } = begun;
  const draft = useDraft(`protocol.${id}.${revision}.meeting`, {
    on: protocol.meeting?.on ?? '',
    participants: protocol.meeting?.participants ?? '',
    result: protocol.meeting?.result ?? '',
  });
  const body = { revision, ...draft.value };
  const idOf = (part: string) => `meeting-${id}-${part}`;
  const labels: Record<string, string> = {
    on: t('agreements.protocol.meetingDay'),
    participants: t('agreements.protocol.participants'),
    result: t('agreements.protocol.result'),
  };
  const faults = useFaults({
    fieldAt: (path) => ({ id: idOf(path), label: labels[path] ?? '' }),
    body,
    find: () => check(meetingBody, body),
  });
  return (
    <ProtocolForm
      title={t('agreements.protocol.meet')}
      verb={t('agreements.protocol.keep')}
      icon="check"
      done={t('agreements.protocol.kept')}
      draft={draft}
      faults={faults}
      send={() => writeMeeting(id, body)}
      onRefused={refused}
      onClose={onClose}
    >
      <TextField
        id={idOf('on')}
        label={labels['on'] ?? ''}
        type="date"
        error={faults.faultOf(idOf('on'))}
        value={draft.value.on}
        onChange={({ target }) => draft.change({ on: target.value })}
      />
      {(['participants', 'result'] as const).map((part) => (
        <TextArea
          key={part}
          id={idOf(part)}
          label={labels[part] ?? ''}
          optional={part === 'result'}
          error={faults.faultOf(idOf(part))}
          rows={3}
          value={draft.value[part]}
          onChange={({ target }) => draft.change({ [part]: target.value })}
        />
      ))}
    </ProtocolForm>
  );
}

/** A head does not sign it so. */
export function ReopenForm({ protocol, onClose }: ProtocolFormProps) {
  const t = useT();
  const { id } = protocol;
  const field = { id: `reopen-${id}`, label: t('agreements.protocol.reopenReason') };
  const draft = useDraft(`protocol.${id}.${protocol.revision}.reopen`, { reason: '' });
  const faults = useFaults({
    fieldAt: () => field,
    body: draft.value,
    find: () => check(reopenBody, draft.value),
  });
  return (
    <ProtocolForm
      title={t('agreements.protocol.reopen')}
      verb={t('agreements.protocol.reopen')}
      icon="undo"
      done={t('agreements.protocol.reopened')}
      draft={draft}
      faults={faults}
      send={() => reopenProtocol(id, draft.value.reason)}
      onClose={onClose}
    >
      <TextArea
        {...field}
        error={faults.faultOf(field.id)}
        rows={3}
        value={draft.value.reason}
        onChange={({ target }) => draft.change({ reason: target.value })}
      />
    </ProtocolForm>
  );
}
