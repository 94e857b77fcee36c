import type { TextFunction } from '../../../components/text/language.ts';
import { wordsOf } from './delete-plan.ts';
import type { DeleteResult } from './run-delete.ts';
import type { DeleteStep, DeleteWork } from './use-delete.ts';

type Say = TextFunction<'deleting'>;

const doing = {
  current: 'deleting',
  items: 'deletingItems',
  versions: 'deletingVersions',
  undo: 'undoing',
} as const;
const done = {
  current: ['deleted', 'deletedPartly'],
  items: ['deletedItems', 'deletedItemsPartly'],
  versions: ['deletedVersions', 'deletedVersionsPartly'],
  undo: ['undone', 'undonePartly'],
} as const;

export const workTitle = (t: Say, work: DeleteWork, count: number): string => t(doing[work], { count });

export const doneTitle = (t: Say, work: DeleteWork, count: number): string => t(done[work][0], { count });

const planned = {
  current: 'deleteTitle',
  items: 'deleteItemsTitle',
  versions: 'deleteVersionsTitle',
} as const;

function outcomeTitle(t: Say, work: DeleteWork, { deleted, failed, left }: DeleteResult): string {
  const count = deleted.length + failed.length + left.length;
  const [whole, partly] = done[work];
  return deleted.length === count ? t(whole, { count }) : t(partly, { count, deleted: deleted.length });
}

/** What the dialog is about, at each of its steps. */
export function titleOf(t: Say, step: DeleteStep): string {
  switch (step.step) {
    case 'counting':
      return t(step.mode === 'versions' ? 'deleteCountingVersions' : 'deleteCounting');
    case 'uncounted':
      return t('deleteUncounted');
    case 'planned': {
      return t(planned[wordsOf(step.plan)], { count: step.plan.doomed.length });
    }
    case 'deleting':
      return workTitle(t, step.work, step.total);
    case 'done':
      return outcomeTitle(t, wordsOf(step.plan), step.result);
    case 'undone':
      return outcomeTitle(t, 'undo', step.result);
  }
}
