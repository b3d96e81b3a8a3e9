package ai.medsyn.evaluation.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.MaskImage;
import ai.medsyn.evaluation.encoders.LocalEncoder.Cells;
import ai.medsyn.evaluation.encoders.Placement;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.Overlap;
import ai.medsyn.imaging.Gray16Image;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.lineage.Annotation.Box;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeatMapTest {

    private static Raster raster(int width, int height) {
        return Raster.of(new GrayImage(width, height, new byte[width * height]));
    }

    private static Cells cells(int rows, int columns, Placement placement) {
        return new Cells(rows, columns, new float[rows * columns][1], placement);
    }

    private static LabelledFilm film(Box... boxes) {
        return new LabelledFilm(
                new LabelledFilm.Place(0, 0, "test"),
                new LabelledFilm.Subject(null, null),
                new ObjectName("films/0.png"),
                Map.of(),
                new LabelledFilm.Regions(List.of(boxes), null));
    }

    @Test
    void cells_are_interpolated_between_their_centres_and_scaled_to_0_and_1() {
        Cells two = cells(1, 2, new Placement(1.0 / 4, 0, 1, 0));
        HeatMap map = HeatMap.of(new double[] {5, 9}, two, raster(4, 1));
        // centres of the cells are at x = 1 and x = 3, those of the pixels at 0.5, 1.5, 2.5, 3.5
        assertThat(map.values()).containsExactly(new double[] {0, 0.25, 0.75, 1}, within(1e-12));
    }

    @Test
    void what_the_network_did_not_see_is_least() {
        // a film of 8 pixels, of which the network saw the middle four
        Cells two = cells(1, 2, new Placement(1.0 / 4, -0.5, 1, 0));
        HeatMap map = HeatMap.of(new double[] {9, 5}, two, raster(8, 1));
        assertThat(map.values()).containsExactly(new double[] {0, 0, 1, 0.75, 0.25, 0, 0, 0}, within(1e-12));
    }

    @Test
    void a_map_without_contrast_or_with_nan_is_no_map() {
        Cells two = cells(1, 2, new Placement(1.0 / 4, 0, 1, 0));
        assertThatThrownBy(() -> HeatMap.of(new double[] {5, 5}, two, raster(4, 1)))
                .isInstanceOf(MetricUndefined.class)
                .hasMessageContaining("varies");
        assertThatThrownBy(() -> HeatMap.of(new double[] {Double.NaN, Double.NaN}, two, raster(4, 1)))
                .isInstanceOf(MetricUndefined.class);
    }

    @Test
    void a_fit_has_the_overlap_of_every_threshold() {
        Raster raster = raster(20, 15);
        SplittableRandom random = new SplittableRandom(5);
        double[] similarities = random.doubles(12).toArray();
        HeatMap map = HeatMap.of(similarities, cells(3, 4, new Placement(1.0 / 20, 0, 1.0 / 15, 0)), raster);
        BitSet truth = raster.boxes(film(new Box("Mass", 3, 4, 9.4, 5)), "Mass");
        Fit fit = Fit.of(map, truth);
        for (int k = 0; k <= Fit.STEPS; k++) {
            BitSet marked = Overlap.atLeast(Fit.threshold(k), map.values());
            assertThat(fit.dice(k)).isEqualTo(Overlap.dice(marked, truth), within(1e-12));
            assertThat(fit.iou(k)).isEqualTo(Overlap.iou(marked, truth), within(1e-12));
        }
        assertThat(fit.recall(0)).isEqualTo(1);
        assertThat(fit.dice(0)).isEqualTo(fit.diceOfTheWholeFilm(), within(1e-12));
        assertThat(fit.contrastToNoise()).isEqualTo(Overlap.contrastToNoise(truth, map.values()));
    }

    @Test
    void a_region_that_is_the_whole_film_has_no_contrast() {
        Raster raster = raster(4, 1);
        HeatMap map = HeatMap.of(new double[] {1, 2}, cells(1, 2, new Placement(0.25, 0, 1, 0)), raster);
        assertThat(Fit.of(map, raster.boxes(film(new Box("Mass", 0, 0, 4, 1)), "Mass"))
                        .contrastToNoise())
                .isNull();
    }

    @Test
    void boxes_cover_pixels_by_their_centres_and_are_never_lost() {
        Raster raster = raster(1024, 512);
        assertThat(raster.width()).isEqualTo(256);
        assertThat(raster.height()).isEqualTo(128);
        BitSet box = raster.boxes(film(new Box("Mass", 4, 8, 8, 4)), "Mass");
        assertThat(box.stream().boxed()).containsExactly(2 * 256 + 1, 2 * 256 + 2);
        assertThat(raster.boxes(film(new Box("Mass", 1023.2, 511.5, 0.5, 0.4)), "Mass")
                        .cardinality())
                .isEqualTo(1);
        assertThat(raster.boxes(film(new Box("Mass", 4, 8, 8, 4)), "Nodule").isEmpty())
                .isTrue();
    }

    @Test
    void masks_are_sampled_at_the_centres_of_pixels() {
        short[] bits = new short[512 * 512];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (short) (i % 512 < 256 ? 0b10 : 0b01);
        }
        MaskImage mask =
                new MaskImage(List.of("lesion:mass:right", "lesion:mass:left"), new Gray16Image(512, 512, bits));
        BitSet left = raster(512, 512).mask(mask, List.of("lesion:mass:left"));
        assertThat(left.cardinality()).isEqualTo(128 * 256);
        assertThat(left.get(127)).isTrue();
        assertThat(left.get(128)).isFalse();
    }
}
