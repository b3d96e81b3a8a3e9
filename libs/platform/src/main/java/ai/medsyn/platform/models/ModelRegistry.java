package ai.medsyn.platform.models;

import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.security.Caller;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;

/**
 * The models that exist. Nothing here runs inside a long transaction: hashing takes as long as reading the files does.
 *
 * <p>What is refused is a {@link RequestRefused} with a stable code: {@code model-not-found}, {@code model-kind-mismatch},
 * {@code model-files-changed}, {@code model-location-refused}, {@code model-files-not-found}, {@code model-files-unreadable},
 * {@code model-layout}, {@code model-invalid}, {@code model-id-taken}.
 */
public class ModelRegistry {

    private static final String LISTING = "models";

    private final ModelRepository models;
    private final ModelRoots roots;
    private final SeenFiles seen = new SeenFiles();
    private final Supplier<List<ModelInspector>> inspectors;
    private final Clock clock;

    ModelRegistry(ModelRepository models, ModelRoots roots, Supplier<List<ModelInspector>> inspectors, Clock clock) {
        this.models = models;
        this.roots = roots;
        this.inspectors = inspectors;
        this.clock = clock;
    }

    /**
     * A registered model, in whatever state its files are.
     *
     * @throws RequestRefused 404 {@code model-not-found}
     */
    public Model find(String id) {
        return models.findById(id)
                .orElseThrow(() -> RequestRefused.notFound(
                        "model-not-found",
                        "The id of a registered model was expected, found '" + id + "'. GET /v1/models lists them."));
    }

    /** Models by id. */
    public Page<Model> list(@Nullable ModelKind kind, PageRequest request) {
        String after = request.after(LISTING, 1).map(cursor -> cursor.text(0)).orElse("");
        List<Model> fetched = models.page(after, kind, Limit.of(request.fetch()));
        return Page.of(fetched, request, model -> Cursor.of(LISTING, model.id()));
    }

    /**
     * A model that may be used for something. Its files are looked at where this process sees them (sizes and times; their content only if
     * those changed), and the last full verification by any process counts everywhere.
     *
     * @throws RequestRefused 404 {@code model-not-found}, 400 {@code model-kind-mismatch}, 409 {@code model-files-changed}
     */
    public Model require(String id, ModelKind kind) {
        Model model = find(id);
        if (model.kind() != kind) {
            throw RequestRefused.badRequest(
                    "model-kind-mismatch",
                    "A model of kind " + kind + " was expected, found '" + id + "' of kind " + model.kind()
                            + ". GET /v1/models?kind=" + kind + " lists those that fit.");
        }
        if (hasFiles(model) && roots.sees(location(model))) {
            ModelRoots.Place place = roots.resolve(location(model));
            if (!seen.unchanged(model, ModelFiles.look(place))) {
                verify(model, place);
                model = find(id);
            }
        }
        requireIntact(model);
        return model;
    }

    /**
     * The directory or file of a model that is about to be loaded. The first time in this process every byte is checked.
     *
     * @throws RequestRefused as {@link #require} does, 400 {@code model-location-refused} if this process does not see the root
     */
    public Path load(Model model) {
        if (!hasFiles(model)) {
            throw new IllegalArgumentException(
                    "expected a model with files, found " + model.id() + " of format " + model.format());
        }
        ModelRoots.Place place = roots.resolve(location(model));
        if (!seen.verified(model, ModelFiles.look(place))) {
            verify(model, place);
        }
        requireIntact(find(model.id()));
        return place.path();
    }

    /**
     * Reads every file again.
     *
     * @throws RequestRefused 404 {@code model-not-found}, or what stands in the way of reading
     */
    public Verification verify(String id) {
        Model model = find(id);
        if (!hasFiles(model)) {
            return Verification.of(model, List.of(), clock.instant());
        }
        return verify(model, roots.resolve(location(model)));
    }

    private Verification verify(Model model, ModelRoots.Place place) {
        var stamps = ModelFiles.look(place); // before reading: a change meanwhile is noticed by the next look
        Verification result = Verification.of(model, ModelFiles.hash(place), clock.instant());
        if (result.intact()) {
            seen.remember(model, stamps);
        } else {
            seen.forget(model);
        }
        Model row = find(model.id());
        row.verified(result.intact(), result.verifiedAt().truncatedTo(ChronoUnit.MICROS));
        models.save(row);
        return result;
    }

