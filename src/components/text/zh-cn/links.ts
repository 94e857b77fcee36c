import type { Translation } from '../catalogue.ts';
import type { links as en } from '../en/links.ts';

export const links: Translation<typeof en> = {
  title: '共享链接',
  close: '关闭',
  expires: '有效期',
  expires_hour: '1 小时',
  expires_day: '1 天',
  expires_week: '7 天',
  expires_exact: '精确…',
  amount: '数值',
  unit: '单位',
  unit_seconds: '秒',
  unit_minutes: '分钟',
  unit_hours: '小时',
  unit_days: '天',
  'expiry_not-a-number': '请输入数字',
  'expiry_too-short': '至少 1 秒',
  'expiry_too-long': '最多 7 天',
  opens: '在浏览器中',
  opens_attachment: '下载',
  opens_inline: '显示',
  link: '链接',
  copyLink: '复制链接',
  curl: '使用 curl',
  copyCurl: '复制 curl 命令',
  endsByExpiry: '有效至 {{time}}。',
  endsByCredentials: '有效至 {{time}}：签发它的会话会先于链接结束。',
  onlyThisMachine: '仅在本机有效：其他机器无法访问 {{host}}。',
  onlyThisNetwork: '仅在此网络内有效：{{host}} 是私有地址。',
  holder:
    '在此之前，持有链接的任何人都可以读取此对象。链接无法逐个收回：更换访问密钥会使它签发的所有链接失效。',
};
