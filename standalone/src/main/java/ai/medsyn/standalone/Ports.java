package ai.medsyn.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports of the loopback interface, none of them twice. */
public final class Ports {

    private static final int LEAST = 20_000;
    private static final int MOST = 32_000;
    private final Set<Integer> taken = new HashSet<>();

    /** Whether the port can be listened on; then it is not handed out again. */
    boolean take(int port) {
        return free(port) && taken.add(port);
    }

    /** The port if it is free, otherwise another one. */
    int keep(int port) {
        if (port != 0 && take(port)) {
            return port;
        }
        return any();
    }

    /**
     * A free port below those that the operating system gives to outgoing connections: between this choice and the service's start, a connection
     * of its own to the database could take one of them.
     */
    public int any() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, MOST);
            if (take(port)) {
                return port;
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
