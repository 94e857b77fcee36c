import type { RefObject } from 'react';
import { BarContent } from '../../shared/bar-content.tsx';
import type { Go, Place } from '../listing/use-place.ts';
import { PathBar } from './path-bar.tsx';
import styles from './place-bar.module.css';
import { SearchBox } from './search-box.tsx';

interface PlaceBarProps {
  place: Place;
  go: Go;
  hrefOf: (prefix: string) => string;
  narrow: boolean;
  search: RefObject<HTMLInputElement | null>;
  onLeaveSearch: () => void;
}

/** The path and the search: in the bar at the top, or two lines of the page where that has no room. */
export function PlaceBar({ place, go, hrefOf, narrow, search, onLeaveSearch }: PlaceBarProps) {
  const path = <PathBar place={place} go={go} hrefOf={hrefOf} />;
  const box = (
    <SearchBox
      ref={search}
      q={place.q}
      onSearch={(q) => go({ q, after: undefined }, { replace: true })}
      onLeave={onLeaveSearch}
    />
  );
  if (!narrow) {
    return (
      <BarContent>
        {path}
        {box}
      </BarContent>
    );
  }
  return (
    <div className={styles.narrow}>
      {path}
      {box}
    </div>
  );
}
