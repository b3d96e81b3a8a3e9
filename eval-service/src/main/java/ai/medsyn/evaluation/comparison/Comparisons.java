package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.evaluations.Evaluation;
import ai.medsyn.platform.evaluations.Evaluations;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Compares evaluations that asked the same about the same films. */
@Component
public class Comparisons {

    /** Films x findings x heads, or detections, x draws that are answered within a request. */
    private static final long MOST_WORK = 100_000_000;

    /** What evaluations may keep. */
    private static final List<String> KINDS = List.of(KeptScores.FILE, KeptDetections.FILE, KeptMeasures.FILE);

    private final Evaluations evaluations;
    private final ArtifactStore store;

    Comparisons(Evaluations evaluations, ArtifactStore store) {
        this.evaluations = evaluations;
        this.store = store;
    }

    /** @param subject for example {@code checkpoint:4f6c…} */
    public record Side(UUID evaluation, String task, String subject) {}

    /**
     * @param films behind it
     * @param differences first minus second
     * @param undefined what has no value, and why
     */
    public record Comparison(
            Side first,
            Side second,
            UUID dataset,
            double level,
            int films,
            List<Difference> differences,
            List<Undefined> undefined) {}

    /**
     * Compares two evaluations of a team.
     *
     * @throws RequestRefused 409 {@code different-films}, {@code different-questions} or {@code nothing-to-compare}
     * @throws ai.medsyn.platform.lineage.UnknownLineage if one is not there
     */
    public Comparison of(UUID first, UUID second, String team, Settings settings) {
        if (first.equals(second)) {
            throw RequestRefused.invalid(
                    List.of(new Violation("with", "must be another evaluation than the first", second)));
        }
        Evaluation one = evaluations.require(first, team);
        Evaluation other = evaluations.require(second, team);
        if (!one.dataset().equals(other.dataset())) {
            throw RequestRefused.conflict(
                    "different-films",
                    "expected two evaluations on one dataset version, found " + one.dataset() + " and "
                            + other.dataset() + "; evaluate both models on the same one");
        }
        List<Undefined> undefined = new ArrayList<>();
        Found found = compared(List.of(one), List.of(other), settings, undefined);
        return new Comparison(
                new Side(one.id(), one.task(), one.subject()),
                new Side(other.id(), other.task(), other.subject()),
                one.dataset(),
                settings.level(),
                found.films(),
                found.differences(),
                undefined);
    }

    /**
     * Compares two models that were trained with several seeds each, one evaluation a seed: a side's number is the mean over its seeds, and all of them
     * see the same draws of patients.
     *
     * @throws RequestRefused 409 {@code different-films}, {@code different-questions} or {@code nothing-to-compare}
     * @throws ai.medsyn.platform.lineage.UnknownLineage if one is not there
     */
    public List<Difference> ofSeeds(List<UUID> first, List<UUID> second, String team, Settings settings) {
        List<Evaluation> ours =
                first.stream().map(id -> evaluations.require(id, team)).toList();
        List<Evaluation> theirs =
                second.stream().map(id -> evaluations.require(id, team)).toList();
        return compared(ours, theirs, settings, new ArrayList<>()).differences();
    }

    /** @param films behind it */
    private record Found(int films, List<Difference> differences) {}

    /** What the first evaluation keeps decides what is compared. */
    private Found compared(
            List<Evaluation> first, List<Evaluation> second, Settings settings, List<Undefined> undefined) {
        String file = KINDS.stream()
                .filter(kind -> kept(first.get(0), kind).isPresent())
                .findFirst()
                .orElseThrow(() -> nothing(first.get(0)));
        return switch (file) {
            case KeptScores.FILE -> scores(first, second, settings, undefined);
            case KeptDetections.FILE -> detections(first, second, settings, undefined);
            default -> measures(first, second, settings, undefined);
        };
    }

    private Found scores(
            List<Evaluation> first, List<Evaluation> second, Settings settings, List<Undefined> undefined) {
        KeptScores a = scores(first);
        KeptScores b = scores(second);
        SameFilms.require(a.first(), b.first());
        int films = a.first().films().size();
        requireLittle((long) films * a.first().labels().size() * a.heads().size(), settings);
        return new Found(films, ScoreComparison.of(a, b, settings, undefined));
    }

    private KeptScores scores(List<Evaluation> side) {
        List<ScoredFilms> heads = new ArrayList<>();
        for (KeptScores each : read(side, KeptScores.FILE, KeptScores::read)) {
            heads.addAll(each.heads());
            SameFilms.require(heads.get(0), each.first());
        }
        return new KeptScores(heads);
    }

    private Found detections(
            List<Evaluation> first, List<Evaluation> second, Settings settings, List<Undefined> undefined) {
        KeptDetections a = detections(first);
        KeptDetections b = detections(second);
        SameFilms.require(a, b);
        requireLittle(Math.max(1, Math.max(a.count(), b.count())), settings);
        return new Found(a.films().size(), DetectionComparison.of(a, b, settings, undefined));
    }

    private KeptDetections detections(List<Evaluation> side) {
        List<KeptDetections> all = read(side, KeptDetections.FILE, KeptDetections::read);
        all.forEach(each -> SameFilms.require(all.get(0), each));
        return new KeptDetections(
                all.get(0).label(),
                all.get(0).films(),
                all.stream().flatMap(each -> each.heads().stream()).toList());
    }

    private Found measures(
            List<Evaluation> first, List<Evaluation> second, Settings settings, List<Undefined> undefined) {
        KeptMeasures a = measures(first);
        KeptMeasures b = measures(second);
        SameFilms.require(a, b);
        requireLittle((long) a.cases().size() * 8, settings);
        int films =
                (int) a.cases().stream().map(KeptMeasures.Case::film).distinct().count();
        return new Found(films, MeasureComparison.of(a, b, settings, undefined));
    }

    private KeptMeasures measures(List<Evaluation> side) {
        List<KeptMeasures> all = read(side, KeptMeasures.FILE, KeptMeasures::read);
        all.forEach(each -> SameFilms.require(all.get(0), each));
        return KeptMeasures.mean(all);
    }

    private <K> List<K> read(List<Evaluation> side, String file, Function<byte[], K> reader) {
        return side.stream()
                .map(evaluation -> reader.apply(kept(evaluation, file)
                        .orElseThrow(() -> RequestRefused.conflict(
                                "different-questions",
                                "expected evaluations of one kind, found that of task " + evaluation.task()
                                        + " keeps no " + file + " as the first does"))))
                .toList();
    }

    private static RequestRefused nothing(Evaluation evaluation) {
        return RequestRefused.conflict(
                "nothing-to-compare",
                "expected evaluations that keep what they measured per film, found none of task " + evaluation.task()
                        + " under " + evaluation.id() + "; evaluations from before that was kept must be asked again");
    }

    private Optional<byte[]> kept(Evaluation evaluation, String file) {
        ObjectName name = new ObjectName("evaluations/" + evaluation.id() + "/" + file);
        try {
            if (store.find(name).isEmpty()) {
                return Optional.empty();
            }
            try (InputStream content = store.open(name)) {
                return Optional.of(content.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireLittle(long cases, Settings settings) {
        if (cases * settings.draws() > MOST_WORK) {
            throw RequestRefused.invalid(List.of(new Violation(
                    "draws",
                    "must be at most " + Math.max(100, MOST_WORK / cases) + " for so many films and findings",
                    settings.draws())));
        }
    }
}
