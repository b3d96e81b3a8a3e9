package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The directory of a Stable Diffusion pipeline, as optimum exports it or as diffusers' older script did. Both have one folder a component with {@code
 * model.onnx}; the older one has no {@code config.json} beside it. What is missing, and what nobody would read, is named.
 *
 * @param directory the pipeline's
 */
record PipelineFiles(Path directory) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // diffusers writes -Infinity
            .build();

    private static final Set<String> PIPELINES =
            Set.of("StableDiffusionPipeline", "ORTStableDiffusionPipeline", "OnnxStableDiffusionPipeline");

    private static final List<String> NETWORKS = List.of("text_encoder", "unet", "vae_decoder");

    /** Folders of an export; those that generation does not need are left alone. */
    private static final Set<String> FOLDERS = Set.of(
            "text_encoder",
            "unet",
            "vae_decoder",
            "vae_encoder",
            "scheduler",
            "tokenizer",
            "feature_extractor",
            "safety_checker");

    private static final Set<String> TEXTS =
            Set.of("json", "md", "txt", "png", "jpg", "jpeg", "gitattributes", "gitignore");

    /**
     * Looks at a directory.
     *
     * @throws InvalidModelException with everything that is missing or too much
     */
    static PipelineFiles of(Path directory) {
        PipelineFiles files = new PipelineFiles(directory);
        String pipeline = files.json("model_index.json").path("_class_name").asString("");
        if (!PIPELINES.contains(pipeline)) {
            throw new InvalidModelException("model_index.json: one of "
                    + PIPELINES.stream().sorted().toList() + " was expected as _class_name, found '" + pipeline + "'");
        }
        List<String> missing = files.missing();
        if (!missing.isEmpty()) {
            throw new InvalidModelException("the pipeline lacks " + String.join(", ", missing)
                    + "; export it with optimum (docs/models.md) or complete the copy");
        }
        List<String> surplus = files.surplus();
        if (!surplus.isEmpty()) {
            throw new InvalidModelException("the pipeline has files that no part of it uses: "
                    + String.join(", ", surplus) + "; remove them, so that every registered byte has a meaning");
        }
        return files;
    }

    Path network(String folder) {
        return directory.resolve(folder).resolve("model.onnx");
    }

    Path tokenizer() {
        return directory.resolve("tokenizer");
    }

    JsonNode scheduler() {
        return json("scheduler/scheduler_config.json");
    }

    /** A component's configuration; a missing node in the older layout. */
    JsonNode config(String folder) {
        return Files.isRegularFile(directory.resolve(folder).resolve("config.json"))
                ? json(folder + "/config.json")
                : MissingNode.getInstance();
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String network : NETWORKS) {
            if (!Files.isRegularFile(network(network))) {
                missing.add(network + "/model.onnx");
            }
        }
        if (!Files.isRegularFile(directory.resolve("scheduler/scheduler_config.json"))) {
            missing.add("scheduler/scheduler_config.json");
        }
        if (!Files.isDirectory(tokenizer())) {
            missing.add("tokenizer/");
        }
        return missing;
    }

    private List<String> surplus() {
        List<String> surplus = new ArrayList<>();
        for (Path path : list(directory)) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path) ? !FOLDERS.contains(name) && !name.startsWith(".") : !isText(name)) {
                surplus.add(Files.isDirectory(path) ? name + "/" : name);
            }
        }
        for (String network : NETWORKS) {
            Set<String> external = OnnxGraph.read(network(network)).external().keySet();
            for (Path path : list(directory.resolve(network))) {
                String name = path.getFileName().toString();
                if (!name.equals("model.onnx") && !external.contains(name) && !isText(name)) {
                    surplus.add(network + "/" + name);
                }
            }
        }
        return surplus;
    }

    private static boolean isText(String name) {
        return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1)) || name.startsWith("LICENSE");
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new InvalidModelException(folder.getFileName() + ": a readable folder was expected", e);
        }
    }

    private JsonNode json(String name) {
        try {
            JsonNode json = JSON.readTree(Files.readString(directory.resolve(name)));
            if (json.isObject()) {
                return json;
            }
            throw new InvalidModelException(name + ": a JSON object was expected, found " + json.getNodeType());
        } catch (JacksonException e) {
            throw new InvalidModelException(name + ": JSON was expected, found: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InvalidModelException(name + ": a readable text file was expected", e);
        }
    }
}
