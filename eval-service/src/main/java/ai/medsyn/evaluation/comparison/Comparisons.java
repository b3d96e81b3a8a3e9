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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Compares evaluations that asked the same about the same films. */
@Component
public class Comparisons {

    /** Films x findings x draws that are answered within a request. */
    private static final long MOST_WORK = 100_000_000;

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
        Optional<byte[]> scores = kept(one, KeptScores.FILE);
        Optional<byte[]> measures = kept(one, KeptMeasures.FILE);
        if (scores.isPresent()) {
            KeptScores a = KeptScores.read(scores.get());
            KeptScores b = KeptScores.read(required(other, KeptScores.FILE));
            requireSame(a.first(), b.first());
            requireLittle((long) a.first().films().size() * a.first().labels().size(), settings);
            return comparison(
                    one,
                    other,
                    settings,
                    a.first().films().size(),
                    ScoreComparison.of(a, b, settings, undefined),
                    undefined);
        }
        KeptMeasures a = KeptMeasures.read(measures.orElseThrow(() -> nothing(one)));
        KeptMeasures b = KeptMeasures.read(required(other, KeptMeasures.FILE));
        requireSame(a, b);
        requireLittle((long) a.cases().size() * 8, settings);
        int films =
                (int) a.cases().stream().map(KeptMeasures.Case::film).distinct().count();
        return comparison(one, other, settings, films, MeasureComparison.of(a, b, settings, undefined), undefined);
    }

    /**
     * Compares two models that were trained with several seeds each, one evaluation a seed: a side's number is the mean over its seeds, and all of them
     * see the same draws of patients.
     *
     * @throws RequestRefused 409 {@code different-films}, {@code different-questions} or {@code nothing-to-compare}
     * @throws ai.medsyn.platform.lineage.UnknownLineage if one is not there
     */
    public List<Difference> ofSeeds(List<UUID> first, List<UUID> second, String team, Settings settings) {
        boolean scored =
                kept(evaluations.require(first.get(0), team), KeptScores.FILE).isPresent();
        if (!scored && first.size() == 1 && second.size() == 1) {
            return of(first.get(0), second.get(0), team, settings).differences();
        }
        KeptScores a = pooled(first, team);
        KeptScores b = pooled(second, team);
        requireSame(a.first(), b.first());
        requireLittle(
                (long) a.first().films().size()
                        * a.first().labels().size()
                        * a.heads().size(),
                settings);
        return ScoreComparison.of(a, b, settings, new ArrayList<>());
    }

    /** The heads of several evaluations as those of one. */
    private KeptScores pooled(List<UUID> ids, String team) {
        List<ScoredFilms> heads = new ArrayList<>();
        for (UUID id : ids) {
            Evaluation evaluation = evaluations.require(id, team);
            KeptScores scores =
                    KeptScores.read(kept(evaluation, KeptScores.FILE).orElseThrow(() -> nothing(evaluation)));
            heads.addAll(scores.heads());
            requireSame(heads.get(0), scores.first());
        }
        return new KeptScores(heads);
    }

    private static Comparison comparison(
            Evaluation one,
            Evaluation other,
            Settings settings,
            int films,
            List<Difference> differences,
            List<Undefined> undefined) {
        return new Comparison(
                new Side(one.id(), one.task(), one.subject()),
                new Side(other.id(), other.task(), other.subject()),
                one.dataset(),
                settings.level(),
                films,
                differences,
                undefined);
    }

    private byte[] required(Evaluation evaluation, String file) {
        return kept(evaluation, file)
                .orElseThrow(() -> RequestRefused.conflict(
                        "different-questions",
                        "expected two evaluations of one kind, found that of task " + evaluation.task() + " keeps no "
                                + file + " as the other does"));
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

    private static void requireSame(ScoredFilms one, ScoredFilms other) {
        if (!one.labels().equals(other.labels())) {
            throw RequestRefused.conflict(
                    "different-questions",
                    "expected the same findings in the same order, found " + one.labels() + " and " + other.labels()
                            + "; ask both with the same question.classes");
        }
        requireSameFilms(ordinals(one), ordinals(other));
        for (int i = 0; i < one.films().size(); i++) {
            if (!Arrays.equals(one.films().get(i).truth(), other.films().get(i).truth())) {
                throw RequestRefused.conflict(
                        "different-questions",
                        "expected the same truth about every film, found other labels of sample "
                                + one.films().get(i).film() + "; ask both with the same question.uncertain");
            }
        }
    }

    private static List<Integer> ordinals(ScoredFilms films) {
        return films.films().stream().map(ScoredFilms.Film::film).toList();
    }

    private static void requireSame(KeptMeasures one, KeptMeasures other) {
        requireSameFilms(
                one.cases().stream().map(KeptMeasures.Case::film).distinct().toList(),
                other.cases().stream().map(KeptMeasures.Case::film).distinct().toList());
        Set<String> ours = labels(one);
        Set<String> theirs = labels(other);
        if (!ours.equals(theirs)) {
            throw RequestRefused.conflict(
                    "different-questions",
                    "expected the same findings, found " + ours + " and " + theirs
                            + "; ask both with the same question.classes");
        }
    }

    private static Set<String> labels(KeptMeasures measures) {
        Set<String> labels = new TreeSet<>();
        measures.cases().forEach(each -> labels.add(each.label()));
        return labels;
    }

    private static void requireSameFilms(List<Integer> one, List<Integer> other) {
        if (!one.equals(other)) {
            Set<Integer> both = new HashSet<>(one);
            both.retainAll(new HashSet<>(other));
            throw RequestRefused.conflict(
                    "different-films",
                    "expected the same films in both evaluations, found " + one.size() + " and " + other.size() + ", "
                            + both.size() + " of them in both; ask both with the same protocol.test");
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
