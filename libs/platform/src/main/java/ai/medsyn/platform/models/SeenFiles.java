package ai.medsyn.platform.models;

import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** How files looked when this process last read them in full and found the registered content. */
final class SeenFiles {

    private final Map<String, SortedMap<String, ModelFiles.Stamp>> intact = new ConcurrentHashMap<>();

    void remember(Model model, SortedMap<String, ModelFiles.Stamp> stamps) {
        intact.put(model.id(), stamps);
    }

    void forget(Model model) {
        intact.remove(model.id());
    }

    /** Whether this process has read these files and they look the same since. */
    boolean verified(Model model, SortedMap<String, ModelFiles.Stamp> now) {
        return now.equals(intact.get(model.id()));
    }

    /** Whether nothing speaks against the files: they look as when they were read, or, never read here, have the registered names and lengths. */
    boolean unchanged(Model model, SortedMap<String, ModelFiles.Stamp> now) {
        SortedMap<String, ModelFiles.Stamp> before = intact.get(model.id());
        if (before != null) {
            return before.equals(now);
        }
        return now.size() == model.files().size()
                && model.files().stream().allMatch(file -> {
                    ModelFiles.Stamp stamp = now.get(file.path());
                    return stamp != null && stamp.bytes() == file.bytes();
                });
    }
}
