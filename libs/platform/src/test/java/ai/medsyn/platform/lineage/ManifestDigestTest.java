package ai.medsyn.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.artifacts.Sha256;
import org.junit.jupiter.api.Test;

class ManifestDigestTest {

    private static final Sha256 TEXT = Sha256.of("text");
    private static final Sha256 IMAGE = Sha256.of("image");

    @Test
    void the_digest_is_the_sha256_of_its_canonical_lines() {
        ManifestDigest manifest = new ManifestDigest();
        manifest.add(0, 4, "train", TEXT, IMAGE);
        manifest.add(1, 9, "test", IMAGE, TEXT);

        assertThat(manifest.count()).isEqualTo(2);
        assertThat(manifest.finish())
                .isEqualTo(Sha256.of(
                        "0\t4\ttrain\t" + TEXT + "\t" + IMAGE + "\n1\t9\ttest\t" + IMAGE + "\t" + TEXT + "\n"));
    }

    @Test
    void an_empty_dataset_has_the_digest_of_nothing() {
        assertThat(new ManifestDigest().finish()).isEqualTo(Sha256.of(""));
    }

    @Test
    void a_finished_digest_starts_over() {
        ManifestDigest manifest = new ManifestDigest();
        manifest.add(0, 4, "train", TEXT, IMAGE);
        Sha256 first = manifest.finish();
        manifest.add(0, 4, "train", TEXT, IMAGE);
        assertThat(manifest.finish()).isEqualTo(first);
    }

    @Test
    void a_skipped_or_repeated_position_is_refused() {
        ManifestDigest manifest = new ManifestDigest();
        assertThatThrownBy(() -> manifest.add(1, 0, "train", TEXT, IMAGE))
                .hasMessageContaining("expected the sample at position 0");
        manifest.add(0, 0, "train", TEXT, IMAGE);
        assertThatThrownBy(() -> manifest.add(0, 0, "train", TEXT, IMAGE)).hasMessageContaining("found position 0");
    }

    @Test
    void a_split_cannot_forge_another_field() {
        assertThatThrownBy(() -> new ManifestDigest().add(0, 0, "train\t0", TEXT, IMAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
