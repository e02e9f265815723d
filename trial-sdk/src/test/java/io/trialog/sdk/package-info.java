/** Tests of the trial SDK, against a real HTTP server that fails in the ways a test asks for. */
package io.trialog.sdk;
