package ai.medsyn.vision.distributed;

import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.AllgatherOptions;
import org.bytedeco.pytorch.AllreduceOptions;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.BroadcastOptions;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;
import org.jspecify.annotations.Nullable;

/** Several processes that exchange tensors through LibTorch's Gloo or NCCL backend. */
public final class CollectiveGroup implements ProcessGroup {

    private static final int GLOO_THREADS = 2;

    private final int rank;
    private final int world;
    private final Backend backend;
    private final Device device;
    /** The store, if it is this process's own to close. */
    private final @Nullable Store joined;

    private CollectiveGroup(int rank, Membership membership, Backend backend, @Nullable Store joined) {
        this.rank = rank;
        this.world = membership.world();
        this.device = membership.device();
        this.backend = backend;
        this.joined = joined;
    }

    /**
     * How a process takes part.
     *
     * @param world number of processes, at least 2
     * @param host name or address of this machine that the other processes reach
     * @param device of the tensors that are exchanged
     * @param timeout how long an exchange may take before the others count as lost
     */
    public record Membership(int world, String host, Transport transport, Device device, Duration timeout) {}

    /**
     * Forms the group as rank 0; returns when all processes have come.
     *
     * @throws PeerLostException if they do not within the timeout
     */
    public static CollectiveGroup lead(Rendezvous.Server server, Membership membership) {
        return form(0, server.store(), membership);
    }

    /**
     * Joins the group as another rank; returns when all processes have come.
     *
     * @throws PeerLostException if they do not within the timeout
     */
    public static CollectiveGroup join(Rendezvous rendezvous, int rank, Membership membership) {
        TCPStore store;
        try {
            store = rendezvous.join(membership.timeout());
        } catch (RuntimeException e) {
            throw new PeerLostException(rank, membership.world(), e);
        }
        return form(rank, store, membership);
    }

    private static CollectiveGroup form(int rank, Store store, Membership membership) {
        try {
            Backend backend = membership.transport() == Transport.NCCL
                    ? nccl(rank, store, membership)
                    : gloo(rank, store, membership);
            return new CollectiveGroup(rank, membership, backend, rank == 0 ? null : store);
        } catch (RuntimeException e) {
            throw new PeerLostException(rank, membership.world(), e);
        }
    }

    private static Backend gloo(int rank, Store store, Membership membership) {
        Loader.load(org.bytedeco.pytorch.global.torch_gloo.class);
        ProcessGroupGloo.Options options = new ProcessGroupGloo.Options(
                new Milliseconds(membership.timeout().toMillis()));
        options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(membership.host())));
        options.threads(GLOO_THREADS);
        return new ProcessGroupGloo(store, rank, membership.world(), options);
    }

    private static Backend nccl(int rank, Store store, Membership membership) {
        Loader.load(org.bytedeco.pytorch.global.torch_nccl.class);
        return new ProcessGroupNCCL(store, rank, membership.world());
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int world() {
        return world;
    }

    @Override
    public Tensor gather(Tensor own) {
        long rows = own.size(0);
        long[] shape = own.shape();
        shape[0] = world * rows;
        Tensor all; // [world * B, ...]
        try (NoGradient off = NoGradient.on()) {
            Tensor mine = own.detach().contiguous();
            all = Tensors.empty(own.dtype(), shape).toDeviceOf(own);
            exchange(() -> backend._allgather_base(all.toNative(), mine.toNative(), new AllgatherOptions()));
        }
        List<Tensor> parts = new ArrayList<>();
        if (rank > 0) {
            parts.add(all.slice(0, 0, rank * rows));
        }
        parts.add(own);
        if (rank < world - 1) {
            parts.add(all.slice(0, (rank + 1) * rows, world * rows));
        }
        return Tensors.concatenate(parts, 0);
    }

    /** All tensors travel as one: an exchange costs a round trip however little it carries. */
    @Override
    public void sum(Collection<Tensor> tensors) {
        if (tensors.isEmpty()) {
            return;
        }
        try (NoGradient off = NoGradient.on();
                TensorScope scope = TensorScope.open()) {
            Tensor all = Tensors.concatenate(
                    tensors.stream().map(tensor -> tensor.detach().reshape(-1)).toList(), 0);
            exchange(() -> backend.allreduce(vector(List.of(all)), new AllreduceOptions()));
            long from = 0;
            for (Tensor tensor : tensors) {
                tensor.copyInPlace(all.slice(0, from, from + tensor.count()).reshape(tensor.shape()));
                from += tensor.count();
            }
        }
    }

    @Override
    public double fromFirst(double number) {
        try (NoGradient off = NoGradient.on();
                TensorScope scope = TensorScope.open()) {
            Tensor value = Tensors.of(new double[] {number}, 1).to(device);
            exchange(() -> backend.broadcast(vector(List.of(value)), new BroadcastOptions()));
            return value.item();
        }
    }

    private interface Exchange {
        Work begin();
    }

    private void exchange(Exchange exchange) {
        try {
            exchange.begin()._wait();
        } catch (RuntimeException e) {
            throw new PeerLostException(rank, world, e);
        }
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.stream().map(Tensor::toNative).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    @Override
    public void close() {
        backend.deallocate();
        if (joined != null) {
            joined.deallocate();
        }
    }
}
