import { useText } from '../../../components/text/language.ts';
import { linkReach } from './link-reach.ts';
import { Note } from './note.tsx';

/** Where an address does not reach everybody: said before somebody finds out. */
export function ReachNote({ url }: { url: string }) {
  const t = useText('links');
  const reach = linkReach(url);
  if (reach === 'anywhere') return null;
  const { host } = new URL(url);
  return (
    <Note tone="warning">
      {t(reach === 'this-machine' ? 'onlyThisMachine' : 'onlyThisNetwork', { host })}
    </Note>
  );
}
