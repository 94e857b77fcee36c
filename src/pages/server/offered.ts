import type { StorageDriver } from '../../storage/index.ts';

/** What a person may want of a storage, in the order of the page. */
const features = [
  'browse',
  'upload',
  'upload-policy',
  'blocks',
  'delete',
  'list-spaces',
  'make-spaces',
  'multipart',
  'copying',
  'links',
  'forms',
  'all-versions',
  'object-tags',
  'locks',
  'settings',
  'live-events',
  'queries',
] as const;
export type Feature = (typeof features)[number];

/** `by-token`: the protocol has it, but a token that was signed for uploads does not allow it. */
export type Offer = 'offered' | 'by-token' | 'lacking';

/** What the connection offers, told by the groups of its driver: nothing is asked of the server. */
export function offers(storage: StorageDriver): { feature: Feature; offer: Offer }[] {
  const { buckets, multipart, blocks, uploadPolicies, presign, uploadForms } = storage;
  const { versions, objectTags, locks, settings, events, select } = storage;
  const withKeys: Offer = uploadPolicies?.pasted ? 'by-token' : 'offered';
  const where = (group: unknown): Offer => (group === undefined ? 'lacking' : 'offered');
  const found: Record<Feature, Offer> = {
    browse: withKeys,
    upload: 'offered',
    'upload-policy': where(uploadPolicies),
    blocks: where(blocks),
    delete: withKeys,
    'list-spaces': where(buckets),
    'make-spaces': where(buckets),
    multipart: where(multipart),
    copying: where(storage.objects.copy),
    links: where(presign),
    forms: where(uploadForms),
    'all-versions': where(versions),
    'object-tags': where(objectTags),
    locks: where(locks),
    settings: where(settings),
    'live-events': where(events),
    queries: where(select),
  };
  return features.map((feature) => ({ feature, offer: found[feature] }));
}
