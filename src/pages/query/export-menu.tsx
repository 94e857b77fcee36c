import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Menu, MenuItem, MenuLine } from '../../components/menu.tsx';
import { useText } from '../../components/text/language.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { csvFile, type ExportForm, exportName, jsonFile } from './export-result.ts';
import type { QueryRun, RunSnapshot } from './query-run.ts';
import { canSaveAll } from './save-all.ts';

interface ExportMenuProps {
  run: QueryRun;
  snapshot: RunSnapshot;
  onSaveAll: (form: ExportForm) => void;
}

/** What is shown, as a file. Where more came than is kept, all of it straight to a file. */
export function ExportMenu({ run, snapshot, onSaveAll }: ExportMenuProps) {
  const t = useText('query');
  const announce = useAnnounce();
  const { kept, rows, columns } = snapshot;
  const save = (form: ExportForm) => {
    const name = exportName(run.input.key, form);
    const file = form === 'csv' ? csvFile(kept, run.line, columns) : jsonFile(run.blocks());
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    announce(t('exported', { name }));
  };
  return (
    <Menu
      label={t('export')}
      align="end"
      trigger={(props) => (
        <Button
          {...props}
          size="xs"
          variant="default"
          disabled={kept === 0}
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('export')}
        </Button>
      )}
    >
      <MenuItem onClick={() => save('csv')}>{t('exportCsv', { count: kept })}</MenuItem>
      <MenuItem onClick={() => save('json')}>{t('exportJson', { count: kept })}</MenuItem>
      {rows > kept && canSaveAll() ? (
        <>
          <MenuLine />
          <MenuItem onClick={() => onSaveAll('json')}>{t('saveAllJson')}</MenuItem>
          <MenuItem onClick={() => onSaveAll('csv')}>{t('saveAllCsv')}</MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
