package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * scikit-learn's {@code train_test_split(..., random_state=0)}. Faithful as for SIIM: film by film, so that a patient may be on two sides. Corrected as
 * for RSNA: patient by patient.
 *
 * @param heldOut share of the rows that are not learnt from
 * @param official whether the films of the split test stay where they are, and all that is held out of the others is for validation
 */
record TrainTestSplit(double heldOut, boolean official) implements DivisionRule {

    @Override
    public Divided divide(List<LabelledFilm> films, boolean faithful) {
        List<LabelledFilm> rows = official ? DivisionRule.besideOfficialTest(films) : films;
        Map<String, List<Integer>> units = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            units.computeIfAbsent(
                            faithful ? Integer.toString(row) : rows.get(row).cluster(), none -> new ArrayList<>())
                    .add(row);
        }
        String[] drawn = splits(units.size());
        String[] splits = new String[rows.size()];
        int unit = 0;
        for (List<Integer> members : units.values()) {
            for (int row : members) {
                splits[row] = drawn[unit];
            }
            unit++;
        }
        List<LabelledFilm> divided = new ArrayList<>(films.size());
        int row = 0;
        for (LabelledFilm film : films) {
            divided.add(official && DivisionRule.officialTest(film) ? film : DivisionRule.moved(film, splits[row++]));
        }
        return new Divided(divided, Map.of());
    }

    /** The split of each of so many rows. */
    private String[] splits(int rows) {
        int out = (int) Math.ceil(rows * heldOut);
        int validation = official ? out : (int) Math.ceil(out * 0.5);
        int[] first = new NumpyRandom(0).permutation(rows);
        int[] second = official ? IntStream.range(0, out).toArray() : new NumpyRandom(0).permutation(out);
        String[] splits = new String[rows];
        Arrays.fill(splits, TRAIN);
        for (int k = 0; k < out; k++) {
            // The official code names the first result of the second call test, the second validation.
            splits[first[second[k]]] = k < validation ? VALIDATE : TEST;
        }
        return splits;
    }
}
