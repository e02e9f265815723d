package io.trialog.benchmarks.reports;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A kept-alive connection with one request under way at a time. Not thread-safe. */
final class Connection implements AutoCloseable {

    private static final int RECEIVE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final List<Reporter> reporters;
    private final AnswerReader answer = new AnswerReader();
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private ByteBuffer outgoing = ByteBuffer.allocate(0);
    private Reporter reporter;
    private int turn;
    private int reports;
    private long sentAt;

    private Connection(SocketChannel channel, SelectionKey key, List<Reporter> reporters) {
        this.channel = channel;
        this.key = key;
        this.reporters = reporters;
        this.reporter = reporters.get(0);
    }

    /** Connects for some that report in turns. */
    static Connection open(Selector selector, URI server, List<Reporter> reporters) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Connection connection = new Connection(channel, key, reporters);
        key.attach(connection);
        return connection;
    }

    /** Sends this many reports of whose turn it is. */
    void send(int count) throws IOException {
        reporter = reporters.get(turn);
        turn = (turn + 1) % reporters.size();
        reports = count;
        outgoing = reporter.request(count);
        sentAt = System.nanoTime();
        write();
    }

    /**
     * Goes on with what is under way.
     *
     * @return whether the answer to what was sent is here now
     */
    boolean proceed() throws IOException {
        if (outgoing.hasRemaining()) {
            write();
        }
        if (channel.read(received) < 0) {
            throw new EOFException("the server closed a connection");
        }
        received.flip();
        answer.add(received);
        received.clear();
        return answer.isComplete();
    }

    /** Takes a complete answer. */
    void accept(Expectation expectation) {
        expectation.check(answer, reports);
        reporter.acknowledge(reports);
        answer.clear();
    }

    /** When the request under way was sent, as {@link System#nanoTime()}. */
    long sentAt() {
        return sentAt;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void write() throws IOException {
        channel.write(outgoing);
        key.interestOps(outgoing.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
