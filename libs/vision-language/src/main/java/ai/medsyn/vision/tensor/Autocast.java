package ai.medsyn.vision.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mixed precision: matrix products and convolutions of this thread run in bfloat16 until closed, what follows them in whatever
 * they give. Wrap the forward pass, not the backward pass. Closing empties the cache of converted weights; without that the next
 * forward pass would see the weights before the optimiser's step.
 */
public final class Autocast implements AutoCloseable {
    private final boolean cpuBefore = torch.is_autocast_enabled(DeviceType.CPU);
    private final boolean cudaBefore = torch.is_autocast_enabled(DeviceType.CUDA);

    private Autocast() {}

    public static Autocast bfloat16(Device device) {
        Autocast autocast = new Autocast();
        DeviceType type = device.isCuda() ? DeviceType.CUDA : DeviceType.CPU;
        torch.set_autocast_dtype(type, ScalarType.BFloat16);
        torch.set_autocast_enabled(type, true);
        return autocast;
    }

    /** Full precision until closed. */
    public static Autocast off() {
        Autocast autocast = new Autocast();
        torch.set_autocast_enabled(DeviceType.CPU, false);
        torch.set_autocast_enabled(DeviceType.CUDA, false);
        return autocast;
    }

    @Override
    public void close() {
        if (!cpuBefore && !cudaBefore) {
            torch.clear_cache();
        }
        torch.set_autocast_enabled(DeviceType.CPU, cpuBefore);
        torch.set_autocast_enabled(DeviceType.CUDA, cudaBefore);
    }
}
