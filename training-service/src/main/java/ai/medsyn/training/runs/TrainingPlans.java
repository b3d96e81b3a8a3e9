package ai.medsyn.training.runs;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.presets.Variant;
import ai.medsyn.vision.training.Budget;
import ai.medsyn.vision.training.ImageArchitecture;
import ai.medsyn.vision.training.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Turns a wish into a complete specification, or says everything that is wrong with it at once. */
@Service
public class TrainingPlans {

    private static final int MOST_PROCESSES = 64;
    private static final int MOST_AMOUNT = 10_000_000;
    private static final int PATCH = 16;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final String SPLIT = "[a-z][a-z0-9_-]{0,31}";

    private final RecipeOverrides overrides;
    private final TrainingSources sources;
    private final TextModels texts;

    TrainingPlans(RecipeOverrides overrides, TrainingSources sources, TextModels texts) {
        this.overrides = overrides;
        this.sources = sources;
        this.texts = texts;
    }

    /**
     * Completes a wish.
     *
     * @throws RequestRefused 400 {@code validation-failed} with every violation
     */
    public TrainingSpec plan(TrainingWish wish, String team) {
        List<Violation> violations = new ArrayList<>();
        Optional<Preset> preset = preset(wish.preset(), violations);
        Recipe recipe = overrides.apply(
                Recipe.of(preset.orElseGet(() -> Presets.all().get(0))),
                Objects.requireNonNullElse(wish.overrides(), Map.of()),
                violations);
        TrainingSpec.Encoders encoders = encoders(wish.encoders(), violations);
        int processes = Objects.requireNonNullElse(wish.processes(), 1);
        if (processes < 1 || processes > MOST_PROCESSES) {
            violations.add(new Violation("processes", "must be from 1 to " + MOST_PROCESSES, processes));
        }
        preset.ifPresent(known -> checkRecipe(known, recipe, encoders, Math.max(1, processes), violations));
        TrainingSpec.Data data = data(wish.data(), violations);
        Budget budget = budget(wish.budget(), preset, violations);
        List<TrainingSpec.Source> datasets = sources.check(
                Objects.requireNonNullElse(wish.datasets(), List.of()), data, recipe.batchSize(), team, violations);
        String name = wish.name() == null ? wish.preset() : wish.name();
        if (wish.name() != null && !wish.name().matches(NAME)) {
            violations.add(new Violation(
                    "name",
                    "must be 1 to 100 letters, digits, dots, hyphens or underscores, starting with a letter or digit",
                    wish.name()));
        }
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
        Preset known = preset.orElseThrow();
        return new TrainingSpec(
                String.valueOf(name).replace('/', '-'),
                datasets,
                data,
                known.id().name(),
                known.id().variant(),
                recipe,
                encoders,
                budget,
                Objects.requireNonNullElse(wish.seed(), 0L),
                processes);
    }

    /** By name, or {@code name/variant}; a name alone means the corrected variant where there is one. */
    private static Optional<Preset> preset(@Nullable String wanted, List<Violation> violations) {
        String text = wanted == null ? "" : wanted;
        int slash = text.indexOf('/');
        String name = slash < 0 ? text : text.substring(0, slash);
        String variant = slash < 0 ? "" : text.substring(slash + 1);
        Optional<Preset> found = Presets.all().stream()
                .filter(each -> each.id().name().equals(name))
                .filter(each -> variant.isEmpty()
                        || each.id().variant().name().toLowerCase(Locale.ROOT).equals(variant))
                .reduce((first, second) -> second.id().variant() == Variant.CORRECTED ? second : first);
        if (found.isEmpty()) {
            List<String> known = Presets.all().stream().map(TrainingPlans::id).toList();
            violations.add(new Violation("preset", "must be one of " + known, wanted));
        }
        return found;
    }

    /** {@code name/variant}, which names exactly one preset. */
    public static String id(Preset preset) {
        return preset.id().name() + "/" + preset.id().variant().name().toLowerCase(Locale.ROOT);
    }

