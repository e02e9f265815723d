import { useEffect } from 'react';
import { refreshServer, useServices } from '../app/services';
import type { FeedContext } from '../experiments/feeds';
import { Feed, type FeedTarget } from './feed';

/** Keeps stores current while the component is there. `experiment` narrows the stream; `target` must be stable. */
export function useFeed(experiment: string | undefined, target: (context: FeedContext) => FeedTarget): void {
  const services = useServices();
  useEffect(() => {
    const context: FeedContext = {
      api: services.api,
      status: (status) => services.connection.set(status),
      // Finds out whether a token is wanted.
      refused: () => void refreshServer(services),
      now: Date.now,
    };
    const feed = new Feed(experiment, target(context), services.openStream);
    feed.open();
    return () => feed.close();
  }, [services, experiment, target]);
}
