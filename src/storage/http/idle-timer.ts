/** Calls `onIdle` once when `idleTimeout` ms pass without a `restart`. Without a time-out it never fires. */
export interface IdleTimer {
  restart(): void;
  stop(): void;
}

export function startIdleTimer(idleTimeout: number | undefined, onIdle: () => void): IdleTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    if (idleTimeout !== undefined) timer = setTimeout(onIdle, idleTimeout);
  };
  restart();
  return { restart, stop };
}
