package ai.medsyn.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Free ports of the loopback interface, none of them twice. */
final class Ports {

    private final Set<Integer> taken = new HashSet<>();

    /** Whether the port can be listened on; then it is not handed out again. */
    boolean take(int port) {
        return free(port) && taken.add(port);
    }

    /** The port if it is free, otherwise another one. */
    int keep(int port) throws IOException {
        if (port != 0 && take(port)) {
            return port;
        }
        return any();
    }

    /** A free port of the operating system's choice. */
    int any() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (taken.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
