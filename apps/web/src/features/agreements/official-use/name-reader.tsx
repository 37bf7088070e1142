import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { PickOne } from '../../../ui/combo-box';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState, useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { ownStructureQuery } from '../agreements-queries';
import { employeeOptions } from '../choices';
import { useCommand } from '../deeds';

/** Opens a marked act to one more of the reader's own body. */
export function NameReader({ card, onDone }: { card: ActCard; onDone: () => void }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const structure = useQuery(ownStructureQuery);
  const [employeeId, setEmployeeId] = useState<string | null>(null);
  const name = useCommand((id: string) =>
    ask(
      api.POST('/api/agreements/{id}/readers', {
        params: { path: { id: card.id } },
        body: { employeeId: id },
      }),
    ),
  );
  if (structure.isError && !structure.data) {
    return <ErrorState error={structure.error} onRetry={() => void structure.refetch()} />;
  }
  if (!structure.data) return <Skeleton />;
  const named = card.readers.map(({ person }) => person.id);
  const people = structure.data.units
    .flatMap(({ employees }) => employees)
    .filter(({ id }) => id !== card.initiator.id && !named.includes(id));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const person = people.find(({ id }) => id === employeeId);
    if (!person || name.isPending) return;
    name.mutate(person.id, {
      onSuccess: () => {
        setEmployeeId(null);
        onDone();
        toast(t('agreements.readers.named', { name: person.fullName }));
      },
    });
  }

  return (
    <form className="form name-reader" onSubmit={submit} noValidate>
      <PickOne
        id="name-reader"
        label={t('agreements.readers.add')}
        hint={t('agreements.readers.addHint')}
        error={name.isError ? errorWords(name.error) : undefined}
        options={employeeOptions(people, language)}
        value={employeeId}
        onChange={setEmployeeId}
      />
      {employeeId !== null && (
        <div className="cluster">
          <Button type="submit" icon="plus" busy={name.isPending}>
            {t('agreements.readers.name')}
          </Button>
        </div>
      )}
    </form>
  );
}
