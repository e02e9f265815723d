import { useEffect, useState } from 'react';
import { Button } from './Button';
import { Icon } from './Icon';

/** Puts a text on the clipboard and says that it did. `label` names the button, so it begins with what `caption` shows. */
export function CopyButton({ text, label, caption }: { text: string; label: string; caption?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void writeText(text).then(setCopied);
  return (
    <Button kind="quiet" aria-label={label} title={label} onClick={copy}>
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
