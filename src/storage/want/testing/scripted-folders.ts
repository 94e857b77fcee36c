import { StorageError } from '../../errors.ts';
import type { WantCaller } from '../want-caller.ts';
import { keyOfPath } from '../want-path.ts';

/** A Want service that has these keys and does nothing but list them; `asked` are the folders that it was asked for. */
export function scriptedFolders(keys: readonly string[]): { caller: WantCaller; asked: string[] } {
  const asked: string[] = [];
  const caller: WantCaller = {
    manages: true,
    read: () => Promise.reject(new Error('Nothing is read here')),
    upload: () => Promise.reject(new StorageError('not-supported')),
    manage: ({ path, query = {} }) => {
      const dir = String(query.dir);
      asked.push(dir);
      const prefix = dir === '/' ? '' : `${keyOfPath({ dir, name: '' })}`;
      const below = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      const names =
        path === '/3.0/files'
          ? below.filter((rest) => !rest.includes('/'))
          : [
              ...new Set(
                below.filter((rest) => rest.includes('/')).map((rest) => rest.split('/', 1)[0] ?? ''),
              ),
            ];
      const [page, pageSize] = [Number(query.currentPage), Number(query.pageSize)];
      return Promise.resolve({
        totalCount: names.length,
        totalPage: Math.ceil(names.length / pageSize),
        result: names.slice((page - 1) * pageSize, page * pageSize).map((name) => ({ name, dir })),
      });
    },
  };
  return { caller, asked };
}
