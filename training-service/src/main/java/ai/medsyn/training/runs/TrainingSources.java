package ai.medsyn.training.runs;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.database.BulkRead;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.DatasetState;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.Samples;
import ai.medsyn.platform.lineage.UnknownLineage;
import ai.medsyn.vision.data.PairSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sealed datasets as sources of image-report pairs. */
@Component
class TrainingSources {

    private static final double HEAVIEST = 100;
    private static final int MOST = 50;

    private final Datasets datasets;
    private final Samples samples;
    private final ArtifactStore artifacts;
    private final JdbcClient jdbc;
    private final BulkRead read;

    TrainingSources(Datasets datasets, Samples samples, ArtifactStore artifacts, JdbcClient jdbc, BulkRead read) {
        this.datasets = datasets;
        this.samples = samples;
        this.artifacts = artifacts;
        this.jdbc = jdbc;
        this.read = read;
    }

    /** The sources of a request; what is wrong with them is added to the violations. */
    List<TrainingSpec.Source> check(
            List<TrainingWish.@Nullable Source> wanted,
            TrainingSpec.Data data,
            int batchSize,
            String team,
            List<Violation> violations) {
        List<TrainingSpec.Source> sources = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        long pairs = 0;
        int before = violations.size();
        if (wanted.isEmpty() || wanted.size() > MOST) {
            violations.add(new Violation("datasets", "must be 1 to " + MOST + " dataset versions", wanted));
            return sources;
        }
        for (int i = 0; i < wanted.size(); i++) {
            TrainingWish.Source source = wanted.get(i);
            String field = "datasets[" + i + "]";
            double weight = source == null || source.weight() == null ? 1 : source.weight();
            if (!(weight > 0) || weight > HEAVIEST) {
                violations.add(new Violation(field + ".weight", "must be above 0 and at most " + HEAVIEST, weight));
            }
            UUID id = source == null ? null : source.dataset();
            if (id == null || !seen.add(id)) {
                violations.add(
                        new Violation(field + ".dataset", "must be the id of a sealed dataset, each of them once", id));
            } else {
                pairs += check(field + ".dataset", id, data, team, violations);
                sources.add(new TrainingSpec.Source(id, weight));
            }
        }
        if (violations.size() == before && pairs < batchSize) {
            violations.add(new Violation(
                    "datasets",
                    "must have at least batchSize (" + batchSize + ") pairs in the splits " + data.train(),
                    pairs));
        }
        return sources;
    }

    private int check(String field, UUID id, TrainingSpec.Data data, String team, List<Violation> violations) {
        try {
            Dataset dataset = datasets.require(new DatasetId(id), team);
            if (dataset.state() != DatasetState.SEALED) {
                violations.add(
                        new Violation(field, "must be a SEALED dataset, found one that is " + dataset.state(), id));
                return 0;
            }
            int pairs = positions(id, data.train()).length;
            if (pairs == 0) {
                violations.add(new Violation(field, "must have samples with images in the splits " + data.train(), id));
            }
            return pairs;
        } catch (UnknownLineage unknown) {
            violations.add(new Violation(field, "must be the id of a sealed dataset of your team", id));
            return 0;
        }
    }

    /** The samples of a dataset that lie in some splits, in the order of their positions. */
    PairSource source(UUID id, List<String> splits, String team) {
        Dataset dataset = datasets.require(new DatasetId(id), team);
        return new DatasetPairs(dataset, splits, positions(id, splits), samples, artifacts);
    }

    private int[] positions(UUID id, List<String> splits) {
        List<Integer> positions = read.list(() -> jdbc.sql("""
                        select m.position from dataset_sample m
                        join dataset d on d.id = m.dataset
                        join sample_image i on i.corpus = d.corpus and i.ordinal = m.ordinal
                        where m.dataset = ? and m.split = any (?) order by m.position
                        """)
                .param(id)
                .param(splits.toArray(String[]::new))
                .query(Integer.class)
                .list());
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }
}
