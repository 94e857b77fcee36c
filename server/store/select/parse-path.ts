import type { PathStep } from './sql-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `.name`, `."name"`, `['name']` and `[0]`, any number of them; in FROM also `[*]` and `.*`. */
export function parsePathSteps(cursor: TokenCursor, withWildcards: boolean): PathStep[] {
  const steps: PathStep[] = [];
  for (;;) {
    if (cursor.takeOperator('.') !== undefined) steps.push(namedStep(cursor, withWildcards));
    else if (cursor.takeOperator('[') !== undefined) {
      steps.push(bracketStep(cursor, withWildcards));
      cursor.requireOperator(']');
    } else return steps;
    cursor.countOperator();
  }
}

function namedStep(cursor: TokenCursor, withWildcards: boolean): PathStep {
  const { kind } = cursor.current;
  // After a dot even a keyword can only be a name.
  if (kind === 'word' || kind === 'quoted') {
    return { kind: 'name', name: cursor.advance().text, quoted: kind === 'quoted' };
  }
  if (withWildcards && cursor.takeOperator('*') !== undefined) return { kind: 'every' };
  throw cursor.unexpected('ParseInvalidPathComponent', 'a name is expected');
}

function bracketStep(cursor: TokenCursor, withWildcards: boolean): PathStep {
  if (cursor.current.kind === 'string') return { kind: 'name', name: cursor.advance().text, quoted: true };
  if (withWildcards && cursor.takeOperator('*') !== undefined) return { kind: 'every' };
  return { kind: 'index', index: cursor.requireInteger('An index', 'ParseInvalidPathComponent') };
}
