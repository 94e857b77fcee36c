import { Fragment, type ReactNode } from 'react';

/** Characters of private use, which no text of the page has: each stands for a node until the sentence is whole. */
const firstSlot = 0xe000;
const slotPattern = /([\ue000-\uf8ff])/u;

/**
 * Nodes in translated sentences: `slot(node)` gives what to hand to `t` in the node's place, `render(sentence)` puts
 * the nodes there. So names from outside stay isolated and visible, wherever a language wants them.
 */
export function createSlots() {
  const nodes: ReactNode[] = [];
  return {
    slot(node: ReactNode): string {
      nodes.push(node);
      return String.fromCharCode(firstSlot + nodes.length - 1);
    },
    render(sentence: string): ReactNode {
      return sentence.split(slotPattern).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no identity but their place
        <Fragment key={index}>
          {slotPattern.test(part) ? nodes[part.charCodeAt(0) - firstSlot] : part}
        </Fragment>
      ));
    },
  };
}

export type Slots = ReturnType<typeof createSlots>;
