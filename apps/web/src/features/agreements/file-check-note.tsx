import { useQuery } from '@tanstack/react-query';
import type { CheckedFile, FileCheck } from '#contracts';
import { api, ask } from '../../api/client';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import type { IconName } from '../../ui/icon';
import { Status, type Tone } from '../../ui/status';

const LOOKS: Readonly<Record<Exclude<FileCheck, 'passed'>, { word: MessageId; tone: Tone; icon: IconName }>> =
  {
    waiting: { word: 'agreements.file.waiting', tone: 'idle', icon: 'wait' },
    infected: { word: 'agreements.file.infected', tone: 'late', icon: 'alert' },
    unscannable: { word: 'agreements.file.unscannable', tone: 'late', icon: 'alert' },
  };

/** What stops a draft from being sent, and what to do about it; the gravest first. */
const OBSTACLES: readonly (readonly [Exclude<FileCheck, 'passed'>, MessageId])[] = [
  ['infected', 'error.fileInfected'],
  ['unscannable', 'error.fileUnscannable'],
  ['waiting', 'error.fileBeingChecked'],
];

/** Why files cannot go on their way now, in words, and whether that passes by itself; undefined where they can. */
export function obstacleOf(files: readonly CheckedFile[]): { word: MessageId; passes: boolean } | undefined {
  const found = OBSTACLES.find(([check]) => files.some((file) => file.check === check));
  return found && { word: found[1], passes: found[0] === 'waiting' };
}

/** Why a file cannot be opened now. */
export function FileCheckNote({ check }: { check: Exclude<FileCheck, 'passed'> }) {
  const t = useT();
  const { word, tone, icon } = LOOKS[check];
  return (
    <Status tone={tone} icon={icon}>
      {t(word)}
    </Status>
  );
}

/** A file that the reader has sent, as it stands now: asked for again whenever the portal hints at it. */
export function useCheck(file: CheckedFile): FileCheck {
  const { data } = useQuery({
    queryKey: ['files', 'one', file.id],
    enabled: file.check === 'waiting',
    queryFn: ({ signal }) => ask(api.GET('/api/files/{id}', { params: { path: { id: file.id } }, signal })),
  });
  return data?.check ?? file.check;
}
