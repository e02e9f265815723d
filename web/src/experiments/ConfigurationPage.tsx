import { useMemo, useState } from 'react';
import { useWritable } from '../app/services';
import { toYaml } from '../format/yaml';
import { SpaceDialog } from '../space/SpaceDialog';
import { SpaceTable } from '../space/SpaceTable';
import { useAt } from '../time/moment';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { Panel } from '../ui/Panel';
import styles from './ConfigurationPage.module.css';
import { saveFile } from './save-file';
import { useScope } from './scope';

/** What the experiment was told to do, and what it searches. */
export function ConfigurationPage() {
  const { view, space, configuration } = useScope();
  const past = useAt() !== undefined;
  const editable = useWritable() && !past;
  const [editing, setEditing] = useState(false);
  return (
    <div className={styles.page}>
      <Panel
        title="Search space"
        note={past ? 'as it is now' : space.length > 0 && `${space.length} ${space.length === 1 ? 'parameter' : 'parameters'}`}
        tools={
          editable &&
          configuration !== undefined && (
            <Button kind="quiet" onClick={() => setEditing(true)}>
              <Icon name="edit" size={13} />
              Edit
            </Button>
          )
        }
      >
        {configuration !== undefined && space.length === 0 ? <p className={styles.empty}>It has no parameters.</p> : <SpaceTable space={space} />}
      </Panel>
      <Panel title="Configuration" note={past ? 'as it is now' : 'complete, with all defaults'} tools={configuration !== undefined && <Tools configuration={configuration} id={view.experiment.id} />}>
        {configuration !== undefined && <Text configuration={configuration} />}
      </Panel>
      {editing && <SpaceDialog experiment={view.experiment} space={configuration?.searchSpace} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Tools({ configuration, id }: { configuration: Record<string, unknown>; id: string }) {
  const yaml = useMemo(() => toYaml(configuration), [configuration]);
  const json = () => JSON.stringify(configuration, null, 2) + '\n';
  return (
    <>
      <CopyButton text={yaml} label="Copy the configuration" caption="Copy" />
      <Button kind="quiet" onClick={() => saveFile(`${id}.yaml`, 'application/yaml', yaml)}>
        <Icon name="download" />
        YAML
      </Button>
      <Button kind="quiet" onClick={() => saveFile(`${id}.json`, 'application/json', json())}>
        <Icon name="download" />
        JSON
      </Button>
    </>
  );
}

/** The configuration as YAML; what is not set is there, but in the background. */
function Text({ configuration }: { configuration: Record<string, unknown> }) {
  const lines = useMemo(() => toYaml(configuration).trimEnd().split('\n'), [configuration]);
  return (
    <pre className={styles.text} tabIndex={0} aria-label="Configuration as YAML">
      {lines.map((line, index) => {
        const [, lead = '', name = '', rest = line] = /^(\s*(?:- )*)((?:"(?:[^"\\]|\\.)*"|[^":[\]]+):)(?= |$)(.*)$/.exec(line) ?? [];
        return (
          <span key={index} className={rest === ' null' ? styles.unset : undefined}>
            {lead}
            <b>{name}</b>
            {rest}
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
}
