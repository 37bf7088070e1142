import { Link } from '@tanstack/react-router';
import type { BodyRef } from '#contracts';
import { useLanguage } from '../../i18n/i18n';

/** The full name of a body, as the way to its page. */
export function BodyLink({ body: { id, name } }: { body: Pick<BodyRef, 'id' | 'name'> }) {
  const language = useLanguage();
  return (
    <Link to="/directory/bodies/$id" params={{ id }}>
      {name[language]}
    </Link>
  );
}
