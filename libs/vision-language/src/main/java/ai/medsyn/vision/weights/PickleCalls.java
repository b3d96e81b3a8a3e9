package ai.medsyn.vision.weights;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.weights.PickleMachine.Global;
import ai.medsyn.vision.weights.PickleMachine.Instance;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few names that a pickle of weights may use, and what they make. */
final class PickleCalls {
    private static final String TORCH_SCRIPT_CLASS = "__torch__.";
    private static final Map<String, DType> STORAGES = Map.ofEntries(
            Map.entry("torch.DoubleStorage", DType.FLOAT64),
            Map.entry("torch.FloatStorage", DType.FLOAT32),
            Map.entry("torch.HalfStorage", DType.FLOAT16),
            Map.entry("torch.BFloat16Storage", DType.BFLOAT16),
            Map.entry("torch.LongStorage", DType.INT64),
            Map.entry("torch.IntStorage", DType.INT32),
            Map.entry("torch.ShortStorage", DType.INT16),
            Map.entry("torch.CharStorage", DType.INT8),
            Map.entry("torch.ByteStorage", DType.UINT8),
            Map.entry("torch.BoolStorage", DType.BOOL));

    /** Gives the elements of a storage as a vector. */
    interface StorageReader {
        Tensor read(String key, DType type, long count) throws IOException;
    }

    private final StorageReader storages;

    PickleCalls(StorageReader storages) {
        this.storages = storages;
    }

    /** ('storage', type, key, device, count): the vector behind a persistent id. */
    Tensor storage(List<Object> id) throws IOException {
        if (id.size() >= 5
                && id.get(1) instanceof Global type
                && id.get(2) instanceof String key
                && id.get(4) instanceof Long count) {
            DType element = STORAGES.get(type.name());
            if (element != null) {
                return storages.read(key, element, count);
            }
            throw new WeightsFormatException(
                    "The pickle holds elements of " + type.name() + "; known are " + STORAGES.keySet());
        }
        throw new WeightsFormatException("The pickle names a storage in an unknown way: " + id);
    }

    Object call(String function, List<Object> arguments) throws IOException {
        return switch (function) {
            case "collections.OrderedDict" -> orderedDict(arguments);
            case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor" -> tensor(arguments);
            case "torch._utils._rebuild_parameter" -> arguments.get(0);
            case "torch.jit._pickle.build_intlist",
                    "torch.jit._pickle.build_doublelist",
                    "torch.jit._pickle.build_boollist",
                    "torch.jit._pickle.build_tensorlist",
                    "torch.jit._pickle.restore_type_tag" -> arguments.get(0);
            default ->
                throw new WeightsFormatException(
                        "The pickle wants to call " + function
                                + ", which is not needed for weights and is not done: save model.state_dict() only, or convert it to safetensors");
        };
    }

    /** A module of a TorchScript archive; no other class is instantiated. */
    Instance instance(String type) throws IOException {
        if (!type.startsWith(TORCH_SCRIPT_CLASS)) {
            throw new WeightsFormatException(
                    "The pickle wants to make a " + type
                            + ", which is not needed for weights and is not done: save model.state_dict() only, or convert it to safetensors");
        }
        return new Instance(type, new LinkedHashMap<>());
    }

    private static Map<Object, Object> orderedDict(List<Object> arguments) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            for (Object pair : (List<?>) arguments.get(0)) {
                dict.put(((List<?>) pair).get(0), ((List<?>) pair).get(1));
            }
        }
        return dict;
    }

    /** (storage, offset, sizes, strides, ...): a copy in row-major order. */
    private static Tensor tensor(List<Object> arguments) throws IOException {
        Tensor storage = (Tensor) arguments.get(0);
        long offset = (Long) arguments.get(1);
        long[] sizes = numbers(arguments.get(2));
        long[] strides = numbers(arguments.get(3));
        long last = offset;
        boolean empty = false;
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] < 0 || strides[d] < 0) {
                throw new IllegalArgumentException("negative size or stride");
            }
            empty |= sizes[d] == 0;
            last = Math.addExact(last, Math.multiplyExact(Math.max(0, sizes[d] - 1), strides[d]));
        }
        if (offset < 0 || sizes.length != strides.length || (!empty && last >= storage.count())) {
            throw new WeightsFormatException("The pickle describes a tensor that reaches to element " + last
                    + " of a storage of " + storage.count() + ": the file is damaged");
        }
        return storage.strided(sizes, strides, offset).copy().contiguous();
    }

    private static long[] numbers(Object tuple) {
        return ((List<?>) tuple).stream().mapToLong(each -> (Long) each).toArray();
    }
}
