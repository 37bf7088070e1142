import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RemarkRegister } from '#contracts';
import { remarksQuery } from '../agreements-queries';

/** A deed in the talk about remarks: the register as it is afterwards is shown, the rest is asked for again. */
export function useRegisterCommand<Input>(actId: string, run: (input: Input) => Promise<RemarkRegister>) {
  const queryClient = useQueryClient();
  const { queryKey } = remarksQuery(actId);
  return useMutation({
    mutationKey: ['agreements', 'command'],
    networkMode: 'always',
    mutationFn: run,
    onSuccess: (register) => {
      queryClient.setQueryData(queryKey, register);
      void queryClient.invalidateQueries({
        predicate: ({ queryKey: [topic, , , part] }) =>
          topic === 'inbox' || (topic === 'agreements' && part !== 'remarks'),
      });
    },
    // Somebody was first: what is so now is shown beside what is told.
    onError: () => void queryClient.invalidateQueries({ queryKey }),
  });
}
