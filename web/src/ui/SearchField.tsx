import { type KeyboardEvent, useRef } from 'react';
import { Icon } from './Icon';
import styles from './SearchField.module.css';
import { useShortcut } from './use-shortcut';

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** Other keys than those that edit, such as arrows. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** Searches while one types. `/` leads there from anywhere, Escape empties it, then leaves it. */
export function SearchField({ label, placeholder, value, onChange, onKeyDown }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', () => {
    input.current?.focus();
    input.current?.select();
  });
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (value === '') input.current?.blur();
      else onChange('');
    } else {
      onKeyDown?.(event);
    }
  };
  return (
    <div className={styles.search}>
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={keyDown}
      />
      {value === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button type="button" aria-label="Clear the search" onClick={() => onChange('')}>
          <Icon name="close" size={12} />
        </button>
      )}
    </div>
  );
}
