package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.MaskImage;
import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.imaging.Gray16Image;
import ai.medsyn.platform.artifacts.LocalArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.radiology.LabelValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoughtRegionsTest {

    private static final int SIDE = 4;
    private static final ObjectName MASK = new ObjectName("masks/1");

    @TempDir
    Path disk;

    private LocalArtifactStore store;

    @BeforeEach
    void mask() throws IOException {
        store = new LocalArtifactStore(disk, false);
        short[] bits = new short[SIDE * SIDE];
        bits[0] = 1; // the heart
        bits[1] = 2; // one lesion
        bits[2] = 6; // two lesions on top of each other
        MaskImage mask = new MaskImage(
                List.of("heart", "lesion:pleural effusion:left", "lesion:mass"), new Gray16Image(SIDE, SIDE, bits));
        store.put(MASK, mask.encode());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static LabelledFilm film(
            @Nullable ObjectName mask, Map<String, LabelValue> labels, Annotation.Box... boxes) {
        return new LabelledFilm(
                new LabelledFilm.Place(0, 0, "test"),
                new LabelledFilm.Subject(null, null),
                new ObjectName("films/1"),
                labels,
                new LabelledFilm.Regions(List.of(boxes), mask));
    }

    private List<Integer> outline(@Nullable List<String> structures) throws IOException {
        return new SoughtRegions(store, structures, true)
                .outline(film(MASK, Map.of()), SIDE, SIDE).orElseThrow().stream()
                        .boxed()
                        .toList();
    }

    @Test
    void a_name_stands_for_a_structure_its_sides_and_its_lesions() throws IOException {
        assertThat(outline(null)).as("all lesions, no organ").containsExactly(1, 2);
        assertThat(outline(List.of("heart"))).containsExactly(0);
        assertThat(outline(List.of("Pleural Effusion"))).containsExactly(1, 2);
        assertThat(outline(List.of("lesion:mass"))).containsExactly(2);
        assertThat(outline(List.of("lesion"))).containsExactly(1, 2);
        assertThat(outline(List.of("lesion:mass", "heart"))).containsExactly(0, 2);
        assertThat(outline(List.of("pleural"))).as("no part of a word").isEmpty();
    }

    @Test
    void boxes_stand_in_for_a_mask_that_is_not_there() throws IOException {
        LabelledFilm film = film(null, Map.of(), new Annotation.Box("Mass", 1, 1, 2, 1));
        SoughtRegions mass = new SoughtRegions(store, List.of("Mass"), false);
        assertThat(mass.outline(film, SIDE, SIDE).orElseThrow().stream().boxed())
                .containsExactly(5, 6);
        assertThat(mass.boxes(film, SIDE, SIDE)).contains(List.of(new Box(1, 1, 2, 1)));
    }

    @Test
    void a_box_with_two_labels_is_one_box() throws IOException {
        LabelledFilm film = film(
                null, Map.of(), new Annotation.Box("Mass", 1, 1, 2, 1), new Annotation.Box("Lung Lesion", 1, 1, 2, 1));
        assertThat(new SoughtRegions(store, null, true).boxes(film, SIDE, SIDE).orElseThrow())
                .hasSize(1);
    }

    @Test
    void a_structure_without_boxes_has_those_around_its_masks() throws IOException {
        LabelledFilm film = film(MASK, Map.of(), new Annotation.Box("Mass", 1, 1, 2, 1));
        assertThat(boxes(film, List.of("heart", "Mass")))
                .containsExactlyInAnyOrder(new Box(0, 0, 1, 1), new Box(1, 1, 2, 1));
        assertThat(boxes(film, List.of("Pleural Effusion"))).containsExactly(new Box(1, 0, 2, 1));
        assertThat(boxes(film, null)).as("what has boxes needs no masks").containsExactly(new Box(1, 1, 2, 1));
        assertThat(boxes(film(MASK, Map.of()), null))
                .as("lesions, no organs")
                .containsExactlyInAnyOrder(new Box(1, 0, 2, 1), new Box(2, 0, 1, 1));
    }

    private List<Box> boxes(LabelledFilm film, @Nullable List<String> structures) throws IOException {
        return new SoughtRegions(store, structures, true)
                .boxes(film, SIDE, SIDE)
                .orElseThrow();
    }

    @Test
    void a_film_with_the_finding_and_no_region_was_not_marked() throws IOException {
        SoughtRegions mass = new SoughtRegions(store, List.of("Mass"), false);
        assertThat(mass.boxes(film(null, Map.of("Mass", LabelValue.POSITIVE)), SIDE, SIDE))
                .isEmpty();
        assertThat(mass.boxes(film(null, Map.of("Mass", LabelValue.NEGATIVE)), SIDE, SIDE))
                .contains(List.of());
        assertThat(mass.boxes(film(null, Map.of("Edema", LabelValue.POSITIVE)), SIDE, SIDE))
                .as("another finding is no mass")
                .contains(List.of());
        SoughtRegions anything = new SoughtRegions(store, null, false);
        assertThat(anything.outline(film(null, Map.of("Edema", LabelValue.POSITIVE)), SIDE, SIDE))
                .isEmpty();
        assertThat(anything.outline(film(null, Map.of("No Finding", LabelValue.POSITIVE)), SIDE, SIDE))
                .isPresent();
    }

    @Test
    void a_mask_of_another_size_is_told() {
        SoughtRegions sought = new SoughtRegions(store, null, true);
        assertThatThrownBy(() -> sought.outline(film(MASK, Map.of()), 8, 8))
                .hasMessageContaining("expected a mask of 8 x 8 pixels, as its film has, found 4 x 4");
    }
}
