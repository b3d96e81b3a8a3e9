package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.lineage.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** The fraction of the training films that a head learns from. */
final class Subset {

    /** Seed of the official code for all of its subsets. */
    private static final int OFFICIAL_SEED = 42;

    private Subset() {}

    /**
     * As MGCA draws it: films by lot, whatever they show and whosever they are; always the same ones.
     *
     * @return indices of films in the order drawn: {@code DataFrame.sample(frac, random_state=42)}
     */
    static int[] faithful(int films, double fraction) {
        int wanted = (int) Math.max(1, Math.rint(fraction * films));
        return fraction == 1
                ? IntStream.range(0, films).toArray()
                : Arrays.copyOf(new NumpyRandom(OFFICIAL_SEED).permutation(films), wanted);
    }

    /**
     * Patients are drawn whole; what they show is in the subset as often as in all films, as far as the numbers allow; and the films of a smaller
     * fraction are among those of a larger one of the same seed.
     *
     * @param shows what a film shows; a patient's stratum is what all of its films show together
     * @return indices of films in rising order
     */
    static int[] corrected(
            List<LabelledFilm> films, Function<LabelledFilm, Set<String>> shows, double fraction, long seed) {
        Map<String, List<Integer>> patients = new LinkedHashMap<>();
        for (int i = 0; i < films.size(); i++) {
            patients.computeIfAbsent(films.get(i).cluster(), none -> new ArrayList<>())
                    .add(i);
        }
        long wanted = Math.max(1, Math.round(fraction * films.size()));
        List<Integer> chosen = new ArrayList<>();
        for (String patient : order(patients, films, shows, seed)) {
            if (chosen.size() >= wanted) {
                break;
            }
            chosen.addAll(patients.getOrDefault(patient, List.of()));
        }
        return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private record Place(String patient, double at) {}

    /**
     * Systematic sampling: the k-th of n patients of a stratum, in random order, stands at (k + u) / n with one u per stratum. Any beginning of the
     * order that this makes holds every stratum in proportion.
     */
    private static List<String> order(
            Map<String, List<Integer>> patients,
            List<LabelledFilm> films,
            Function<LabelledFilm, Set<String>> shows,
            long seed) {
        Map<String, List<String>> strata = new TreeMap<>();
        patients.forEach((patient, indices) -> {
            Set<String> shown = new HashSet<>();
            indices.forEach(i -> shown.addAll(shows.apply(films.get(i))));
            String stratum = String.join("\n", shown.stream().sorted().toList());
            strata.computeIfAbsent(stratum, none -> new ArrayList<>()).add(patient);
        });
        List<Place> places = new ArrayList<>();
        strata.forEach((stratum, members) -> {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(Seeds.derive(seed, "subset:" + stratum, 0, 0));
            double shift = random.nextDouble();
            int[] order = shuffled(members.size(), random);
            for (int k = 0; k < order.length; k++) {
                places.add(new Place(members.get(order[k]), (k + shift) / order.length));
            }
        });
        return places.stream()
                .sorted(Comparator.comparingDouble(Place::at).thenComparing(Place::patient))
                .map(Place::patient)
                .toList();
    }

    /** 0 to count - 1 in random order (Fisher-Yates). */
    static int[] shuffled(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
