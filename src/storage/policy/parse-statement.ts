import { actionsMatched, arnStart, bucketArn } from './actions.ts';
import { isKnownOperator } from './conditions.ts';
import { type JsonMember, type JsonNode, type JsonObject, jsonOf } from './json-node.ts';
import type { Clause, Condition, Principal, Statement } from './policy-types.ts';
import type { Path, ProblemList } from './problem-list.ts';
import { matchesPattern } from './wildcard.ts';

const elements = ['Principal', 'Action', 'Resource'] as const;
const known = new Set(['Sid', 'Effect', 'Condition', ...elements.flatMap((name) => [name, `Not${name}`])]);

/** Reads one statement; undefined, with its problems told, where it cannot be read. */
export function parseStatement(
  node: JsonNode,
  path: Path,
  bucket: string,
  problems: ProblemList,
): Statement | undefined {
  if (node.kind !== 'object') {
    problems.error('statement-shape', path, node);
    return undefined;
  }
  const reader = new StatementReader(node, path, problems);
  const effect = reader.effect();
  const principal = reader.clause('Principal', (found) => reader.principals(found));
  const action = reader.clause('Action', (found) => reader.texts(found));
  const resource = reader.clause('Resource', (found) => reader.texts(found));
  const conditions = reader.conditions();
  const sid = reader.member('Sid')?.value;
  if (!effect || !principal || !action || !resource || !conditions) return undefined;
  const statement: Statement = {
    sid: sid?.kind === 'plain' && typeof sid.value === 'string' ? sid.value : undefined,
    effect,
    principal,
    action,
    resource,
    conditions,
    source: jsonOf(node) as JsonObject,
  };
  reader.checkMeaning(statement, bucket);
  return statement;
}

class StatementReader {
  readonly #members: Map<string, JsonMember>;
  readonly #node: JsonNode;
  readonly #path: Path;
  readonly #problems: ProblemList;

  constructor(node: JsonNode & { kind: 'object' }, path: Path, problems: ProblemList) {
    this.#members = new Map(node.members.map((member) => [member.name, member]));
    this.#node = node;
    this.#path = path;
    this.#problems = problems;
    for (const { name, at } of node.members) {
      if (!known.has(name)) problems.warning('unknown-element', [...path, name], at, name);
    }
  }

  member(name: string): JsonMember | undefined {
    return this.#members.get(name);
  }

  get #start() {
    return { from: this.#node.from, to: this.#node.from + 1 };
  }

  effect(): 'Allow' | 'Deny' | undefined {
    const value = this.member('Effect')?.value;
    const effect = value?.kind === 'plain' ? value.value : undefined;
    if (effect === 'Allow' || effect === 'Deny') return effect;
    this.#problems.error(
      value ? 'effect' : 'missing-element',
      [...this.#path, 'Effect'],
      value ?? this.#start,
      'Effect',
    );
    return undefined;
  }

  /** The element, or its opposite: one of them must be there. */
  clause<Item>(
    name: (typeof elements)[number],
    read: (member: JsonMember) => Item[] | undefined,
  ): Clause<Item> | undefined {
    const [element, opposite] = [this.member(name), this.member(`Not${name}`)];
    const member = element ?? opposite;
    if (member === undefined) {
      this.#problems.error('missing-element', [...this.#path, name], this.#start, name);
      return undefined;
    }
    if (element && opposite) {
      this.#problems.error('both-elements', [...this.#path, opposite.name], opposite.at, name);
      return undefined;
    }
    const listed = read(member);
    return listed && { isExcept: element === undefined, listed };
  }

