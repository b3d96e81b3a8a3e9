package ai.medsyn.onnx;

/** The device that was asked for is not there and nobody allowed another one, or the runtime cannot begin in this process. */
public final class DeviceUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeviceUnavailableException(String message) {
        super(message);
    }

    DeviceUnavailableException(Device device, Throwable cause) {
        super(
                device
                        + " was expected, found no usable one: a GPU with driver, CUDA 12, cuDNN 9 and the artifact onnxruntime_gpu are needed"
                        + " (build with -Pgpu); or allow the CPU instead",
                cause);
    }
}
