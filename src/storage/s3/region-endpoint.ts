/**
 * The endpoint that answers for buckets of `region`. Only AWS has one host a region; everywhere else the endpoint
 * stays what the person typed. Private links, dual-stack and other special hosts are left alone.
 */
export function endpointForRegion(endpoint: string, region: string): string {
  const aws = /^(https?:\/\/)s3(?:[.-][a-z]{2}(?:-[a-z]+)+-\d+)?(\.amazonaws\.com(?:\.cn)?(?::\d+)?)$/;
  return endpoint.replace(aws, `$1s3.${region}$2`);
}