  texts({ name, value }: JsonMember, path: Path = [...this.#path, name]): string[] | undefined {
    const items = value.kind === 'array' ? value.items : [value];
    if (items.length === 0) {
      this.#problems.error('empty-list', path, value, name);
      return undefined;
    }
    const texts = items.flatMap((item) =>
      item.kind === 'plain' && item.value !== null ? [String(item.value)] : [],
    );
    if (texts.length === items.length) return texts;
    this.#problems.error('text-list', path, value, name);
    return undefined;
  }

  principals(member: JsonMember): Principal[] | undefined {
    const { name, value } = member;
    if (value.kind === 'plain' && value.value === '*') return [{ kind: 'everyone' }];
    const path = [...this.#path, name];
    if (value.kind !== 'object' || value.members.length === 0) {
      this.#problems.error('principal-shape', path, value, name);
      return undefined;
    }
    const listed = value.members.map((kind) => {
      const ids = this.texts(kind, [...path, kind.name]);
      return ids?.map(
        (id): Principal =>
          kind.name === 'AWS' && id === '*' ? { kind: 'everyone' } : { kind: 'named', type: kind.name, id },
      );
    });
    return listed.includes(undefined) ? undefined : listed.flatMap((principals) => principals ?? []);
  }

  conditions(): Condition[] | undefined {
    const member = this.member('Condition');
    if (member === undefined) return [];
    const path = [...this.#path, 'Condition'];
    const refuse = (at: JsonNode, where: Path): undefined => {
      this.#problems.error('condition-shape', where, at);
    };
    if (member.value.kind !== 'object') return refuse(member.value, path);
    const conditions: Condition[] = [];
    for (const { name: operator, at, value } of member.value.members) {
      if (value.kind !== 'object') return refuse(value, [...path, operator]);
      if (!isKnownOperator(operator)) {
        this.#problems.warning('unknown-operator', [...path, operator], at, operator);
      }
      for (const key of value.members) {
        const values = this.texts(key, [...path, operator, key.name]);
        if (values === undefined) return undefined;
        conditions.push({ operator, key: key.name, values });
      }
    }
    return conditions;
  }

  /** Each value of a list with where it stands. */
  #items(name: string): { text: string; path: Path; at: JsonNode }[] {
    const value = this.member(name)?.value;
    const items = value?.kind === 'array' ? value.items : value ? [value] : [];
    return items.map((at, index) => ({
      text: String(jsonOf(at)),
      path: value?.kind === 'array' ? [...this.#path, name, index] : [...this.#path, name],
      at,
    }));
  }

  /** What could never do anything in the policy of this bucket, or is another's. */
  checkMeaning({ action, resource }: Statement, bucket: string): void {
    if (action.isExcept) this.#problems.warning('not-action', [...this.#path, 'NotAction'], this.#start);
    for (const { text, path, at } of this.#items(resource.isExcept ? 'NotResource' : 'Resource')) {
      if (!/^\**$/.test(text) && !text.startsWith(arnStart)) {
        this.#problems.error('resource-form', path, at, text);
      } else if (!resource.isExcept && !isAbout(text, bucket)) {
        this.#problems.error('foreign-bucket', path, at, text);
      }
    }
    const names = {
      ofObjects: resource.isExcept || resource.listed.some(isOfObjects),
      ofBucket: resource.isExcept || resource.listed.some((text) => matchesPattern(text, bucketArn(bucket))),
    };
    for (const { text, path, at } of this.#items(action.isExcept ? 'NotAction' : 'Action')) {
      if (text !== '*' && !/^s3:[a-z*?]+$/i.test(text)) {
        this.#problems.error('action-form', path, at, text);
        continue;
      }
      const met = actionsMatched(text);
      if (!met.ofObjects && !met.ofBucket) this.#problems.warning('unknown-action', path, at, text);
      else if (!action.isExcept && !(met.ofObjects && names.ofObjects) && !(met.ofBucket && names.ofBucket)) {
        this.#problems.warning('no-resource-for-action', path, at, text);
      }
    }
  }
}

/** Whether something of this bucket can be meant. A star may run on over slashes. */
function isAbout(resource: string, bucket: string): boolean {
  const [start = ''] = resource.split('/', 1);
  const lastStar = start.lastIndexOf('*');
  const arn = bucketArn(bucket);
  return matchesPattern(start, arn) || (lastStar !== -1 && matchesPattern(start.slice(0, lastStar + 1), arn));
}

const isOfObjects = (resource: string): boolean => /[*/]/.test(resource);
