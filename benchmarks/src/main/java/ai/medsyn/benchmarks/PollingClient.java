package ai.medsyn.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Sends one GET request over and over, one connection at a time, and reads its answers to the end. It shares the processor with the server that it measures, so
 * it does no more than HTTP/1.1 asks for.
 */
final class PollingClient implements AutoCloseable {

    private final URI url;
    private final byte[] request;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    PollingClient(URI url, Map<String, String> headers) throws IOException {
        this.url = url;
        StringBuilder text =
                new StringBuilder("GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getHost() + "\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        this.request = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        this.socket = new Socket(url.getHost(), url.getPort());
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        this.out = socket.getOutputStream();
    }

    /** Servers end a connection after a number of requests. */
    private void reconnect() throws IOException {
        socket.close();
        socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        out = socket.getOutputStream();
    }

    /**
     * Asks once.
     *
     * @return bytes of the answer's body
     * @throws IOException if the answer is another than 200
     */
    long get() throws IOException {
        out.write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("expected status 200, found " + status);
        }
        long length = -1;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            last |= lower.equals("connection: close");
        }
        long body = length < 0 ? chunks() : skip(length);
        if (last) {
            reconnect();
        }
        return body;
    }

    private long chunks() throws IOException {
        long total = 0;
        while (true) {
            long length = Long.parseLong(line().strip(), 16);
            total += skip(length);
            line();
            if (length == 0) {
                return total;
            }
        }
    }

    private long skip(long length) throws IOException {
        in.skipNBytes(length);
        return length;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
