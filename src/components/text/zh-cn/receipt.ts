import type { Translation } from '../catalogue.ts';
import type { receipt as en } from '../en/receipt.ts';

export const receipt: Translation<typeof en> = {
  title: '服务的应答',
  close: '关闭',
  copyField: '复制 {{name}}',
  copyAll: '复制完整应答',
  raw: '原始应答',
  open: '在新标签页中打开',
  newTab: '在新标签页中打开',
  ownAnswer: '策略指定了自己的应答内容，以下为收到的原文。',
  emptyAnswer: '文件已存储。按策略要求，应答为空。',
};
