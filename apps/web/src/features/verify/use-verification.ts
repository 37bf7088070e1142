import { useRef, useState } from 'react';
import { MAX_VERIFIED_BYTES, type VerificationReport } from '#contracts';
import { sendForm } from '../../api/send-form';
import { formatSize } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';

export type VerificationState =
  | { at: 'empty'; fault?: string }
  | { at: 'sending'; share: number; name: string }
  | { at: 'checking'; name: string }
  | { at: 'failed'; error: unknown }
  | { at: 'done'; report: VerificationReport; name: string };

const SIGNATURE_FILE = /\.(p7s|sig|cms|p7m|pem)$/i;

/** A container alone, or a document with its signature, whichever was named first; else undefined. */
function formOf(files: readonly File[]): FormData | undefined {
  const form = new FormData();
  const [first, second, third] = files;
  if (!first || third) return undefined;
  if (!second) {
    form.append('container', first);
    return form;
  }
  const signature = [second, first].find(({ name }) => SIGNATURE_FILE.test(name));
  if (!signature) return undefined;
  form.append('content', signature === second ? first : second);
  form.append('signature', signature);
  return form;
}

/** Sends what was chosen and holds what came of it. */
export function useVerification() {
  const t = useT();
  const language = useLanguage();
  const [state, setState] = useState<VerificationState>({ at: 'empty' });
  const sending = useRef<AbortController>(null);

  async function check(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const form = formOf(files);
    const size = files.reduce((sum, file) => sum + file.size, 0);
    if (!form) return setState({ at: 'empty', fault: t('verify.tooMany') });
    if (size > MAX_VERIFIED_BYTES) {
      return setState({
        at: 'empty',
        fault: t('verify.tooLarge', { size: formatSize(language, MAX_VERIFIED_BYTES) }),
      });
    }
    const name = files.map((file) => file.name).join(', ');
    const abort = new AbortController();
    sending.current = abort;
    setState({ at: 'sending', share: 0, name });
    try {
      const report = await sendForm<VerificationReport>(
        '/api/verify',
        form,
        (share) => setState(share < 1 ? { at: 'sending', share, name } : { at: 'checking', name }),
        abort.signal,
      );
      setState({ at: 'done', report, name });
    } catch (error) {
      setState(abort.signal.aborted ? { at: 'empty' } : { at: 'failed', error });
    }
  }

  return {
    state,
    check: (files: readonly File[]) => void check(files),
    cancel: () => sending.current?.abort(),
    clear: () => setState({ at: 'empty' }),
  };
}
