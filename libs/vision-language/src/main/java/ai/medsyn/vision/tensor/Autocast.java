package ai.medsyn.vision.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mixed precision: matrix products and convolutions of this thread run in bfloat16 until closed, the rest stays float32. Wrap the
 * forward pass and the loss, not the backward pass. Closing empties the cache of converted weights; without that the next
 * forward pass would see the weights before the optimiser's step.
 */
public final class Autocast implements AutoCloseable {
    private final DeviceType device;
    private final boolean enabledBefore;

    private Autocast(DeviceType device) {
        this.device = device;
        enabledBefore = torch.is_autocast_enabled(device);
        torch.set_autocast_dtype(device, ScalarType.BFloat16);
        torch.set_autocast_enabled(device, true);
    }

    public static Autocast bfloat16(Device device) {
        return new Autocast(device.isCuda() ? DeviceType.CUDA : DeviceType.CPU);
    }

    @Override
    public void close() {
        torch.clear_cache();
        torch.set_autocast_enabled(device, enabledBefore);
    }
}
