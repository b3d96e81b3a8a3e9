package ai.medsyn.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=platform", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class DatasetsTest {

    private static final String TEAM = "team";

    @Autowired
    Datasets datasets;

    @Autowired
    Samples samples;

    @Autowired
    JdbcClient jdbc;

    CorpusId corpus;
    JobId job;

    @BeforeEach
    void corpus_of_five_candidates_the_second_rejected() {
        corpus = new CorpusId(UUID.randomUUID());
        job = new JobId(UUID.randomUUID());
        datasets.corpus(
                corpus,
                TEAM,
                7,
                new CorpusSpec(
                        new CorpusSpec.SampledReports("grammar-2", new SamplingSpec(3, 1, 15), null),
                        null,
                        new CorpusSpec.ImageSpec("phantom-6", 512)));
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at)
                        values (?, 'k', 'p', 'RUNNING', 'u', '{}', 'team', 'd', now())
                        """).param(job.value()).update();
        for (int ordinal = 0; ordinal < 5; ordinal++) {
            jdbc.sql("""
                            insert into sample (corpus, ordinal, findings, impression, prompt_source, entities, labels, token_count,
                                                seed, writer, attempts, text_sha256)
                            values (?, ?, 'f', 'i', 'IMPRESSION', '{DISEASE:edema}', '{}', 3, 1, 'grammar-2', 1, ?)
                            """)
                    .params(corpus.value(), ordinal, Sha256.of("t" + ordinal).bytes())
                    .update();
            jdbc.sql("""
                            insert into sample_image (corpus, ordinal, object, sha256, bytes, width, height, seed, generator, settings, unrendered)
                            values (?, ?, 'a/b', ?, 9, 8, 8, 2, 'phantom-6', '{}', '{}')
                            """)
                    .params(corpus.value(), ordinal, Sha256.of("i" + ordinal).bytes())
                    .update();
        }
    }

    private Dataset built(int requested, String name, @Nullable DatasetId parent) {
        Dataset dataset = datasets.begin(
                new DatasetId(UUID.randomUUID()),
                new NewDataset(
                        name,
                        TEAM,
                        Dataset.Origin.SYNTHETIC,
                        corpus,
                        job,
                        parent,
                        requested,
                        Map.of(),
                        Splits.DEFAULT.fractions(),
                        Instant.EPOCH));
        jdbc.sql("insert into dataset_policy values (?, 1, 'blur', 2, 'rule')")
                .param(dataset.id().value())
                .update();
        for (int ordinal = 0; ordinal < 5; ordinal++) {
            jdbc.sql(
                            "insert into decision (dataset, ordinal, measured, rejected_by, reasons) values (?, ?, '{1}', ?, ?)")
                    .param(dataset.id().value())
                    .param(ordinal)
                    .param(ordinal == 1 ? new String[] {"blur"} : new String[0])
                    .param(ordinal == 1 ? new String[] {"r"} : new String[0])
                    .update();
        }
        return datasets.seal(dataset.id(), 5, Map.of("blur", 1L));
    }

    @Test
    void sealing_takes_the_first_accepted_candidates_in_order() {
        Dataset dataset = built(3, "first", null);
        assertThat(dataset.state()).isEqualTo(DatasetState.SEALED);
        assertThat(samples.stream(dataset.id()).map(SampleView::ordinal)).containsExactly(0, 2, 3);
        assertThat(dataset.accepted()).isEqualTo(3);
        assertThat(dataset.rejectedJson()).isEqualTo("{\"blur\":1}");
        ManifestDigest digest = new ManifestDigest();
        samples.stream(dataset.id())
                .forEach(sample -> digest.add(
                        sample.position(),
                        sample.ordinal(),
                        sample.split(),
                        sample.text().sha256(),
                        sample.image().sha256()));
        assertThat(dataset.manifestDigest()).contains(digest.finish());
    }

    @Test
    void a_film_lies_in_the_split_that_its_source_names_and_others_where_the_seed_puts_them() {
        jdbc.sql("insert into annotation (corpus, ordinal, split) values (?, 2, 'hidden'), (?, 3, null)")
                .params(corpus.value(), corpus.value())
                .update();
        Dataset dataset = built(4, "annotated", null);
        Splits bySeed = datasets.splits(datasets.require(dataset.id(), TEAM));
        assertThat(samples.stream(dataset.id()).map(SampleView::split))
                .containsExactly(bySeed.of(7, 0), "hidden", bySeed.of(7, 3), bySeed.of(7, 4));
    }

    @Test
    void the_annotation_of_a_sealed_film_does_not_change() {
        jdbc.sql("insert into annotation (corpus, ordinal, patient) values (?, 0, 'p')")
                .param(corpus.value())
                .update();
        built(4, "annotated-sealed", null);
        assertThatThrownBy(() -> jdbc.sql("update annotation set patient = 'q' where corpus = ?")
                        .param(corpus.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_database_refuses_every_change_of_a_sealed_dataset() {
        UUID id = built(3, "sealed", null).id().value();
        List<String> changes = List.of(
                "update dataset set name = 'other' where id = ?",
                "delete from dataset where id = ?",
                "delete from dataset_sample where dataset = ?",
                "update dataset_sample set split = 'test' where dataset = ?",
                "insert into dataset_sample values (?, 99, 99, 'train')",
                "update decision set rejected_by = '{}' where dataset = ?",
                "delete from decision where dataset = ?",
                "insert into decision values (?, 9, '{1}', '{}', '{}')",
                "update dataset_policy set threshold = 0 where dataset = ?",
                "delete from dataset_policy where dataset = ?",
                "insert into dataset_policy values (?, 2, 'x', 2, 'rule')",
                "update sample set impression = 'x' where corpus = (select corpus from dataset where id = ?)",
                "delete from sample_image where corpus = (select corpus from dataset where id = ?)");
        assertThat(changes)
                .allSatisfy(change -> assertThatThrownBy(
                                () -> jdbc.sql(change).param(id).update())
                        .isInstanceOf(DataIntegrityViolationException.class)
                        .hasMessageContaining("sealed"));
    }

    @Test
    void sealing_twice_and_beginning_twice_change_nothing() {
        Dataset dataset = built(3, "twice", null);
        assertThat(datasets.seal(dataset.id(), 99, Map.of()).generated()).isEqualTo(5);
    }

    @Test
    void the_time_of_sealing_is_the_same_when_it_is_read_again() {
        Dataset sealed = built(3, "time", null);
        assertThat(sealed.sealedAt()).isPresent();
        assertThat(datasets.require(sealed.id(), TEAM).sealedAt()).isEqualTo(sealed.sealedAt());
    }

    @Test
    void a_version_tells_how_its_samples_differ_from_the_parents() {
        Dataset first = built(2, "versions", null);
        assertThat(first.version()).contains(Version.FIRST);
        assertThat(built(2, "versions", first.id()).version()).hasToString("Optional[1.0.1]");
        assertThat(built(3, "versions", first.id()).version()).hasToString("Optional[1.1.0]");
        assertThat(built(1, "versions", first.id()).version()).hasToString("Optional[2.0.0]");
        assertThat(built(2, "versions", null).version()).hasToString("Optional[3.0.0]");
        assertThat(built(3, "versions", first.id()).version()).hasToString("Optional[1.2.0]");
    }

    @Test
    void another_team_does_not_see_a_dataset() {
        DatasetId id = built(2, "mine", null).id();
        assertThatThrownBy(() -> datasets.require(id, "others")).isInstanceOf(UnknownLineage.class);
    }
}
