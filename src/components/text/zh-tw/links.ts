import type { Translation } from '../catalogue.ts';
import type { links as en } from '../en/links.ts';

export const links: Translation<typeof en> = {
  title: '分享連結',
  close: '關閉',
  expires: '有效期',
  expires_hour: '1 小時',
  expires_day: '1 天',
  expires_week: '7 天',
  expires_exact: '精確…',
  amount: '數值',
  unit: '單位',
  unit_seconds: '秒',
  unit_minutes: '分鐘',
  unit_hours: '小時',
  unit_days: '天',
  'expiry_not-a-number': '請輸入數字',
  'expiry_too-short': '至少 1 秒',
  'expiry_too-long': '最多 7 天',
  opens: '在瀏覽器中',
  opens_attachment: '下載',
  opens_inline: '顯示',
  link: '連結',
  copyLink: '複製連結',
  curl: '使用 curl',
  copyCurl: '複製 curl 指令',
  endsByExpiry: '有效至 {{time}}。',
  endsByCredentials: '有效至 {{time}}：簽發它的工作階段會先於連結結束。',
  onlyThisMachine: '僅在本機有效：其他機器無法連到 {{host}}。',
  onlyThisNetwork: '僅在此網路內有效：{{host}} 是私有位址。',
  holder:
    '在此之前，持有連結的任何人都可以讀取此物件。連結無法逐一收回：更換存取金鑰會使它簽發的所有連結失效。',
};
