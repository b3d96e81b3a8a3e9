package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Budget;
import ai.medsyn.gateway.experiments.ExperimentSpec.Choice;
import ai.medsyn.gateway.experiments.ExperimentSpec.Data;
import ai.medsyn.gateway.experiments.ExperimentSpec.Equal;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.Source;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.platform.http.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills the gaps of a request and finds what is wrong with its form, all of it at once. Asks nobody: what services know is checked elsewhere. */
final class RequestReader {

    static final int MOST_LISTED = 20;
    /** Beyond this an experiment is several. */
    static final int MOST_RUNS = 5_000;

    private static final int MOST_PARALLEL = 16;
    /** Twice the custom, for p-values that are corrected for many tests. */
    private static final int DRAWS = 2_000;
    /** What eval-service takes. */
    private static final int LEAST_DRAWS = 100;

    private static final int MOST_DRAWS = 100_000;
    private static final int MOST_AMOUNT = 10_000_000;
    private static final double HEAVIEST = 100;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final String TITLE = "[A-Za-z0-9][A-Za-z0-9 ()+,._-]{0,59}";
    private static final String TITLE_MESSAGE =
            "must be 1 to 60 letters, digits, blanks or any of ()+,._- starting with a letter or digit";

    private final ExperimentRequest request;
    private final List<Violation> violations;
    private final BuildReader builds;
    private final TaskReader tasks;

    private RequestReader(ExperimentRequest request, PublishedResults published, List<Violation> violations) {
        this.request = request;
        this.violations = violations;
        this.builds = new BuildReader(violations);
        this.tasks = new TaskReader(published, violations);
    }

    /** The request without gaps, as far as it is sound; what is not becomes a violation each. */
    static ExperimentSpec read(ExperimentRequest request, PublishedResults published, List<Violation> violations) {
        return new RequestReader(request, published, violations).spec();
    }

    private ExperimentSpec spec() {
        String name = request.name() == null ? "experiment" : request.name();
        check(
                name.matches(NAME),
                "name",
                "must be 1 to 100 letters, digits, dots, hyphens or underscores, starting with a letter or digit",
                name);
        Map<String, ExperimentSpec.Build> made = builds.read(request.builds());
        List<Double> fractions = tasks.fractions("fractions", request.fractions(), List.of(1.0));
        List<Long> seeds = seeds();
        List<Arm> arms = arms(made.keySet());
        List<Method> methods = methods();
        List<Task> asked = tasks.read(request.tasks(), made.keySet(), fractions);
        String baseline = request.baseline() != null
                ? request.baseline()
                : arms.isEmpty() ? "" : arms.get(0).name();
        check(
                arms.isEmpty() || arms.stream().anyMatch(arm -> arm.name().equals(baseline)),
                "baseline",
                "must be the name of an arm",
                baseline);
        int parallelism = Objects.requireNonNullElse(request.parallelism(), 2);
        check(
                parallelism >= 1 && parallelism <= MOST_PARALLEL,
                "parallelism",
                "must be from 1 to " + MOST_PARALLEL,
                parallelism);
        double level = Objects.requireNonNullElse(request.level(), 0.95);
        check(level >= 0.5 && level <= 0.999, "level", "must be from 0.5 to 0.999", level);
        int draws = Objects.requireNonNullElse(request.draws(), DRAWS);
        check(
                draws >= LEAST_DRAWS && draws <= MOST_DRAWS,
                "draws",
                "must be from " + LEAST_DRAWS + " to " + MOST_DRAWS,
                draws);
        limit(arms.size(), methods.size(), asked, seeds.size());
        return new ExperimentSpec(
                name,
                made,
                arms,
                methods,
                asked,
                fractions,
                seeds,
                budget(),
                data(),
                baseline,
                parallelism,
                level,
                draws,
                choice());
    }

    private void limit(int arms, int methods, List<Task> asked, int seeds) {
        Grid.Size size = Grid.Size.of(
                arms,
                methods,
                asked.stream().map(task -> Math.max(1, task.fractions().size())).toList(),
                seeds);
        check(
                size.runs() <= MOST_RUNS,
                "body",
                "must be a grid of at most " + MOST_RUNS + " trainings and evaluations; split the experiment",
                size.runs());
    }

