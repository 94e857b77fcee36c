import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { BatchProgress } from '../shared/transfer-batch.ts';
import { milestone } from './milestone.ts';

/** What a live region says of the batch: its last milestone. */
export function useAnnouncement(progress: BatchProgress): string {
  const t = useText('transfers');
  const [told, setTold] = useState(progress);
  const [announcement, setAnnouncement] = useState('');
  if (told !== progress) {
    setTold(progress);
    const reached = milestone(told, progress);
    if (reached?.kind === 'started') setAnnouncement(t('announceStarted', { count: reached.count }));
    if (reached?.kind === 'failed') setAnnouncement(t('announceFailed', { count: reached.count }));
    if (reached?.kind === 'finished') setAnnouncement(t('announceFinished', { ...reached }));
  }
  return announcement;
}
