package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import java.util.Arrays;
import java.util.List;

/** MGCA's own divisions of sets of films. */
enum MgcaDivision {

    /** SIIM and RSNA's classification (preprocess/siim.py, rsna.py): 70 % to learn from, then the rest in halves. */
    HALVES("mgca", new TrainTestSplit(0.3, false)),

    /** RSNA's segmentation and detection: 60 %, then the rest in halves; not the films of its classification. */
    RSNA_REGIONS("mgca-rsna-regions", new TrainTestSplit(0.4, false)),

    /** CheXpert (preprocess/chexpert.py): the split {@code test} is valid.csv; the rest is train.csv. */
    CHEXPERT("mgca-chexpert", ChexpertDivision.OFFICIAL),

    /** COVIDx: the split {@code test} is the official test file; the rest is the training file, 80 % of it to learn from. */
    COVIDX("mgca-covidx", new TrainTestSplit(0.2, true)),

    /** Object-CXR: the split {@code test} is dev.csv; the rest is train.csv, 90 % of it to learn from. */
    OBJECT_CXR("mgca-object-cxr", new TrainTestSplit(0.1, true));

    private final String id;
    private final DivisionRule rule;

    MgcaDivision(String id, DivisionRule rule) {
        this.id = id;
        this.rule = rule;
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

    /** See {@link DivisionRule#divide}. */
    DivisionRule.Divided divide(List<LabelledFilm> films, boolean faithful) {
        return rule.divide(films, faithful);
    }
}
