package ai.medsyn.vision.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.encoders.ResNet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorTest {
    private final int threads = LibTorch.threads();

    @AfterEach
    void restoreThreads() {
        LibTorch.configure(threads);
    }

    @Test
    void a_scope_frees_what_was_made_inside_and_spares_what_is_kept() {
        Tensor kept;
        Tensor lost;
        try (TensorScope scope = TensorScope.open()) {
            lost = Tensors.ones(3).plus(1);
            kept = Tensors.ones(3).plus(2).keep();
        }

        assertThat(lost.toNative().isNull()).isTrue();
        assertThat(kept.floats()).containsExactly(3, 3, 3);
        kept.free();
        assertThat(kept.toNative().isNull()).isTrue();
    }

    @Test
    void memory_is_flat_over_many_steps_of_a_network() {
        try (ResNet network = new ResNet(ResNet.Depth.RESNET18)) {
            Tensor images = Tensors.normal(4, 3, 64, 64);
            steps(network, images, 3);
            long before = Pointer.physicalBytes();
            steps(network, images, 12);

            // one step's activations are about 20 MB: leaking them would add 240
            assertThat(Pointer.physicalBytes() - before).isLessThan(120L << 20);
        }
    }

    private static void steps(ResNet network, Tensor images, int count) {
        for (int step = 0; step < count; step++) {
            try (TensorScope scope = TensorScope.open()) {
                network.clearGradients();
                network.encode(images).global().square().mean().backward();
            }
        }
    }

    @Test
    void bytes_of_safetensors_and_back() {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(1.5f).putFloat(-2).flip();

        Tensor tensor = Tensors.of(bytes, DType.FLOAT32, 2);

        assertThat(tensor.floats()).containsExactly(1.5f, -2);
        assertThat(Tensors.bytes(tensor)).isEqualTo(bytes);
        assertThatThrownBy(() -> Tensors.of(bytes, DType.FLOAT32, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected 12 bytes")
                .hasMessageContaining("found 8");
    }

    @Test
    void the_bytes_of_a_view_are_those_of_its_elements() {
        Tensor transposed = Tensors.of(new float[] {1, 2, 3, 4}, 2, 2).transpose(0, 1);

        assertThat(Tensors.of(Tensors.bytes(transposed), DType.FLOAT32, 2, 2).floats())
                .containsExactly(1, 3, 2, 4);
        assertThat(transposed.floats()).containsExactly(1, 3, 2, 4);
    }

    @Test
    void a_seed_and_a_stream_decide_the_random_numbers() {
        LibTorch.seed(5, 1);
        float[] first = Tensors.normal(4).floats();
        LibTorch.seed(5, 2);
        float[] otherStream = Tensors.normal(4).floats();
        LibTorch.seed(5, 1);
        float[] again = Tensors.normal(4).floats();

        assertThat(again).isEqualTo(first).isNotEqualTo(otherStream);
    }

    @Test
    void one_thread_count_gives_the_same_gradients_to_the_last_bit() {
        assertThat(gradient(2)).isEqualTo(gradient(2));
        assertThat(gradient(1)).isEqualTo(gradient(1));
    }

    @Test
    void products_of_matrices_take_one_thread_whatever_else_is_configured() {
        openblas_nolapack.blas_set_num_threads(2);
        LibTorch.configure(2);
        assertThat(openblas_nolapack.blas_get_num_threads()).isOne();
    }

    private static float[] gradient(int threads) {
        LibTorch.configure(threads);
        LibTorch.seed(9, 0);
        try (TensorScope scope = TensorScope.open()) {
            ResNet network = new ResNet(ResNet.Depth.RESNET18);
            network.encode(Tensors.normal(3, 3, 64, 64))
                    .global()
                    .square()
                    .mean()
                    .backward();
            return network.parameters().get("conv1.weight").gradient().floats();
        }
    }

    @Test
    void autocast_computes_products_in_bfloat16_until_closed() {
        Tensor a = Tensors.normal(4, 4);
        try (Autocast bfloat16 = Autocast.bfloat16(Device.CPU)) {
            assertThat(a.matmul(a).dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(a.plus(a).dtype()).isEqualTo(DType.FLOAT32);
        }
        assertThat(a.matmul(a).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void nothing_is_recorded_while_gradients_are_off() {
        Tensor variable = Tensors.ones(2).setRequiresGradient(true);
        try (NoGradient off = NoGradient.on()) {
            assertThat(variable.times(2).requiresGradient()).isFalse();
        }
        assertThat(variable.times(2).requiresGradient()).isTrue();
        assertThat(variable.gradient()).isNull();
    }

    @Test
    void parts_are_taken_and_joined_by_dimension() {
        Tensor tensor = Tensors.range(6).reshape(2, 3);

        assertThat(tensor.slice(1, 1, 3).longs()).containsExactly(1, 2, 4, 5);
        assertThat(tensor.select(0, -1).longs()).containsExactly(3, 4, 5);
        assertThat(Tensors.concatenate(List.of(tensor, tensor), 0).shape()).containsExactly(4, 3);
        assertThat(Tensors.stack(List.of(tensor, tensor), 0).shape()).containsExactly(2, 2, 3);
    }

    @Test
    void an_error_of_lib_torch_can_be_told_in_one_line() {
        assertThatThrownBy(() -> Tensors.ones(2, 3).matmul(Tensors.ones(2, 3)))
                .isInstanceOfSatisfying(
                        RuntimeException.class,
                        error -> assertThat(LibTorch.message(error))
                                .contains("mat1 and mat2 shapes cannot be multiplied")
                                .doesNotContain("frame #", "\n"));
    }
}
