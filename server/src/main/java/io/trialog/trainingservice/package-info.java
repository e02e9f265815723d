/** The training services that come with the server. They enter through the same door as anybody's. */
@NullMarked
package io.trialog.trainingservice;

import org.jspecify.annotations.NullMarked;
