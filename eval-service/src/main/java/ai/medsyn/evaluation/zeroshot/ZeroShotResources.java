package ai.medsyn.evaluation.zeroshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The prompt sets and class lists that come with the platform. */
public final class ZeroShotResources {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, PromptSet> prompts = new LinkedHashMap<>();
    private final Map<String, ClassList> classes = new LinkedHashMap<>();

    public ZeroShotResources() {
        read("prompts.json", PromptSet[].class).forEach(set -> prompts.put(set.id(), set));
        read("classes.json", ClassList[].class).forEach(list -> classes.put(list.id(), list));
        ClassList all = padChestUnseen();
        classes.put(all.id(), all);
    }

    /** MAVL's code reports the labels that it names as unseen together with the rare ones; five are on both lists. */
    private ClassList padChestUnseen() {
        ClassList unseen = Objects.requireNonNull(classes.get("padchest-unseen"));
        ClassList rare = Objects.requireNonNull(classes.get("padchest-rare"));
        return new ClassList(
                "padchest-unseen-and-rare",
                unseen.version() + "." + rare.version(),
                "padchest-unseen and padchest-rare together",
                false,
                Stream.concat(unseen.findings().stream(), rare.findings().stream())
                        .distinct()
                        .toList());
    }

    private static <T> List<T> read(String name, Class<T[]> type) {
        try (@Nullable InputStream resource = ZeroShotResources.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + name + " is missing in this build");
            }
            return List.of(JSON.readValue(resource.readAllBytes(), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<PromptSet> promptSets() {
        return List.copyOf(prompts.values());
    }

    public List<ClassList> classLists() {
        return List.copyOf(classes.values());
    }

    public Optional<PromptSet> promptSet(String id) {
        return Optional.ofNullable(prompts.get(id));
    }

    public Optional<ClassList> classList(String id) {
        return Optional.ofNullable(classes.get(id));
    }
}