    private static void requireIntact(Model model) {
        if (!model.intact()) {
            throw RequestRefused.conflict(
                    "model-files-changed",
                    "The files that were registered for model '" + model.id()
                            + "' were expected, found others. Restore them and verify the model, or register the new files under another id.");
        }
    }

    /**
     * The directory or file at a location that nobody registered yet, to be looked into.
     *
     * @throws RequestRefused 400 {@code model-location-refused}, 404 {@code model-files-not-found}
     */
    public Path locate(String location) {
        return roots.resolve(location).path();
    }

    /**
     * Tries a registered model out again and keeps what its files came to.
     *
     * @throws RequestRefused 404 {@code model-not-found}, 400 {@code model-invalid}
     */
    public Model inspect(String id, Caller caller) {
        Model model = find(id);
        model.resolved(inspect(
                new ModelInspector.Subject(model.kind(), model.format(), location(model), model.parameters()), caller));
        return models.save(model);
    }

    private Map<String, Object> inspect(ModelInspector.Subject subject, Caller caller) {
        return inspectors.get().stream()
                .filter(inspector -> inspector.knows(subject.kind(), subject.format()))
                .findFirst()
                .map(inspector -> inspector.inspect(subject, caller))
                .orElse(Map.of());
    }

    /**
     * Registers a model, hashing every file and trying it out. Registering the same model again gives the same model.
     *
     * @throws RequestRefused 400 {@code validation-failed}, {@code model-location-refused}, {@code model-layout} or {@code model-invalid}, 404 {@code model-files-not-found},
     *     409 {@code model-id-taken} if the id stands for something else
     */
    public Registration register(NewModel request, Caller caller) {
        return register(request, subject -> inspect(subject, caller));
    }

    /** Registers what this platform made and knows: hashed as any model, but not tried out. */
    public Registration register(NewModel request) {
        return register(request, subject -> Map.of());
    }

    private Registration register(NewModel request, Function<ModelInspector.Subject, Map<String, Object>> inspection) {
        List<Violation> violations = request.violations();
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
        List<ModelFile> files = request.format().place() == ModelFormat.Place.FILES ? hash(request) : List.of();
        return models.findById(request.id())
                .map(existing -> again(existing, request, files))
                .orElseGet(() -> insert(request, files, inspection));
    }

    /**
     * What registering did.
     *
     * @param created false if the model was there already
     */
    public record Registration(Model model, boolean created) {}

    private List<ModelFile> hash(NewModel request) {
        List<ModelFile> files = ModelFiles.hash(roots.resolve(request.location()));
        request.format().missingIn(files).ifPresent(missing -> {
            throw RequestRefused.badRequest(
                    "model-layout",
                    "A model of format " + request.format() + " has " + missing + "; found " + files.size()
                            + " files without it at '" + request.location() + "'. Correct the format or the location.");
        });
        return files;
    }

    private Registration insert(
            NewModel request, List<ModelFile> files, Function<ModelInspector.Subject, Map<String, Object>> inspection) {
        Map<String, Object> resolved = inspection.apply(
                new ModelInspector.Subject(request.kind(), request.format(), request.location(), request.parameters()));
        Model model = new Model(request, files, resolved, clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            return new Registration(models.saveAndFlush(model), true);
        } catch (DataIntegrityViolationException registeredMeanwhile) {
            return again(find(request.id()), request, files);
        }
    }

    private Registration again(Model existing, NewModel request, List<ModelFile> files) {
        if (!existing.isSame(request, files)) {
            throw RequestRefused.conflict(
                    "model-id-taken",
                    "An id that is free was expected, found '" + request.id()
                            + "', which stands for another model or other files. Use a new id: datasets name models by theirs.");
        }
        existing.moveTo(request.location());
        existing.verified(true, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return new Registration(models.save(existing), false);
    }

    private static boolean hasFiles(Model model) {
        return model.format().place() == ModelFormat.Place.FILES;
    }

    private static String location(Model model) {
        return model.location().orElse("");
    }
}
