package ai.medsyn.platform.models;

import java.util.List;
import java.util.Optional;

/** How a model is stored, and what tells that a directory holds one. */
public enum ModelFormat {
    /** Code of this platform; no files. */
    BUILT_IN(Place.NOWHERE, ""),
    /** A diffusion pipeline exported to ONNX, in the directory layout of diffusers and optimum. */
    DIFFUSERS_ONNX(Place.FILES, "model_index.json"),
    /** One or more ONNX graphs with what belongs to them (tokenizer, labels). */
    ONNX(Place.FILES, ".onnx"),
    /** Weights in the safetensors format with their configuration. */
    SAFETENSORS(Place.FILES, ".safetensors"),
    /** A model behind an HTTP endpoint that speaks OpenAI's protocol. */
    OPENAI_ENDPOINT(Place.ENDPOINT, "");

    /** Where models of a format lie. */
    enum Place {
        NOWHERE,
        FILES,
        ENDPOINT
    }

    private final Place place;
    private final String marker;

    ModelFormat(Place place, String marker) {
        this.place = place;
        this.marker = marker;
    }

    Place place() {
        return place;
    }

    /** What these files lack to be a model of this format, if anything. */
    Optional<String> missingIn(List<ModelFile> files) {
        boolean found = marker.startsWith(".")
                ? files.stream().anyMatch(file -> file.path().endsWith(marker))
                : files.stream().anyMatch(file -> file.path().equals(marker));
        return found ? Optional.empty() : Optional.of(marker.startsWith(".") ? "a file *" + marker : marker);
    }
}
