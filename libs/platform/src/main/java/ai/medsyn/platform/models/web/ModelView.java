package ai.medsyn.platform.models.web;

import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelFile;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as clients see it.
 *
 * @param location {@code root/path} or the address of an endpoint; null for built-in models
 * @param resolved what its own files came to when it was tried out: sizes, limits, defaults
 * @param intact whether the files were the registered ones when somebody last looked
 * @param verifiedAt when that was; null if there are no files
 */
record ModelView(
        String id,
        ModelKind kind,
        ModelFormat format,
        String version,
        @Nullable String location,
        String licence,
        Map<String, Object> parameters,
        Map<String, Object> resolved,
        List<ModelFile> files,
        boolean builtIn,
        boolean intact,
        Instant registeredAt,
        @Nullable Instant verifiedAt) {

    static ModelView of(Model model) {
        return new ModelView(
                model.id(),
                model.kind(),
                model.format(),
                model.version(),
                model.location().orElse(null),
                model.licence(),
                model.parameters(),
                model.resolved(),
                model.files(),
                model.builtIn(),
                model.intact(),
                model.registeredAt(),
                model.verifiedAt().orElse(null));
    }
}
