package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Budget;
import ai.medsyn.gateway.experiments.ExperimentSpec.Choice;
import ai.medsyn.gateway.experiments.ExperimentSpec.Data;
import ai.medsyn.gateway.experiments.ExperimentSpec.Equal;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
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

    /** Beyond this an experiment is several. */
    static final int MOST_RUNS = 5_000;

    private static final int MOST_PARALLEL = 16;
    /** Twice the custom, for p-values that are corrected for many tests. */
    private static final int DRAWS = 2_000;
    /** What eval-service takes. */
    private static final int LEAST_DRAWS = 100;

    private static final int MOST_DRAWS = 100_000;
    private static final int MOST_AMOUNT = 10_000_000;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final ExperimentRequest request;
    private final FormChecks checks;
    private final BuildReader builds;
    private final ArmReader arms;
    private final TaskReader tasks;

    private RequestReader(ExperimentRequest request, PublishedResults published, List<Violation> violations) {
        this.request = request;
        this.checks = new FormChecks(violations);
        this.builds = new BuildReader(checks);
        this.arms = new ArmReader(checks);
        this.tasks = new TaskReader(published, checks);
    }

    /** The request without gaps, as far as it is sound; what is not becomes a violation each. */
    static ExperimentSpec read(ExperimentRequest request, PublishedResults published, List<Violation> violations) {
        return new RequestReader(request, published, violations).spec();
    }

    private ExperimentSpec spec() {
        Map<String, ExperimentSpec.Build> made = builds.read(request.builds());
        List<Double> fractions = tasks.fractions("fractions", request.fractions(), List.of(1.0));
        List<Long> seeds = seeds();
        List<Arm> mixes = arms.read(request.arms(), made.keySet());
        List<Method> methods = methods();
        List<Task> asked = tasks.read(request.tasks(), made.keySet(), fractions);
        limit(mixes.size(), methods.size(), asked, seeds.size());
        return new ExperimentSpec(
                name(),
                made,
                mixes,
                methods,
                asked,
                fractions,
                seeds,
                budget(),
                data(),
                baseline(mixes),
                checks.whole("parallelism", request.parallelism(), 2, 1, MOST_PARALLEL),
                level(),
                checks.whole("draws", request.draws(), DRAWS, LEAST_DRAWS, MOST_DRAWS),
                choice());
    }

    private String name() {
        String name = request.name() == null ? "experiment" : request.name();
        checks.check(
                name.matches(NAME),
                "name",
                "must be 1 to 100 letters, digits, dots, hyphens or underscores, starting with a letter or digit",
                name);
        return name;
    }

    private String baseline(List<Arm> arms) {
        String first = arms.isEmpty() ? "" : arms.get(0).name();
        String baseline = Objects.requireNonNullElse(request.baseline(), first);
        checks.check(
                arms.isEmpty() || arms.stream().anyMatch(arm -> arm.name().equals(baseline)),
                "baseline",
                "must be the name of an arm",
                baseline);
        return baseline;
    }

    private double level() {
        double level = Objects.requireNonNullElse(request.level(), 0.95);
        checks.check(level >= 0.5 && level <= 0.999, "level", "must be from 0.5 to 0.999", level);
        return level;
    }

    private void limit(int arms, int methods, List<Task> asked, int seeds) {
        Grid.Size size = Grid.Size.of(
                arms,
                methods,
                asked.stream().map(task -> Math.max(1, task.fractions().size())).toList(),
                seeds);
        checks.check(
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
        for (int i = 0; i < Math.min(FormChecks.MOST_LISTED, request.seeds().size()); i++) {
            Long seed = request.seeds().get(i);
            checks.check(
                    seed != null && seeds.add(seed), "seeds[" + i + "]", "must be a whole number, each once", seed);
        }
        checks.check(
                !seeds.isEmpty() && request.seeds().size() <= FormChecks.MOST_LISTED,
                "seeds",
                "must be 1 to " + FormChecks.MOST_LISTED + " seeds",
                request.seeds());
        return List.copyOf(seeds);
    }

    private List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<ExperimentRequest.@Nullable Method> wanted = checks.listed("methods", request.methods());
        for (int i = 0; i < wanted.size(); i++) {
            ExperimentRequest.Method method = wanted.get(i);
            String preset = method == null || method.preset() == null ? "" : method.preset();
            String name = method == null || method.name() == null ? preset.replace('/', ' ') : method.name();
            checks.check(
                    !preset.isEmpty() && preset.length() <= 200,
                    "methods[" + i + "].preset",
                    "must be a preset",
                    preset);
            checks.title("methods[" + i + "].name", name, names);
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
        checks.check(equal != null, "budget.mode", "must be one of " + List.of(Equal.values()), mode);
        Integer steps = budget == null ? null : budget.steps();
        Integer epochs = budget == null ? null : budget.epochs();
        checks.check((steps == null) != (epochs == null), "budget", "must have either steps or epochs", null);
        checks.check(
                equal != Equal.EQUAL_EPOCHS || steps == null,
                "budget.steps",
                "must be left out: EQUAL_EPOCHS counts epochs",
                steps);
        amount("budget.steps", steps);
        amount("budget.epochs", epochs);
        return new Budget(Objects.requireNonNullElse(equal, Equal.EQUAL_STEPS), steps, epochs);
    }

    private void amount(String field, @Nullable Integer amount) {
        checks.check(
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
        checks.check(
                named.size() == splits.size() && named.size() <= 50,
                field,
                "must be at most 50 names of splits",
                splits);
        return named;
    }

    private Choice choice() {
        String wanted = Objects.requireNonNullElse(request.checkpoint(), Choice.BEST.name());
        for (Choice known : Choice.values()) {
            if (known.name().equals(wanted)) {
                return known;
            }
        }
        checks.check(false, "checkpoint", "must be one of " + List.of(Choice.values()), wanted);
        return Choice.BEST;
    }
}
