package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The films that a head on maps learns from. */
final class MapSubset {

    /** Seed of the official code for all of its subsets. */
    private static final int OFFICIAL_SEED = 42;

    private MapSubset() {}

    /** @throws JobFailure if too few films are left, or none shows what is sought */
    static int[] drawn(SquareFilms films, HeadPlan plan, boolean balanced, long seed) {
        int[] chosen = plan.faithful() ? faithful(films, plan.fraction(), balanced) : corrected(films, plan, seed);
        long showing = Arrays.stream(chosen)
                .filter(i -> MapReport.shows(films.known(i)))
                .count();
        if (chosen.length < 2 || showing == 0) {
            throw new JobFailure(
                    "no-regions",
                    "expected at least 2 films to learn from, at least one with a region of what is sought, found "
                            + chosen.length + " and " + showing + " in the fraction " + plan.fraction() + " of "
                            + films.size() + " films; ask for a larger fraction");
        }
        return chosen;
    }

    /**
     * As the official data sets do it: where that is done, films that show nothing are skipped but for as many as show something; then
     * {@code np.random.choice(n, int(fraction * n), replace=False)}, all from one generator.
     */
    private static int[] faithful(SquareFilms films, double fraction, boolean balanced) {
        NumpyRandom random = new NumpyRandom(OFFICIAL_SEED);
        int[] all = IntStream.range(0, films.size()).toArray();
        int[] kept = balanced ? balanced(films, random) : all;
        int[] order = random.permutation(kept.length);
        return IntStream.range(0, (int) (fraction * kept.length))
                .map(i -> kept[order[i]])
                .toArray();
    }

    private static int[] balanced(SquareFilms films, NumpyRandom random) {
        Map<Boolean, List<Integer>> byShowing = IntStream.range(0, films.size())
                .boxed()
                .collect(Collectors.partitioningBy(i -> MapReport.shows(films.known(i))));
        List<Integer> showing = byShowing.getOrDefault(true, List.of());
        List<Integer> empty = byShowing.getOrDefault(false, List.of());
        int[] order = random.permutation(empty.size());
        return IntStream.concat(
                        showing.stream().mapToInt(Integer::intValue),
                        IntStream.range(0, Math.min(showing.size(), empty.size()))
                                .map(i -> empty.get(order[i]))
                                .sorted())
                .toArray();
    }

    private static int[] corrected(SquareFilms films, HeadPlan plan, long seed) {
        Set<LabelledFilm> showing = IntStream.range(0, films.size())
                .mapToObj(films::known)
                .filter(MapReport::shows)
                .map(SquareFilms.Known::film)
                .collect(Collectors.toSet());
        return Subset.corrected(
                films.films(), film -> showing.contains(film) ? Set.of("region") : Set.of(), plan.fraction(), seed);
    }
}
