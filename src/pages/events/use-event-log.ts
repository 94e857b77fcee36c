import { useCallback, useEffect, useRef, useState } from 'react';
import { type EventLog, emptyLog, mostKept, type NewEvent, withEvents } from './event-log.ts';

/** The log, drawn at most once a frame however fast events come; also while the tab is hidden, where no frame comes. */
export function useEventLog(onArrived: () => void): {
  log: EventLog;
  add: (event: NewEvent) => void;
  clear: () => void;
} {
  const [log, setLog] = useState(emptyLog);
  const waiting = useRef<{ events: NewEvent[]; overflow: number; scheduled: boolean }>({
    events: [],
    overflow: 0,
    scheduled: false,
  });
  const arrived = useRef(onArrived);
  useEffect(() => {
    arrived.current = onArrived;
  });

  const add = useCallback((event: NewEvent) => {
    const batch = waiting.current;
    batch.events.push(event);
    if (batch.events.length > 2 * mostKept) {
      batch.overflow += mostKept;
      batch.events.splice(0, mostKept);
    }
    if (batch.scheduled) return;
    batch.scheduled = true;
    const flush = () => {
      const { events, overflow } = batch;
      batch.events = [];
      batch.overflow = 0;
      batch.scheduled = false;
      setLog((before) => withEvents(before, events, Date.now(), overflow));
      arrived.current();
    };
    if (document.hidden) setTimeout(flush, 1000);
    else requestAnimationFrame(flush);
  }, []);

  return { log, add, clear: useCallback(() => setLog(emptyLog), []) };
}
