import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';
import type { PastedPolicy } from '../../storage/index.ts';
import { BarContent } from '../shared/bar-content.tsx';
import { BucketNav } from '../shared/bucket-nav.tsx';
import { paths } from '../shared/paths.ts';

interface UploadOnlyProps {
  connectionId: string;
  bucket: string;
  prefix: string;
  pasted: PastedPolicy;
}

/** In place of the objects where all that the connection has is somebody's upload token: nothing here may be listed. */
export function UploadOnly({ connectionId, bucket, prefix, pasted }: UploadOnlyProps) {
  const t = useText('objects');
  const namespace = pasted.policy?.namespace;
  const isOther = namespace !== undefined && namespace !== bucket;
  const target = isOther ? { connectionId, bucket: namespace } : { connectionId, bucket };
  return (
    <>
      <BarContent>{bucket}</BarContent>
      <BucketNav connectionId={connectionId} bucket={bucket} />
      <EmptyState
        icon={<IconUpload size={32} />}
        title={t('uploadOnlyTitle')}
        sentence={isOther ? t('uploadOnlyOther', { namespace }) : t('uploadOnlySentence')}
        action={
          <Button
            renderRoot={(props) => (
              <Link
                {...paths.uploadPolicy.link(target, { prefix: prefix === '' ? undefined : prefix })}
                {...props}
              />
            )}
          >
            {t('uploadOnlyGo')}
          </Button>
        }
      />
    </>
  );
}
