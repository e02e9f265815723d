package io.trialog.projection.series;

/** The series are not there yet, or cannot be kept at the moment. The log has every report all the same. */
public final class SeriesUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SeriesUnavailableException(String message) {
        super(message);
    }
}
