/** A clock that stands still until it is told to go on, with the alarms that were set by it. */
export interface ManualClock {
  now(): number;
  schedule(callback: () => void, ms: number): () => void;
  /** Goes on by `ms` and rings every alarm on the way, each at its time. */
  pass(ms: number): void;
  alarmsSet(): number;
}

export function createManualClock(): ManualClock {
  const alarms = new Set<{ at: number; callback: () => void }>();
  let time = 0;
  return {
    now: () => time,
    schedule(callback, ms) {
      const alarm = { at: time + ms, callback };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    pass(ms) {
      const end = time + ms;
      for (;;) {
        const due = [...alarms].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
        if (!due) break;
        alarms.delete(due);
        time = due.at;
        due.callback();
      }
      time = end;
    },
    alarmsSet: () => alarms.size,
  };
}
