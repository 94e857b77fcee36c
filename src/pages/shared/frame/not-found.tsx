import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useText } from '../../../components/text/language.ts';
import { PageTitle } from '../page-title.tsx';
import { paths } from '../paths.ts';

export function NotFound() {
  const t = useText('shell');
  return (
    <>
      <PageTitle title={t('notFound')} />
      <EmptyState
        title={t('notFound')}
        sentence={t('notFoundSentence')}
        action={
          <Button variant="default" renderRoot={(props) => <Link {...paths.connect.link()} {...props} />}>
            {t('toStart')}
          </Button>
        }
      />
    </>
  );
}
