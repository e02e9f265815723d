package io.trialog.launch;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Where an experiment is: on a server of this process, on another server, or at rest in its data directory. */
interface Host {

    /** Asks about the experiment. */
    <T> T ask(Function<Server, T> question);

    /** Where people see it; empty when nothing serves it. */
    Optional<URI> url();

    /**
     * Ends the experiment and the server that exists for it; running trials run again when it is resumed.
     *
     * @return where it is then
     */
    Host stop(String experiment);
}
