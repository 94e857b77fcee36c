import { IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import styles from './search-field.module.css';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Rows of a rail are smaller than the page's. */
  small?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** Escape empties it first, then leaves it. */
export function SearchField({ label, value, onChange, small = false, ref }: SearchFieldProps) {
  return (
    <label className={styles.field} data-small={small}>
      <IconSearch size={small ? 14 : 16} aria-hidden />
      <input
        ref={ref}
        type="search"
        value={value}
        placeholder={label}
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          if (value === '') event.currentTarget.blur();
          else onChange('');
          event.preventDefault();
        }}
      />
    </label>
  );
}
