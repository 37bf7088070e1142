import { useQueryClient } from '@tanstack/react-query';
import type { RemarkRegister } from '#contracts';
import { remarksQuery } from '../agreements-queries';
import { useDeed } from '../deeds';

/** A deed in the talk about remarks: the register as it is afterwards is shown, the rest is asked for again. */
export function useRegisterCommand<Input>(actId: string, run: (input: Input) => Promise<RemarkRegister>) {
  const queryClient = useQueryClient();
  const { queryKey } = remarksQuery(actId);
  return useDeed({
    run,
    onDone: (register) => {
      queryClient.setQueryData(queryKey, register);
      void queryClient.invalidateQueries({
        predicate: ({ queryKey: [topic, , , part] }) =>
          topic === 'inbox' || (topic === 'agreements' && part !== 'remarks'),
      });
    },
    // Somebody was first: what is so now is shown beside what is told.
    onRefused: () => void queryClient.invalidateQueries({ queryKey }),
  });
}
