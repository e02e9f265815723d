package io.trialog.projection.series;

/** A series was deleted while it was read. */
public final class SeriesGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SeriesGoneException(SeriesKey key) {
        super("series " + key + ": gone (expected: as long as its end says)");
    }
}
