import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconCheck,
  IconDots,
  IconFolderPlus,
  IconFolderUp,
  IconRefresh,
  IconShieldUp,
  IconUpload,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useText } from '../../../components/text/language.ts';
import { useConnection } from '../../shared/connection.tsx';
import { paths, type SortColumn, sortColumns } from '../../shared/paths.ts';
import type { Follow } from '../listing/use-follow-events.ts';
import { FollowButton } from './follow-button.tsx';
import styles from './toolbar.module.css';
import { ViewButtons, ViewMenuItems, type ViewSwitchesProps } from './view-switches.tsx';

interface ToolbarProps {
  view: ViewSwitchesProps;
  narrow: boolean;
  refreshing: boolean;
  follow: Follow;
  onUploadFiles: () => void;
  onUploadFolder: () => void;
  onUploadOptions: () => void;
  onNewFolder: () => void;
  onRefresh: () => void;
  onSort: (column: SortColumn) => void;
}

export function Toolbar(props: ToolbarProps) {
  const {
    view,
    narrow,
    refreshing,
    follow,
    onUploadFiles,
    onUploadFolder,
    onUploadOptions,
    onNewFolder,
    onRefresh,
  } = props;
  const { offers } = view;
  const { sort, bucket, prefix } = view.place;
  const t = useText('objects');
  const shell = useText('shell');
  const { connectionId } = useConnection();
  return (
    <div role="toolbar" aria-label={t('toolbar')} className={styles.toolbar}>
      <Button size="xs" leftSection={<IconUpload size={16} aria-hidden />} onClick={onUploadFiles}>
        {t('uploadFiles')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFolderUp size={16} aria-hidden />}
        onClick={onUploadFolder}
      >
        {t('uploadFolder')}
      </Button>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('uploadOptions')}
        title={t('uploadOptions')}
        onClick={onUploadOptions}
      >
        <IconAdjustmentsHorizontal size={16} aria-hidden />
      </ActionIcon>
      {offers.uploadPolicy ? (
        <ActionIcon
          variant="default"
          size={30}
          aria-label={shell('page_uploadPolicy')}
          title={shell('page_uploadPolicy')}
          renderRoot={(props) => (
            <Link {...paths.uploadPolicy.link({ connectionId, bucket }, { prefix })} {...props} />
          )}
        >
          <IconShieldUp size={16} aria-hidden />
        </ActionIcon>
      ) : null}
      {narrow ? null : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          onClick={onNewFolder}
        >
          {t('newFolder')}
        </Button>
      )}
      <div className={styles.gap} />
      {narrow ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={30} aria-label={t('more')} title={t('more')}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconFolderPlus size={16} aria-hidden />} onClick={onNewFolder}>
              {t('newFolder')}
            </Menu.Item>
            <ViewMenuItems {...view} />
            <FollowButton isMenuItem state={follow.state} onToggle={follow.toggle} />
            <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRefresh}>
              {t('refresh')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Label>{t('sortBy')}</Menu.Label>
            {sortColumns.map((column) => (
              <Menu.Item
                key={column}
                role="menuitemradio"
                aria-checked={sort === column}
                rightSection={sort === column ? <IconCheck size={16} aria-hidden /> : null}
                onClick={() => props.onSort(column)}
              >
                {t(`column_${column}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <>
          <ViewButtons {...view} />
          <FollowButton isMenuItem={false} state={follow.state} onToggle={follow.toggle} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('refresh')}
            title={t('refresh')}
            loading={refreshing}
            onClick={onRefresh}
          >
            <IconRefresh size={16} aria-hidden />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
