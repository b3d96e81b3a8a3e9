package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Arm;
import ai.medsyn.gateway.experiments.ExperimentSpec.Source;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.security.Caller;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Turns a request into an experiment with every default filled in, or says everything that is wrong with it, with the services' help. */
@Component
class ExperimentPlans {

    /** Stands for the checkpoint of a model that is not trained yet. */
    private static final UUID UNTRAINED = new UUID(0, 0);

    private final BuiltInExperiments builtIn;
    private final PublishedResults published;
    private final Builds builds;
    private final ServicePlans services;

    ExperimentPlans(BuiltInExperiments builtIn, PublishedResults published, Builds builds, ServicePlans services) {
        this.builtIn = builtIn;
        this.published = published;
        this.builds = builds;
        this.services = services;
    }

    /** @throws RequestRefused 400 {@code validation-failed} with every violation */
    ExperimentSpec plan(ExperimentRequest request, Caller caller) {
        Set<Violation> violations = new LinkedHashSet<>();
        ExperimentRequest whole = request;
        String name = request.builtIn();
        if (name != null) {
            Optional<ExperimentRequest> template = builtIn.find(name);
            whole = template.map(request::over).orElse(request);
            if (template.isEmpty()) {
                violations.add(new Violation("builtIn", "must be one of " + builtIn.names(), name));
            }
        }
        List<Violation> form = new ArrayList<>();
        ExperimentSpec spec = RequestReader.read(whole, published, form);
        violations.addAll(form);
        // Services are asked about what can be written down, whatever is wrong elsewhere.
        if (sound(form, "builds")) {
            spec.builds()
                    .forEach((build, wanted) ->
                            attempt("builds." + build, violations, () -> builds.plan(build, wanted, caller)));
        }
        if (sound(form, "builds", "arms", "methods", "seeds", "budget", "data")) {
            checkTrainings(spec, caller, violations);
        }
        if (sound(form, "builds", "tasks", "fractions", "seeds")) {
            checkTasks(spec, caller, violations);
        }
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(List.copyOf(violations));
        }
        return spec;
    }

    /** Whether the form of these members of a request is right. */
    private static boolean sound(List<Violation> form, String... members) {
        Set<String> wanted = Set.of(members);
        return form.stream()
                .noneMatch(violation -> wanted.contains(violation.field().split("[.\\[]", 2)[0]));
    }

    private void checkTrainings(ExperimentSpec spec, Caller caller, Set<Violation> violations) {
        ServiceRequests requests = new ServiceRequests(spec, Map.of());
        ServiceRequests.Length length = ServiceRequests.Length.of(spec.budget());
        for (int j = 0; j < spec.methods().size(); j++) {
            for (int i = 0; i < spec.arms().size(); i++) {
                Arm arm = spec.arms().get(i);
                Object body = requests.training(
                        spec.methods().get(j), arm, spec.seeds().get(0), length);
                List<Violation> found = refusals("", () -> services.training(body, caller));
                for (Violation violation : found) {
                    field(violation.field(), j, i, spec)
                            .ifPresent(field ->
                                    violations.add(new Violation(field, violation.message(), violation.found())));
                }
            }
        }
    }

    /** Where in our request a member of the request for a training comes from; empty if it is not there yet. */
    private static Optional<String> field(String field, int method, int arm, ExperimentSpec spec) {
        if (field.startsWith("datasets[")) {
            int end = field.indexOf(']');
            int given = Integer.parseInt(field.substring("datasets[".length(), end));
            return Optional.of("arms[" + arm + "].datasets["
                    + original(spec.arms().get(arm), given) + "]" + field.substring(end + 1));
        }
        if (field.startsWith("datasets")) {
            return spec.arms().get(arm).needsBuilds() ? Optional.empty() : Optional.of("arms[" + arm + "]." + field);
        }
        return Optional.of(
                field.startsWith("budget") || field.startsWith("data.") ? field : "methods[" + method + "]." + field);
    }

    /** The place in an arm of the n-th dataset that there is already. */
    private static int original(Arm arm, int given) {
        List<Source> sources = arm.datasets();
        int seen = -1;
        for (int k = 0; k < sources.size(); k++) {
            seen += sources.get(k).build() == null ? 1 : 0;
            if (seen == given) {
                return k;
            }
        }
        return given;
    }

    private void checkTasks(ExperimentSpec spec, Caller caller, Set<Violation> violations) {
        ServiceRequests requests = new ServiceRequests(spec, Map.of());
        for (int i = 0; i < spec.tasks().size(); i++) {
            Task task = spec.tasks().get(i);
            Double fraction =
                    task.fractions().isEmpty() ? null : task.fractions().get(0);
            Map<String, Object> body =
                    requests.evaluation(task, fraction, spec.seeds().get(0), UNTRAINED);
            if (task.build() != null) {
                body.put("dataset", UNTRAINED);
            }
            String prefix = "tasks[" + i + "].evaluation";
            refusals(prefix + ".", () -> services.evaluation(body, caller)).stream()
                    .filter(violation -> !violation.field().startsWith(prefix + ".model"))
                    .filter(violation ->
                            task.build() == null || !violation.field().equals(prefix + ".dataset"))
                    .forEach(violations::add);
        }
    }

    private static void attempt(String field, Set<Violation> violations, Runnable question) {
        violations.addAll(refusals(field + ".", question));
    }

    /** What a refusal lists, its fields under a prefix; a refusal without a list is a violation itself. */
    private static List<Violation> refusals(String prefix, Runnable question) {
        try {
            question.run();
            return List.of();
        } catch (RequestRefused refused) {
            if (!Refusals.isOfRequest(refused)) {
                throw refused;
            }
            List<Violation> listed = Refusals.violations(refused);
            if (listed.isEmpty()) {
                String field = prefix.isEmpty() ? "body" : prefix.substring(0, prefix.length() - 1);
                return List.of(new Violation(field, Refusals.words(refused), null));
            }
            return listed.stream()
                    .map(each -> new Violation(prefix + each.field(), each.message(), each.found()))
                    .toList();
        }
    }
}
