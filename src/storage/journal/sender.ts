import { StorageError } from '../errors.ts';
import type { Act } from './act-types.ts';
import type { JournalWriter } from './journal.ts';

export type Sender = ReturnType<typeof createSender>;

/** Tells an act when the call that it stands for is over. */
export function createSender(journal: JournalWriter) {
  const refuse = (act: Act, error: unknown) => {
    const code = error instanceof StorageError ? error.code : 'unknown';
    if (code !== 'aborted') journal.add(act, code);
  };
  /** Some are known only when they are over. */
  const actOf = (act: Act | (() => Act)) => (typeof act === 'function' ? act() : act);
  return {
    refuse,
    once<Result>(act: Act | (() => Act), call: Promise<Result>): Promise<Result> {
      call.then(
        () => journal.add(actOf(act)),
        (error: unknown) => refuse(actOf(act), error),
      );
      return call;
    },
    /** At its first page, or where it ends without one. */
    async *pages<Page>(act: Act, pages: AsyncIterable<Page>): AsyncGenerator<Page, void, undefined> {
      let isTold = false;
      const tell = (error?: unknown) => {
        if (isTold) return;
        isTold = true;
        if (error === undefined) journal.add(act);
        else refuse(act, error);
      };
      try {
        for await (const page of pages) {
          tell();
          yield page;
        }
      } catch (error) {
        tell(error);
        throw error;
      }
      tell();
    },
  };
}

/** Another object with these properties in place of its own. */
export function overriding<Group extends object>(group: Group, properties: Partial<Group>): Group {
  return Object.create(Object.getPrototypeOf(group), {
    ...Object.getOwnPropertyDescriptors(group),
    ...Object.getOwnPropertyDescriptors(properties),
  });
}
