package ai.medsyn.gateway.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the gateway must know of a task of eval-service to lay a table out; everything else about it is for eval-service to say. */
enum TaskKind {
    ZERO_SHOT_CLASSIFICATION("zero-shot-classification", "Zero-shot classification", false, "auc"),
    ZERO_SHOT_GROUNDING("zero-shot-grounding", "Zero-shot grounding", false, "iou", "dice"),
    LINEAR_CLASSIFICATION("linear-classification", "Linear classification", true, "auc"),
    SEGMENTATION("segmentation", "Semantic segmentation", true, "dice"),
    DETECTION("detection", "Object detection", true, "map");

    private final String id;
    private final String title;
    private final boolean trained;
    private final List<String> headline;

    TaskKind(String id, String title, boolean trained, String... headline) {
        this.id = id;
        this.title = title;
        this.trained = trained;
        this.headline = List.of(headline);
    }

    /** @param id as requests for evaluations name it */
    static Optional<TaskKind> find(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /** Heading of the papers' table of such tasks. */
    String title() {
        return title;
    }

    /** Whether it trains a head on part of its data. */
    boolean trained() {
        return trained;
    }

    /** The metrics that the papers print. */
    List<String> headline() {
        return headline;
    }
}
