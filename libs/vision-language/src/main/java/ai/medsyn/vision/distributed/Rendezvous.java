package ai.medsyn.vision.distributed;

import java.time.Duration;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/**
 * Where the processes of a group find each other: a key-value store that rank 0 serves over TCP.
 *
 * @param host name or address of rank 0 that the others reach
 * @param port that rank 0 listens on
 */
public record Rendezvous(String host, int port) {

    /** Rank 0's side; close it after the group. */
    public static final class Server implements AutoCloseable {
        private final TCPStore store;
        private final String host;

        private Server(TCPStore store, String host) {
            this.store = store;
            this.host = host;
        }

        public Rendezvous rendezvous() {
            return new Rendezvous(host, Short.toUnsignedInt(store.getPort()));
        }

        TCPStore store() {
            return store;
        }

        @Override
        public void close() {
            store.deallocate();
        }
    }

    /**
     * Opens a store on a free port.
     *
     * @param host name or address of this machine that the other processes reach
     */
    public static Server serve(String host, Duration timeout) {
        return new Server(new TCPStore(host, options(0, timeout).isServer(true)), host);
    }

    /** The store as another rank sees it. Fails when nobody serves it within the timeout. */
    TCPStore join(Duration timeout) {
        return new TCPStore(host, options(port, timeout));
    }

    private static TCPStoreOptions options(int port, Duration timeout) {
        return new TCPStoreOptions()
                .port((short) port)
                .waitWorkers(false)
                .timeout(new Milliseconds(timeout.toMillis()));
    }
}
