package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MGCA's own division of a set of films that comes without one: 70 % to learn from, then the rest in halves, by scikit-learn's
 * {@code train_test_split(..., random_state=0)} twice (preprocess/siim.py and rsna.py). Faithful as for SIIM: film by film, so that a patient may be
 * on two sides. Corrected as for RSNA: patient by patient.
 */
final class MgcaSplits {

    private static final double HELD_OUT = 0.3;

    private MgcaSplits() {}

    /** The films with splits {@code train}, {@code validate} and {@code test}, in the order given. */
    static List<LabelledFilm> redraw(List<LabelledFilm> films, boolean faithful) {
        Map<String, List<Integer>> units = new LinkedHashMap<>();
        for (int i = 0; i < films.size(); i++) {
            units.computeIfAbsent(faithful ? Integer.toString(i) : films.get(i).cluster(), none -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> rows = List.copyOf(units.values());
        String[] splits = new String[films.size()];
        String[] drawn = splits(rows.size());
        for (int row = 0; row < drawn.length; row++) {
            for (int film : rows.get(row)) {
                splits[film] = drawn[row];
            }
        }
        List<LabelledFilm> redrawn = new ArrayList<>(films.size());
        for (int i = 0; i < splits.length; i++) {
            redrawn.add(moved(films.get(i), splits[i]));
        }
        return redrawn;
    }

    /** The split of each of so many rows. */
    static String[] splits(int rows) {
        int heldOut = (int) Math.ceil(rows * HELD_OUT);
        int[] first = new NumpyRandom(0).permutation(rows);
        int validation = (int) Math.ceil(heldOut * 0.5);
        int[] second = new NumpyRandom(0).permutation(heldOut);
        String[] splits = new String[rows];
        Arrays.fill(splits, "train");
        for (int k = 0; k < heldOut; k++) {
            // The official code names the first result of the second call test, the second validation.
            splits[first[second[k]]] = k < validation ? "validate" : "test";
        }
        return splits;
    }

    private static LabelledFilm moved(LabelledFilm film, String split) {
        LabelledFilm.Place place = film.place();
        return new LabelledFilm(
                new LabelledFilm.Place(place.position(), place.ordinal(), split),
                film.subject(),
                film.image(),
                film.labels(),
                film.regions());
    }
}
