package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * MGCA's own divisions of sets of films, by scikit-learn's {@code train_test_split(..., random_state=0)}. Faithful as for SIIM: film by film, so that a
 * patient may be on two sides. Corrected as for RSNA: patient by patient.
 */
enum MgcaDivision {

    /** SIIM and RSNA's classification (preprocess/siim.py, rsna.py): 70 % to learn from, then the rest in halves. */
    HALVES("mgca", 0.3, false),

    /** RSNA's segmentation and detection: 60 %, then the rest in halves; not the films of its classification. */
    RSNA_REGIONS("mgca-rsna-regions", 0.4, false),

    /** COVIDx: the split {@code test} is the official test file; the rest is the training file, 80 % of it to learn from. */
    COVIDX("mgca-covidx", 0.2, true),

    /** Object-CXR: the split {@code test} is dev.csv; the rest is train.csv, 90 % of it to learn from. */
    OBJECT_CXR("mgca-object-cxr", 0.1, true);

    private static final String TRAIN = "train";
    private static final String VALIDATE = "validate";
    private static final String TEST = "test";

    private final String id;
    private final double heldOut;
    private final boolean official;

    /**
     * @param heldOut share of the rows that are not learnt from
     * @param official whether the films of the split test stay where they are, and all that is held out of the others is for validation
     */
    MgcaDivision(String id, double heldOut, boolean official) {
        this.id = id;
        this.heldOut = heldOut;
        this.official = official;
    }

    /** @throws IllegalArgumentException if there is none of the name */
    static MgcaDivision of(String id) {
        return Arrays.stream(values())
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a division of MGCA's, found " + id));
    }

    String id() {
        return id;
    }

    /**
     * The films with splits {@code train}, {@code validate} and {@code test}, in the order given.
     *
     * @throws JobFailure if there is to be an official test split and none of the films is in it
     */
    List<LabelledFilm> redraw(List<LabelledFilm> films, boolean faithful) {
        int[] divided = IntStream.range(0, films.size())
                .filter(i -> !official || !films.get(i).place().split().equals(TEST))
                .toArray();
        if (official && divided.length == films.size()) {
            throw new JobFailure(
                    "no-films",
                    "expected the official test films in the split " + TEST + " for the division " + id
                            + ", found none; import them with a column split");
        }
        Map<String, List<Integer>> units = new LinkedHashMap<>();
        for (int i : divided) {
            units.computeIfAbsent(faithful ? Integer.toString(i) : films.get(i).cluster(), none -> new ArrayList<>())
                    .add(i);
        }
        String[] splits = new String[films.size()];
        Arrays.fill(splits, TEST);
        String[] drawn = splits(units.size());
        int row = 0;
        for (List<Integer> unit : units.values()) {
            for (int film : unit) {
                splits[film] = drawn[row];
            }
            row++;
        }
        List<LabelledFilm> redrawn = new ArrayList<>(films.size());
        for (int i = 0; i < splits.length; i++) {
            redrawn.add(moved(films.get(i), splits[i]));
        }
        return redrawn;
    }

    /** The split of each of so many rows. */
    String[] splits(int rows) {
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
