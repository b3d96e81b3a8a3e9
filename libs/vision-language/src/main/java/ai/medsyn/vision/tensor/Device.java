package ai.medsyn.vision.tensor;

/**
 * Where a tensor lives.
 *
 * @param name {@code cpu} or {@code cuda:N}
 */
public record Device(String name) {
    public static final Device CPU = new Device("cpu");

    public Device {
        if (!name.matches("cpu|cuda:\\d+")) {
            throw new IllegalArgumentException("Expected a device named cpu or cuda:N, but found \"" + name + "\"");
        }
    }

    public static Device cuda(int index) {
        return new Device("cuda:" + index);
    }

    public boolean isCuda() {
        return name.startsWith("cuda");
    }

    org.bytedeco.pytorch.Device toNative() {
        return new org.bytedeco.pytorch.Device(name);
    }
}
