import type { StorageDriver } from '../driver.ts';
import type { Tag } from '../settings/setting-types.ts';
import type { ObjectRef } from '../types.ts';
import type { Act } from './act-types.ts';
import { createJournal } from './journal.ts';
import { nameOf, ofObjects, ofUploads } from './journaled-objects.ts';
import { createSender, overriding, type Sender } from './sender.ts';

/**
 * The same driver, whose journal tells what was done with it. Calls settle as they did, and getters stay getters. The
 * parts of an upload pass by unseen: its beginning and its end are one act. What was aborted tells nothing.
 */
export function journaledDriver(driver: StorageDriver, now?: () => number): StorageDriver {
  const journal = createJournal(now);
  const sender = createSender(journal);
  return overriding(driver, {
    journal,
    ...ofBuckets(driver, sender),
    ...ofObjects(driver, sender),
    ...ofUploads(driver, sender),
    ...ofProtection(driver, sender),
    ...ofLinks(driver, sender),
  });
}

function ofBuckets({ buckets, settings, purge }: StorageDriver, { once }: Sender): Partial<StorageDriver> {
  return {
    buckets:
      buckets &&
      overriding(buckets, {
        list: (options) => once({ kind: 'list-buckets' }, buckets.list(options)),
        head: (bucket, options) => once({ kind: 'head-bucket', bucket }, buckets.head(bucket, options)),
        create: (bucket, input, options) =>
          once({ kind: 'create-bucket', bucket, ...input }, buckets.create(bucket, input, options)),
        delete: (bucket, options) => once({ kind: 'delete-bucket', bucket }, buckets.delete(bucket, options)),
      }),
    settings:
      settings &&
      overriding(settings, {
        read: (bucket, name, options) =>
          once({ kind: 'read-setting', bucket, name }, settings.read(bucket, name, options)),
        write: (bucket, name, value, options) => {
          // The compiler cannot see that name and value belong together.
          const act = {
            kind: 'write-setting',
            bucket,
            name,
            value,
            document: settings.print(name, value),
          } as Act;
          return once(act, settings.write(bucket, name, value, options));
        },
        remove: (bucket, name, options) =>
          once({ kind: 'remove-setting', bucket, name }, settings.remove(bucket, name, options)),
      }),
    purge:
      purge &&
      overriding(purge, {
        run: (plan, options) => once({ kind: 'purge-bucket', bucket: plan.bucket }, purge.run(plan, options)),
      }),
  };
}

function ofProtection({ objectTags, locks }: StorageDriver, { once }: Sender): Partial<StorageDriver> {
  return {
    objectTags:
      objectTags &&
      overriding(objectTags, {
        read: (ref, options) => once({ kind: 'read-tags', ...nameOf(ref) }, objectTags.read(ref, options)),
        write: (ref, tags, options) => once(tagging(ref, tags), objectTags.write(ref, tags, options)),
        async update(ref, change, options) {
          let tags: readonly Tag[] | undefined;
          const made = objectTags.update(
            ref,
            (before) => {
              tags = change(before);
              return tags;
            },
            options,
          );
          // What was never reached is told as the reading that it failed in.
          const act = (): Act => (tags ? tagging(ref, tags) : { kind: 'read-tags', ...nameOf(ref) });
          return once(act, made);
        },
      }),
    locks:
      locks &&
      overriding(locks, {
        readRetention: (ref, options) =>
          once({ kind: 'read-retention', ...nameOf(ref) }, locks.readRetention(ref, options)),
        writeRetention: (ref, retention, options) =>
          once(
            {
              kind: 'write-retention',
              ...nameOf(ref),
              retention,
              bypassGovernance: options?.bypassGovernance === true,
            },
            locks.writeRetention(ref, retention, options),
          ),
        readLegalHold: (ref, options) =>
          once({ kind: 'read-hold', ...nameOf(ref) }, locks.readLegalHold(ref, options)),
        writeLegalHold: (ref, on, options) =>
          once({ kind: 'write-hold', ...nameOf(ref), on }, locks.writeLegalHold(ref, on, options)),
      }),
  };
}

function ofLinks(
  { presign, uploadForms, select }: StorageDriver,
  { once, pages }: Sender,
): Partial<StorageDriver> {
  return {
    presign:
      presign &&
      overriding(presign, {
        presign: (input) => once({ kind: 'presign', ...input }, presign.presign(input)),
      }),
    uploadForms:
      uploadForms &&
      overriding(uploadForms, {
        create: (input) => once({ kind: 'upload-form', ...input }, uploadForms.create(input)),
      }),
    select:
      select &&
      overriding(select, {
        query: (input, options) => {
          const { customerKey, ...question } = input;
          return pages(
            { kind: 'select', ...question, sealed: customerKey !== undefined },
            select.query(input, options),
          );
        },
      }),
  };
}

const tagging = (ref: ObjectRef, tags: readonly Tag[]): Act =>
  tags.length === 0 ? { kind: 'remove-tags', ...nameOf(ref) } : { kind: 'write-tags', ...nameOf(ref), tags };
