/**
 * The program as people start it: processes of the real jar, real trials, real signals. Every test has a data directory and
 * a port of its own.
 */
package io.trialog.endtoend;
