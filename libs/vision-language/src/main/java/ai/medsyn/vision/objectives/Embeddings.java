package ai.medsyn.vision.objectives;

import ai.medsyn.vision.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Embedded image-report pairs. Every tensor has the batch as its first dimension B and the same other sizes in every process,
 * so an implementation of data parallelism may gather each by {@link #map}.
 *
 * @param tensors by role; which roles there are is agreed between a method's encoder and its objective
 */
public record Embeddings(Map<Role, Tensor> tensors) {

    /** What a tensor holds. */
    public enum Role {
        /** [B, D], one vector per image, not normalised. */
        IMAGE,
        /** [B, D], one vector per report, not normalised. */
        TEXT,
        /** [B, R, D], one vector per image region. */
        REGIONS,
        /** [B, R], how much the image's global vector looks at each region. */
        REGION_WEIGHTS,
        /** [B, W, D], one vector per word. */
        WORDS,
        /** [B] (INT64), how many leading word positions count. */
        WORD_COUNT,
        /** [B, W], how much the report's global vector looks at each word. */
        WORD_WEIGHTS
    }

    public Embeddings {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The global vectors, which every method has; add others with {@link #with}. */
    public static Embeddings of(Tensor image, Tensor text) {
        return new Embeddings(Map.of()).with(Role.IMAGE, image).with(Role.TEXT, text);
    }

    public Embeddings with(Role role, Tensor tensor) {
        Map<Role, Tensor> extended = new LinkedHashMap<>(tensors);
        extended.put(role, tensor);
        return new Embeddings(extended);
    }

    public boolean has(Role role) {
        return tensors.containsKey(role);
    }

    /** @throws IllegalStateException if the encoder did not make it */
    public Tensor get(Role role) {
        Tensor tensor = tensors.get(role);
        if (tensor == null) {
            throw new IllegalStateException("The objective needs " + role + ", but the encoder made " + tensors.keySet()
                    + ": use the objective and the encoder of one preset");
        }
        return tensor;
    }

    public Tensor image() {
        return get(Role.IMAGE);
    }

    public Tensor text() {
        return get(Role.TEXT);
    }

    /** Replaces every tensor, for example by its gathered form; the order of the calls is the same in every process. */
    public Embeddings map(UnaryOperator<Tensor> operation) {
        Map<Role, Tensor> mapped = new LinkedHashMap<>();
        tensors.forEach((role, tensor) -> mapped.put(role, operation.apply(tensor)));
        return new Embeddings(mapped);
    }
}
