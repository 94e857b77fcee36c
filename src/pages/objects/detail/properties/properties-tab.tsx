import { Button } from '@mantine/core';
import { KeyText } from '../../../../components/key-text.tsx';
import { formatBytes, formatExactBytes } from '../../../../components/text/format.ts';
import { useLanguage, useText } from '../../../../components/text/language.ts';
import type { ObjectHead } from '../../../../storage/index.ts';
import type { OpenObject } from '../../../shared/open-object.ts';
import { Checksums } from './checksums.tsx';
import { Keeping } from './keeping.tsx';
import { Moment } from './moment.tsx';
import { Exact, Group, Note, Properties, Property } from './property.tsx';
import { PublicAddress } from './public-address.tsx';

interface PropertiesTabProps {
  object: OpenObject;
  /** Absent where they cannot be edited: those of an older version. */
  onEdit: (() => void) | undefined;
  onTags: () => void;
}

/** Everything that the server says of an object. */
export function PropertiesTab(props: PropertiesTabProps) {
  const { storage, bucket, head } = props.object;
  const isPlain = storage.objects.plain === true;
  const t = useText('detail');
  const language = useLanguage();
  return (
    <>
      <Group title={t('group_object')}>
        <Properties>
          <Property name={t('property_key')} copy={head.key}>
            <KeyText value={head.key} />
          </Property>
          <Property name={t(storage.buckets ? 'property_bucket' : 'property_namespace')} copy={bucket}>
            {bucket}
          </Property>
          <Property name={t('property_size')}>
            {formatBytes(head.size, language)}
            {head.size >= 1024 ? <Exact>{formatExactBytes(head.size, language)}</Exact> : null}
          </Property>
          <Property name={t('property_modified')}>
            {head.lastModified ? <Moment time={head.lastModified} /> : null}
          </Property>
          <Property name={isPlain ? 'MD5' : 'ETag'} copy={head.etag} mono>
            {head.etag}
          </Property>
          <Property name={t('property_version')} copy={head.versionId} mono>
            {head.versionId}
          </Property>
          {head.url === undefined ? null : <PublicAddress url={head.url} />}
        </Properties>
      </Group>
      <ContentHeaders head={head} />
      {isPlain ? null : <Stored {...props} />}
    </>
  );
}

/** What an object store keeps beside the bytes. */
function Stored({ object, onEdit, onTags }: PropertiesTabProps) {
  const { head } = object;
  const t = useText('detail');
  return (
    <>
      <Group
        title={t('group_metadata')}
        action={
          onEdit && (
            <Button size="compact-xs" variant="subtle" onClick={onEdit}>
              {t('act_edit')}
            </Button>
          )
        }
      >
        <UserMetadata head={head} />
      </Group>
      <Keeping head={head} onTags={onTags} />
      <Checksums object={object} />
    </>
  );
}

/** What is sent to whoever downloads it; those that are set. */
function ContentHeaders({ head }: { head: ObjectHead }) {
  const t = useText('detail');
  const foreign = [
    ['property_type', head.contentType],
    ['property_encoding', head.contentEncoding],
    ['property_language', head.contentLanguage],
    ['property_disposition', head.contentDisposition],
    ['property_cache', head.cacheControl],
    ['property_redirect', head.websiteRedirect],
  ] as const;
  if (head.expires === undefined && foreign.every(([, value]) => value === undefined)) return null;
  return (
    <Group title={t('group_content')}>
      <Properties>
        {foreign.map(([name, value]) => (
          <Property key={name} name={t(name)} copy={value}>
            {value === undefined ? null : <KeyText value={value} />}
          </Property>
        ))}
        <Property name={t('property_expires')}>
          {head.expires ? <Moment time={head.expires} /> : null}
        </Property>
      </Properties>
    </Group>
  );
}

function UserMetadata({ head: { metadata, missingMetadata = 0 } }: { head: ObjectHead }) {
  const t = useText('detail');
  const entries = Object.entries(metadata);
  return (
    <>
      {entries.length > 0 ? (
        <Properties>
          {entries.map(([name, value]) => (
            <Property key={name} name={name} copy={value} foreign>
              {value === '' ? <Exact>{t('emptyValue')}</Exact> : <KeyText value={value} />}
            </Property>
          ))}
        </Properties>
      ) : null}
      {entries.length === 0 && missingMetadata === 0 ? <Note>{t('noMetadata')}</Note> : null}
      {missingMetadata > 0 ? <Note>{t('missing', { count: missingMetadata })}</Note> : null}
    </>
  );
}
