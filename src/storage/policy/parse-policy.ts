import {
  type JsonMember,
  type JsonNode,
  type JsonObject,
  JsonProblem,
  jsonOf,
  parseJson,
} from './json-node.ts';
import { parseStatement } from './parse-statement.ts';
import type { PolicyProblem } from './policy-problem.ts';
import type { Policy, Statement } from './policy-types.ts';
import { ProblemList } from './problem-list.ts';

/** Bytes that S3 takes. */
const maxPolicyBytes = 20 * 1024;

export interface ParsedPolicy {
  /** Undefined where the text cannot be read as a policy; present beside problems that leave it readable. */
  policy: Policy | undefined;
  /** In the order of the text. */
  problems: readonly PolicyProblem[];
}

/**
 * Reads the policy of a bucket. Elements that are not known are kept in the sources and told as warnings. Never
 * throws. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string, bucket: string): ParsedPolicy {
  const problems = new ProblemList();
  const policy = readPolicy(text, bucket, problems);
  if (new TextEncoder().encode(text).length > maxPolicyBytes) {
    problems.error('too-large', [], { from: 0, to: 0 });
  }
  return { policy, problems: problems.sorted() };
}

function readPolicy(text: string, bucket: string, problems: ProblemList): Policy | undefined {
  let root: JsonNode;
  try {
    root = parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    problems.error('not-json', [], error.at);
    return undefined;
  }
  if (root.kind !== 'object') {
    problems.error('not-an-object', [], root);
    return undefined;
  }
  findDuplicateNames(root, [], problems);
  const members = new Map(root.members.map((member) => [member.name, member]));
  for (const { name, at } of root.members) {
    if (!['Version', 'Id', 'ID', 'Statement'].includes(name))
      problems.warning('unknown-element', [name], at, name);
  }
  const statements = readStatements(members.get('Statement'), root, bucket, problems);
  if (statements === undefined) return undefined;
  const { Statement: _, ...source } = jsonOf(root) as JsonObject;
  return { version: readVersion(members.get('Version'), root, problems), statements, source };
}

function readVersion(
  member: JsonMember | undefined,
  root: JsonNode,
  problems: ProblemList,
): string | undefined {
  const value = member?.value.kind === 'plain' ? member.value.value : undefined;
  if (member === undefined || value === '2008-10-17') {
    problems.warning('old-version', ['Version'], member?.value ?? { from: root.from, to: root.from + 1 });
  } else if (value !== '2012-10-17') {
    problems.error('version', ['Version'], member.value);
  }
  return typeof value === 'string' ? value : undefined;
}

function readStatements(
  member: JsonMember | undefined,
  root: JsonNode,
  bucket: string,
  problems: ProblemList,
): Statement[] | undefined {
  if (member === undefined) {
    problems.error('no-statement', ['Statement'], { from: root.from, to: root.from + 1 });
    return undefined;
  }
  const { value } = member;
  if (value.kind === 'plain') {
    problems.error('no-statement', ['Statement'], value);
    return undefined;
  }
  // One statement may stand without its list.
  if (value.kind === 'object') problems.warning('single-statement', ['Statement'], member.at);
  const nodes = value.kind === 'array' ? value.items : [value];
  if (nodes.length === 0) problems.warning('empty-policy', ['Statement'], value);
  const statements = nodes.map((node, index) => parseStatement(node, ['Statement', index], bucket, problems));
  findDuplicateSids(nodes, problems);
  const readable = statements.filter((statement) => statement !== undefined);
  return readable.length === statements.length ? readable : undefined;
}

function findDuplicateSids(nodes: readonly JsonNode[], problems: ProblemList): void {
  const seen = new Set<unknown>();
  nodes.forEach((node, index) => {
    if (node.kind !== 'object') return;
    const sid = node.members.find(({ name }) => name === 'Sid')?.value;
    if (sid === undefined) return;
    const path = ['Statement', index, 'Sid'];
    if (sid.kind !== 'plain' || typeof sid.value !== 'string') {
      problems.error('sid-shape', path, sid);
      return;
    }
    // Older clients write "" for none.
    if (sid.value !== '' && seen.has(sid.value)) problems.error('duplicate-sid', path, sid, sid.value);
    seen.add(sid.value);
  });
}

/** Of two members of one name a reader sees both and a server takes one. */
function findDuplicateNames(node: JsonNode, path: readonly (string | number)[], problems: ProblemList): void {
  if (node.kind === 'array') {
    node.items.forEach((item, index) => {
      findDuplicateNames(item, [...path, index], problems);
    });
  }
  if (node.kind !== 'object') return;
  const seen = new Set<string>();
  for (const { name, at, value } of node.members) {
    if (seen.has(name)) problems.error('duplicate-name', [...path, name], at, name);
    seen.add(name);
    findDuplicateNames(value, [...path, name], problems);
  }
}
