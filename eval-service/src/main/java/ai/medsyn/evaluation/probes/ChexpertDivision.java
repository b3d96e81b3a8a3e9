package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.radiology.LabelValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * MGCA's division of CheXpert (preprocess/chexpert.py). Of the rows of train.csv, 200 frontal films with nothing but one of five findings are set
 * aside for each of them; of the others so many rows are drawn for validation; what is left is learnt from. Lateral films are rows when lots are drawn,
 * and used for nothing.
 *
 * <p>Faithful: the official code draws rows for validation by their place among the rows left, and takes those numbers out of what is learnt from as if they
 * were places in train.csv. So other films are taken out, which are then on no side, and nearly all films for validation are learnt from as well. Corrected:
 * patients are drawn whole, and are on one side.
 *
 * @param apart films set aside per finding
 * @param validation films drawn for validation
 */
record ChexpertDivision(int apart, int validation) implements DivisionRule {

    static final ChexpertDivision OFFICIAL = new ChexpertDivision(200, 5_000);

    /** The split of the films set aside, for zero-shot classification and retrieval. */
    static final String FIVE_TIMES_200 = "chexpert-5x200";

    private static final int SEED = 0;

    private static final List<String> SOUGHT =
            List.of("Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Pleural Effusion");

    /** Must be absent too; official code does not look at No Finding. */
    private static final List<String> OTHERS = List.of(
            "Enlarged Cardiomediastinum",
            "Lung Lesion",
            "Lung Opacity",
            "Pneumonia",
            "Pneumothorax",
            "Pleural Other",
            "Fracture",
            "Support Devices");

    @Override
    public Divided divide(List<LabelledFilm> films, boolean faithful) {
        List<LabelledFilm> rows = DivisionRule.besideOfficialTest(films);
        BitSet aside = setAside(rows);
        int[] left =
                IntStream.range(0, rows.size()).filter(row -> !aside.get(row)).toArray();
        if (left.length <= validation) {
            throw tooFew("more than " + validation + " films besides those set aside", left.length);
        }
        BitSet training = new BitSet();
        BitSet held = new BitSet();
        if (faithful) {
            drawByPlace(left, training, held);
        } else {
            drawByPatient(left, rows, training, held);
        }
        return placed(films, new Sides(training, held, aside));
    }

    /** Rows of train.csv by what they are for. */
    private record Sides(BitSet training, BitSet validation, BitSet aside) {

        /** The splits of a row: none, one or two. */
        List<String> of(int row) {
            List<String> splits = new ArrayList<>();
            if (training.get(row)) {
                splits.add(TRAIN);
            }
            if (validation.get(row)) {
                splits.add(VALIDATE);
            }
            if (aside.get(row)) {
                splits.add(FIVE_TIMES_200);
            }
            return splits;
        }
    }

    /** {@code df.sample(n=200, random_state=0)} of every finding's films. */
    private BitSet setAside(List<LabelledFilm> rows) {
        BitSet aside = new BitSet();
        for (String finding : SOUGHT) {
            int[] candidates = IntStream.range(0, rows.size())
                    .filter(row -> showsOnly(finding, rows.get(row)))
                    .toArray();
            if (candidates.length < apart) {
                throw tooFew(apart + " frontal films that show nothing but " + finding, candidates.length);
            }
            int[] order = new NumpyRandom(SEED).permutation(candidates.length);
            Arrays.stream(order).limit(apart).forEach(k -> aside.set(candidates[k]));
        }
        return aside;
    }

    private static boolean showsOnly(String finding, LabelledFilm film) {
        return film.subject().frontal()
                && film.labels().get(finding) == LabelValue.POSITIVE
                && SOUGHT.stream().filter(each -> !each.equals(finding)).noneMatch(each -> mentioned(each, film))
                && OTHERS.stream().noneMatch(each -> mentioned(each, film));
    }

    /** An uncertain finding is one; one that nothing is said about is not. */
    private static boolean mentioned(String finding, LabelledFilm film) {
        LabelValue value = film.labels().get(finding);
        return value == LabelValue.POSITIVE || value == LabelValue.UNCERTAIN;
    }

    /** {@code valid = df.iloc[ids]; train = df.drop(ids)}, where places and labels of rows differ. */
    private void drawByPlace(int[] left, BitSet training, BitSet held) {
        int[] ids = Arrays.copyOf(new NumpyRandom(SEED).permutation(left.length), validation);
        Arrays.stream(left).forEach(training::set);
        for (int id : ids) {
            held.set(left[id]);
            training.clear(id);
        }
    }

    private void drawByPatient(int[] left, List<LabelledFilm> rows, BitSet training, BitSet held) {
        Map<String, List<Integer>> patients = new LinkedHashMap<>();
        for (int row : left) {
            patients.computeIfAbsent(rows.get(row).cluster(), none -> new ArrayList<>())
                    .add(row);
        }
        List<List<Integer>> units = List.copyOf(patients.values());
        for (int unit : new NumpyRandom(SEED).permutation(units.size())) {
            BitSet side = held.cardinality() < validation ? held : training;
            units.get(unit).forEach(side::set);
        }
    }

    private static Divided placed(List<LabelledFilm> films, Sides sides) {
        List<LabelledFilm> placed = new ArrayList<>(films.size());
        Map<String, Integer> noted = new TreeMap<>();
        int row = 0;
        for (LabelledFilm film : films) {
            List<String> splits = DivisionRule.officialTest(film) ? List.of(TEST) : sides.of(row++);
            if (!film.subject().frontal()) {
                noted.merge("films-not-frontal", 1, Integer::sum);
                continue;
            }
            splits.forEach(split -> placed.add(DivisionRule.moved(film, split)));
            if (splits.size() != 1) {
                noted.merge(
                        splits.isEmpty() ? "films-on-no-side" : "films-in-training-and-validation", 1, Integer::sum);
            }
        }
        return new Divided(placed, noted);
    }

    private static JobFailure tooFew(String expected, int found) {
        return new JobFailure(
                "no-films",
                "expected " + expected + " for this division, which is for the whole of CheXpert, found " + found
                        + "; import all of train.csv, or divide the films by a column split");
    }
}