    private TrainingSpec.Encoders encoders(TrainingWish.@Nullable Encoders wish, List<Violation> violations) {
        String image = wish == null || wish.image() == null ? ImageArchitecture.RESNET_50.id() : wish.image();
        if (ImageArchitecture.of(image).isEmpty()) {
            List<String> known = Arrays.stream(ImageArchitecture.values())
                    .map(ImageArchitecture::id)
                    .toList();
            violations.add(new Violation("encoders.image", "must be one of " + known, image));
        }
        String text = wish == null || wish.text() == null ? TextModels.DEFAULT : wish.text();
        texts.check(text, violations);
        String weights = wish == null ? null : wish.imageWeights();
        if (weights != null) {
            texts.checkImageWeights(weights, violations);
        }
        return new TrainingSpec.Encoders(image, weights, text);
    }

    private void checkRecipe(
            Preset preset, Recipe recipe, TrainingSpec.Encoders encoders, int processes, List<Violation> violations) {
        if (recipe.batchSize() % (recipe.accumulation() * processes) != 0
                || recipe.batchSize() / recipe.accumulation() < 2) {
            violations.add(new Violation(
                    "overrides.batchSize",
                    "must be a multiple of accumulation x processes (" + recipe.accumulation() + " x " + processes
                            + ") with at least 2 pairs per part",
                    recipe.batchSize()));
        }
        if (preset.views().resizedCrop() == 1 && recipe.cropSize() > recipe.imageSize()) {
            violations.add(new Violation(
                    "overrides.cropSize", "must be at most imageSize, " + recipe.imageSize(), recipe.cropSize()));
        }
        boolean patches = ImageArchitecture.of(encoders.image())
                .map(ImageArchitecture::patches)
                .orElse(false);
        if (patches && recipe.cropSize() % PATCH != 0) {
            violations.add(new Violation(
                    "overrides.cropSize", "must be a multiple of 16 for " + encoders.image(), recipe.cropSize()));
        }
        texts.longest(encoders.text())
                .filter(longest -> recipe.maxTokens() > longest)
                .ifPresent(longest -> violations.add(new Violation(
                        "overrides.maxTokens",
                        "must be at most " + longest + ", the longest text of " + encoders.text(),
                        recipe.maxTokens())));
    }

    private static TrainingSpec.Data data(TrainingWish.@Nullable Data wish, List<Violation> violations) {
        return new TrainingSpec.Data(
                splits("data.train", wish == null ? null : wish.train(), "train", violations),
                splits("data.validate", wish == null ? null : wish.validate(), "validate", violations));
    }

    private static List<String> splits(
            String field, @Nullable List<@Nullable String> wanted, String otherwise, List<Violation> violations) {
        if (wanted == null) {
            return List.of(otherwise);
        }
        List<String> splits = new ArrayList<>();
        for (String split : wanted) {
            if (split == null || !split.matches(SPLIT)) {
                violations.add(new Violation(field, "must be names of splits such as train", split));
            } else if (!splits.contains(split)) {
                splits.add(split);
            }
        }
        if (splits.isEmpty() && otherwise.equals("train")) {
            violations.add(new Violation(field, "must name at least one split", wanted));
        }
        return splits;
    }

    private static Budget budget(
            TrainingWish.@Nullable Budget wish, Optional<Preset> preset, List<Violation> violations) {
        int amount = wish == null || wish.amount() == null
                ? preset.map(known -> known.budget().epochs()).orElse(1)
                : wish.amount();
        if (amount < 1 || amount > MOST_AMOUNT) {
            violations.add(new Violation("budget.amount", "must be from 1 to " + MOST_AMOUNT, amount));
            amount = 1;
        }
        String unit = wish == null || wish.unit() == null ? Budget.Unit.EPOCHS.name() : wish.unit();
        for (Budget.Unit known : Budget.Unit.values()) {
            if (known.name().equals(unit)) {
                return new Budget(known, amount);
            }
        }
        violations.add(new Violation("budget.unit", "must be one of " + List.of(Budget.Unit.values()), unit));
        return new Budget(Budget.Unit.EPOCHS, amount);
    }
}
