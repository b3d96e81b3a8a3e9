package ai.medsyn.platform.models;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the files on disk compare with the registered ones.
 *
 * @param model the model's id
 * @param intact true if they are the same files
 * @param changed paths whose content differs
 * @param missing registered paths that are not there
 * @param surplus paths that nobody registered
 */
public record Verification(
        String model,
        boolean intact,
        List<String> changed,
        List<String> missing,
        List<String> surplus,
        Instant verifiedAt) {

    static Verification of(Model model, List<ModelFile> found, Instant now) {
        Map<String, ModelFile> registered = byPath(model.files());
        Map<String, ModelFile> present = byPath(found);
        List<String> changed = registered.values().stream()
                .filter(file -> present.containsKey(file.path()) && !file.equals(present.get(file.path())))
                .map(ModelFile::path)
                .toList();
        List<String> missing = model.files().stream()
                .map(ModelFile::path)
                .filter(path -> !present.containsKey(path))
                .toList();
        List<String> surplus = found.stream()
                .map(ModelFile::path)
                .filter(path -> !registered.containsKey(path))
                .toList();
        boolean intact = changed.isEmpty() && missing.isEmpty() && surplus.isEmpty();
        return new Verification(model.id(), intact, changed, missing, surplus, now);
    }

    private static Map<String, ModelFile> byPath(List<ModelFile> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        ModelFile::path, Function.identity(), (first, second) -> first, java.util.TreeMap::new));
    }

    /** For example "changed: unet/model.onnx; missing: vae/model.onnx". */
    String summary() {
        return Map.of("changed", changed, "missing", missing, "surplus", surplus).entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + firstOf(entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String firstOf(List<String> paths) {
        String shown = paths.stream().limit(5).collect(Collectors.joining(", "));
        return paths.size() > 5 ? shown + " and " + (paths.size() - 5) + " more" : shown;
    }
}
