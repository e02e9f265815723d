import { useEffect, useState } from 'react';
import { Button } from './Button';
import { Icon } from './Icon';

interface Props {
  /** Or how it is had when it is wanted. */
  text: string | (() => Promise<string>);
  /** Names the button, so it begins with what `caption` shows. */
  label: string;
  caption?: string;
}

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, label, caption }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      setCopied(await writeText(typeof text === 'string' ? text : await text()));
    } catch {
      // Not allowed, or the server is away: the button does not say that it did.
    }
  };
  return (
    <Button kind="quiet" aria-label={label} title={label} onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'copy'} />
      {caption !== undefined && (copied ? 'Copied' : caption)}
    </Button>
  );
}

/** The clipboard needs a secure page; on another host over plain HTTP the old way still works. */
async function writeText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
