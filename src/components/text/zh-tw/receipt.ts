import type { Translation } from '../catalogue.ts';
import type { receipt as en } from '../en/receipt.ts';

export const receipt: Translation<typeof en> = {
  title: '服務的應答',
  close: '關閉',
  copyField: '複製 {{name}}',
  copyAll: '複製完整應答',
  raw: '原始應答',
  open: '在新分頁中開啟',
  newTab: '在新分頁中開啟',
  ownAnswer: '原則指定了自己的應答內容，以下為收到的原文。',
  emptyAnswer: '檔案已儲存。依原則要求，應答為空。',
};
