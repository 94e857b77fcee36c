import { expect, it } from 'vitest';
import { endpointForRegion } from './region-endpoint.ts';

it.each([
  ['https://s3.amazonaws.com', 'https://s3.eu-west-1.amazonaws.com'],
  ['https://s3.us-east-1.amazonaws.com', 'https://s3.eu-west-1.amazonaws.com'],
  ['https://s3-us-west-2.amazonaws.com', 'https://s3.eu-west-1.amazonaws.com'],
  ['https://s3.cn-north-1.amazonaws.com.cn', 'https://s3.eu-west-1.amazonaws.com.cn'],
  ['https://s3.us-gov-west-1.amazonaws.com', 'https://s3.eu-west-1.amazonaws.com'],
  ['https://s3.dualstack.us-east-1.amazonaws.com', 'https://s3.dualstack.us-east-1.amazonaws.com'],
  ['https://s3.amazonaws.com.example.com', 'https://s3.amazonaws.com.example.com'],
  ['https://s3.example.com', 'https://s3.example.com'],
  ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
])('%s', (endpoint, expected) => {
  expect(endpointForRegion(endpoint, 'eu-west-1')).toBe(expected);
});
