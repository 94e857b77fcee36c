import { HttpRequest } from '@smithy/protocol-http';
import { expect, it } from 'vitest';
import { sendableHeaders, urlOfRequest } from './sdk-handler.ts';

const queries: { query: HttpRequest['query']; text: string }[] = [
  { query: {}, text: '' },
  { query: { uploads: '' }, text: '?uploads=' },
  { query: { uploads: null }, text: '?uploads=' },
  // By name, not by the string `name=value`: the longer name comes second although `-` sorts before `=`.
  { query: { 'select-type': '2', select: '' }, text: '?select=&select-type=2' },
  { query: { 'x-id': 'GetObject', 'X-Amz-Date': 'd' }, text: '?X-Amz-Date=d&x-id=GetObject' },
  { query: { events: ['b', 'a', 'A'] }, text: '?events=A&events=a&events=b' },
  { query: { prefix: "a b+c/中~'()*!" }, text: '?prefix=a%20b%2Bc%2F%E4%B8%AD~%27%28%29%2A%21' },
];

it.each(queries)('$query: $text', ({ query, text }) => {
  const request = new HttpRequest({ protocol: 'https:', hostname: 'host', path: '/b/a%20b', query });
  expect(urlOfRequest(request)).toBe(`https://host/b/a%20b${text}`);
});

it('keeps a port', () => {
  const request = new HttpRequest({ protocol: 'http:', hostname: '127.0.0.1', port: 9000, path: '/' });
  expect(urlOfRequest(request)).toBe('http://127.0.0.1:9000/');
});

it('leaves to the browser what only it may set', () => {
  const headers = { Host: 'h', 'content-length': '5', 'user-agent': 'x', authorization: 'a', range: 'r' };
  expect(sendableHeaders(headers)).toEqual({ authorization: 'a', range: 'r' });
});