    private List<Long> seeds() {
        if (request.seeds() == null) {
            return List.of(0L);
        }
        Set<Long> seeds = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(MOST_LISTED, request.seeds().size()); i++) {
            Long seed = request.seeds().get(i);
            check(seed != null && seeds.add(seed), "seeds[" + i + "]", "must be a whole number, each once", seed);
        }
        check(
                !seeds.isEmpty() && request.seeds().size() <= MOST_LISTED,
                "seeds",
                "must be 1 to " + MOST_LISTED + " seeds",
                request.seeds());
        return List.copyOf(seeds);
    }

    private List<Arm> arms(Set<String> made) {
        List<Arm> arms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<ExperimentRequest.@Nullable Arm> wanted = listed("arms", request.arms());
        for (int i = 0; i < wanted.size(); i++) {
            ExperimentRequest.Arm arm = wanted.get(i);
            String field = "arms[" + i + "]";
            String name = arm == null || arm.name() == null ? "" : arm.name();
            title(field + ".name", name, names);
            List<ExperimentRequest.@Nullable Source> datasets =
                    arm == null || arm.datasets() == null ? List.of() : arm.datasets();
            check(
                    !datasets.isEmpty() && datasets.size() <= 50,
                    field + ".datasets",
                    "must be 1 to 50 datasets",
                    datasets);
            List<Source> sources = new ArrayList<>();
            for (int k = 0; k < Math.min(50, datasets.size()); k++) {
                sources.add(source(field + ".datasets[" + k + "]", datasets.get(k), made));
            }
            check(
                    new HashSet<>(sources.stream()
                                            .map(source -> List.of(
                                                    String.valueOf(source.dataset()), String.valueOf(source.build())))
                                            .toList())
                                    .size()
                            == sources.size(),
                    field + ".datasets",
                    "must name each dataset once",
                    datasets);
            arms.add(new Arm(name, sources));
        }
        return arms;
    }

    private Source source(String field, ExperimentRequest.@Nullable Source source, Set<String> made) {
        double weight = source == null || source.weight() == null ? 1 : source.weight();
        check(weight > 0 && weight <= HEAVIEST, field + ".weight", "must be above 0 and at most " + HEAVIEST, weight);
        boolean one = source != null && (source.dataset() == null) != (source.build() == null);
        check(one, field, "must name either a dataset or a build", null);
        String build = source == null ? null : source.build();
        check(build == null || made.contains(build), field + ".build", "must be among builds: " + made, build);
        return new Source(source == null ? null : source.dataset(), build, weight);
    }

    private List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<ExperimentRequest.@Nullable Method> wanted = listed("methods", request.methods());
        for (int i = 0; i < wanted.size(); i++) {
            ExperimentRequest.Method method = wanted.get(i);
            String preset = method == null || method.preset() == null ? "" : method.preset();
            String name = method == null || method.name() == null ? preset.replace('/', ' ') : method.name();
            check(!preset.isEmpty() && preset.length() <= 200, "methods[" + i + "].preset", "must be a preset", preset);
            title("methods[" + i + "].name", name, names);
            methods.add(new Method(
                    name,
                    preset,
                    plain(method == null ? null : method.overrides()),
                    plain(method == null ? null : method.encoders())));
        }
        return methods;
    }

    /** Without nulls, which mean the same as nothing. */
    static Map<String, Object> plain(@Nullable Map<String, @Nullable Object> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((key, value) -> {
                if (value != null) {
                    plain.put(key, value);
                }
            });
        }
        return plain;
    }

    private Budget budget() {
        ExperimentRequest.Budget budget = request.budget();
        String mode = budget == null || budget.mode() == null ? "" : budget.mode();
        Equal equal = Arrays.stream(Equal.values())
                .filter(each -> each.name().equals(mode))
                .findFirst()
                .orElse(null);
        check(equal != null, "budget.mode", "must be one of " + List.of(Equal.values()), mode);
        Integer steps = budget == null ? null : budget.steps();
        Integer epochs = budget == null ? null : budget.epochs();
        check((steps == null) != (epochs == null), "budget", "must have either steps or epochs", null);
        check(
                equal != Equal.EQUAL_EPOCHS || steps == null,
                "budget.steps",
                "must be left out: EQUAL_EPOCHS counts epochs",
                steps);
        amount("budget.steps", steps);
        amount("budget.epochs", epochs);
        return new Budget(Objects.requireNonNullElse(equal, Equal.EQUAL_STEPS), steps, epochs);
    }

    private void amount(String field, @Nullable Integer amount) {
        check(
                amount == null || amount >= 1 && amount <= MOST_AMOUNT,
                field,
                "must be from 1 to " + MOST_AMOUNT,
                amount);
    }

    private Data data() {
        ExperimentRequest.Data data = request.data();
        return new Data(
                splits("data.train", data == null ? null : data.train()),
                splits("data.validate", data == null ? null : data.validate()));
    }

    private @Nullable List<String> splits(String field, @Nullable List<@Nullable String> splits) {
        if (splits == null) {
            return null;
        }
        List<String> named = splits.stream().filter(Objects::nonNull).toList();
        check(named.size() == splits.size() && named.size() <= 50, field, "must be at most 50 names of splits", splits);
        return named;
    }

    private Choice choice() {
        String wanted = Objects.requireNonNullElse(request.checkpoint(), Choice.BEST.name());
        for (Choice known : Choice.values()) {
            if (known.name().equals(wanted)) {
                return known;
            }
        }
        violations.add(new Violation("checkpoint", "must be one of " + List.of(Choice.values()), wanted));
        return Choice.BEST;
    }

    private <T> List<@Nullable T> listed(String field, @Nullable List<@Nullable T> items) {
        List<@Nullable T> found = items == null ? List.of() : items;
        check(
                !found.isEmpty() && found.size() <= MOST_LISTED,
                field,
                "must be 1 to " + MOST_LISTED + " " + field,
                found);
        return found.size() <= MOST_LISTED ? found : found.subList(0, MOST_LISTED);
    }

    private void title(String field, String title, Set<String> seen) {
        check(title.matches(TITLE), field, TITLE_MESSAGE, title);
        check(seen.add(title), field, "must differ from the names before it", title);
    }

    private void check(boolean holds, String field, String message, @Nullable Object found) {
        if (!holds) {
            violations.add(new Violation(field, message, found));
        }
    }
}
