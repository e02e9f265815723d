package io.trialog.tuners.space;

import io.trialog.spi.space.Parameter;

/**
 * A parameter, wherever in the space it is.
 *
 * @param path its name, behind those of the nested choices around it: {@code optimizer/momentum}
 * @param parameter the parameter
 */
public record NamedParameter(String path, Parameter parameter) {}
