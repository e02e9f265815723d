package io.trialog.port;

/** Where a projection keeps its store. Used by one thread at a time. */
public interface SortedStorePlace {

    /**
     * Opens the store, and makes an empty one when there is none.
     *
     * @throws SortedStoreException when it cannot be opened
     */
    SortedStore open();

    /**
     * Throws away what is there; the next one is empty. To be called while none is open.
     *
     * @throws SortedStoreException when it cannot be removed
     */
    void discard();
}
