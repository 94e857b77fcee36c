import type { EventGroup } from './event-names.ts';

/** How much of a group is chosen. */
export function groupState(group: EventGroup, chosen: readonly string[]): 'all' | 'some' | 'none' {
  if (group.all !== undefined && chosen.includes(group.all)) return 'all';
  return group.events.some((name) => chosen.includes(name)) ? 'some' : 'none';
}

export function isChosen(group: EventGroup, chosen: readonly string[], name: string): boolean {
  return chosen.includes(name) || groupState(group, chosen) === 'all';
}

/** Of a group with a name for all: from all to none, else to all, which replaces the single ones. */
export function withGroupToggled(group: EventGroup, chosen: readonly string[]): string[] {
  const rest = chosen.filter((name) => name !== group.all && !group.events.includes(name));
  return groupState(group, chosen) === 'all' || group.all === undefined ? rest : [...rest, group.all];
}

/** Taking one out of a whole group leaves the others, by their names. */
export function withEventToggled(group: EventGroup, chosen: readonly string[], name: string): string[] {
  if (groupState(group, chosen) === 'all') {
    return [
      ...chosen.filter((one) => one !== group.all && !group.events.includes(one)),
      ...group.events.filter((one) => one !== name),
    ];
  }
  return chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
}
