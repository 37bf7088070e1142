import { useT } from '../../i18n/i18n';
import { Crumbs, PageHead } from '../../ui/page-head';

/** Holds the place of the room's screens. */
function Page() {
  const t = useT();
  return (
    <>
      <Crumbs here={t('app.room.agreements')} />
      <PageHead title={t('app.room.agreements')} />
    </>
  );
}

export { Page as CardPage, Page as ListPage, Page as NewPage };
