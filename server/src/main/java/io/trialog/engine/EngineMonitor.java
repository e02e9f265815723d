package io.trialog.engine;

/**
 * Hears how busy the engine is, for those who watch over servers. Called in the middle of the engine's work, for every
 * command: returns at once, allocates nothing in the usual case, and never throws.
 */
public interface EngineMonitor {

    /** Hears nothing. */
    EngineMonitor NONE = new EngineMonitor() {
        @Override
        public void accepted(Command<?> command) {}

        @Override
        public void rejected(Command<?> command, ErrorCode code) {}

        @Override
        public void processed(int commands, int events) {}
    };

    /** A command was accepted; what it does is not durable yet. Engine thread. */
    void accepted(Command<?> command);

    /**
     * A command was refused: by its handler, on the engine thread, or because the engine takes no more, on the sender's thread.
     */
    void rejected(Command<?> command, ErrorCode code);

    /**
     * A batch was decided on, and its events are durable. Engine thread.
     *
     * @param commands how many the engine took from its queue at once, 1 or more
     * @param events how many they led to, 0 or more
     */
    void processed(int commands, int events);
}
