import { Panel } from '../ui/Panel';
import { useScope } from './scope';

/** What the experiment was told to do. */
export function ConfigurationPage() {
  const { configuration } = useScope();
  return (
    <Panel title="Configuration">
      <pre>{JSON.stringify(configuration, null, 2)}</pre>
    </Panel>
  );
}
