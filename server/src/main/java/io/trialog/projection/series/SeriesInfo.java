package io.trialog.projection.series;

/**
 * What there is of a series.
 *
 * @param key which
 * @param size how many points it has
 */
public record SeriesInfo(SeriesKey key, long size) {}
