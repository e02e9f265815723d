/**
 * Runs trials as processes on the server's machine.
 *
 * <p>Between the server and a command stands a small bash process, the <i>supervisor</i> ({@code attempt.sh}). It leads a
 * session of its own, runs the command in a process group of its own, and writes down how it ends. So a trial outlives the
 * server, and its exit code is found whether or not a server was there to see it. All that is known of an attempt lies in
 * its directory:
 *
 * <table>
 * <caption>Files of an attempt</caption>
 * <tr><td>{@code run.sh}</td><td>what was started, the command first</td></tr>
 * <tr><td>{@code parameters.json}</td><td>the configuration</td></tr>
 * <tr><td>{@code process}</td><td>the supervisor: process id and start, and the time of its claim, also as time since
 *     the start of the machine. Exists from the moment on that the attempt is claimed by one launch; no other will start it</td></tr>
 * <tr><td>{@code stdout}, {@code stderr}</td><td>what the command printed</td></tr>
 * <tr><td>{@code out/}</td><td>what the trial wants to keep</td></tr>
 * <tr><td>{@code reports.jsonl}</td><td>reports that the trial could not deliver</td></tr>
 * <tr><td>{@code kill}</td><td>when and why the service began to end the attempt</td></tr>
 * <tr><td>{@code exit}</td><td>exit code and time of the end, also as time since the start of the machine</td></tr>
 * </table>
 *
 * <p>To start a shell takes longer than all else in a launch. So while attempts follow one another, one shell is started ahead and
 * waits for what it is to run ({@link io.trialog.trainingservice.local.SpareShells}).
 *
 * <p>Beside the directories of its attempts lies the trial's checkpoint directory. It is made before the command starts, where an
 * earlier attempt has not: empty, by the server, or a copy of another trial's, by the command's process group, in the attempt's
 * {@code checkpoint.part} first. A copy may take minutes; it needs no server, counts for the time limit, and ends when the attempt is killed.
 *
 * <p>Attempts that want GPUs ({@code trialGpuNumber}) wait in the server's one {@link
 * io.trialog.trainingservice.local.GpuQueue} until {@code nvidia-smi} and the environments of all running supervisors of this
 * user say that enough are free. Which GPUs an attempt has is noted in its environment, {@code TRIALOG_GPUS}, and nowhere
 * else: after a restart there is nothing to be found again, and the trials of other servers count as well. Two servers that
 * look in the same few milliseconds may still choose the same.
 *
 * <p>Limits. A process that leaves the session of its attempt and loses its parent, as daemons do, is out of reach of a
 * kill. A service manager that ends a server's whole control group takes the trials with it (systemd does unless told {@code
 * KillMode=process}), and so does the end of a container. Without {@code /proc} (macOS) orphans in process groups of their
 * own are out of reach, too.
 */
@NullMarked
package io.trialog.trainingservice.local;

import org.jspecify.annotations.NullMarked;
