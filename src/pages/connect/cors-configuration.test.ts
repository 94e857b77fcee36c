import { expect, test } from 'vitest';
import { corsCommand, corsConfiguration } from './cors-configuration.ts';

test('the rule is JSON that names this page, every method and the headers that uploads need', () => {
  const { CORSRules } = JSON.parse(corsConfiguration('https://pail.example.com'));
  expect(CORSRules).toHaveLength(1);
  const [rule] = CORSRules;
  expect(rule.AllowedOrigins).toEqual(['https://pail.example.com']);
  expect(rule.AllowedMethods).toEqual(['GET', 'HEAD', 'PUT', 'POST', 'DELETE']);
  expect(rule.AllowedHeaders).toEqual(['*']);
  expect(rule.ExposeHeaders).toContain('ETag');
  expect(rule.ExposeHeaders).not.toContain('*');
  expect(rule.MaxAgeSeconds).toBe(3600);
});

test.each([
  ['https://s3.eu-west-3.amazonaws.com', 'aws s3api put-bucket-cors'],
  ['http://127.0.0.1:7480', 'aws --endpoint-url http://127.0.0.1:7480 s3api put-bucket-cors'],
])('the command for %s begins with %s', (endpoint, beginning) => {
  expect(corsCommand(endpoint)).toBe(`${beginning} --bucket BUCKET --cors-configuration file://cors.json`);
});
