import { JsonProblem, parseJson, type Span } from './json-node.ts';

/** Where a statement (by its index) stands in the text of a policy; undefined where there is none. */
export function statementSpan(text: string, index: number): Span | undefined {
  try {
    const root = parseJson(text);
    const member =
      root.kind === 'object' ? root.members.findLast(({ name }) => name === 'Statement') : undefined;
    const nodes = member?.value.kind === 'array' ? member.value.items : member ? [member.value] : [];
    const found = nodes[index];
    return found && { from: found.from, to: found.to };
  } catch (error) {
    if (error instanceof JsonProblem) return undefined;
    throw error;
  }
}
