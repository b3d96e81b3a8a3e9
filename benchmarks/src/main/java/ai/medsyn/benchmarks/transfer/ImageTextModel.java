package ai.medsyn.benchmarks.transfer;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Two small encoders into one space of {@value #WIDTH} dimensions. Films: a residual network with group normalisation (statistics of one
 * film only, so that a real film is treated as a phantom is). Sentences: word embeddings, two convolutions over three words (enough for
 * "no pleural effusion"), the maximum over the sentence. Logits are scaled cosines plus a bias, both learned (SigLIP, Zhai et al. 2023).
 */
final class ImageTextModel implements AutoCloseable {

    static final int WIDTH = 96;
    private static final int WORD = 64;
    private static final int GROUPS = 8;
    private static final int[] CHANNELS = {16, 32, 80, 160};

    private final TensorVector parameters = new TensorVector();
    private final Tensor stem;
    private final Block[] blocks = new Block[CHANNELS.length];
    private final Tensor imageProjection;
    private final Tensor words;
    private final Tensor textFirst;
    private final Tensor textSecond;
    private final Tensor textProjection;
    private final Tensor scale;
    private final Tensor bias;

    /** A residual block: two 3x3 convolutions; where it halves the size, a 1x1 convolution makes the shortcut fit. */
    private record Block(
            Tensor first,
            Tensor second,
            Norm firstNorm,
            Norm secondNorm,
            @Nullable Tensor shortcut,
            int stride) {}

    private record Norm(Tensor weight, Tensor bias) {}

    ImageTextModel(int vocabulary, long seed) {
        torch.manual_seed(seed);
        stem = weight(CHANNELS[0], 1, 5, 5);
        int in = CHANNELS[0];
        for (int i = 0; i < blocks.length; i++) {
            int out = CHANNELS[i];
            int stride = i == 0 ? 1 : 2;
            Tensor first = weight(out, in, 3, 3);
            Tensor second = weight(out, out, 3, 3);
            Tensor shortcut = stride == 2 ? weight(out, in, 1, 1) : null;
            blocks[i] = new Block(first, second, norm(out), norm(out), shortcut, stride);
            in = out;
        }
        imageProjection = weight(WIDTH, 2L * in);
        words = parameter(torch.randn(vocabulary, WORD).mul(new Scalar(0.1f)));
        textFirst = weight(128, WORD, 3);
        textSecond = weight(128, 128, 3);
        textProjection = weight(WIDTH, 128);
        scale = parameter(Tensor.create(2.3f)); // logarithm; the scale starts at 10
        bias = parameter(Tensor.create(-2f));
    }

    TensorVector parameters() {
        return parameters;
    }

    /** [n, 1, side, side] to unit vectors [n, WIDTH]. */
    Tensor films(Tensor films) {
        Tensor x = convolve(films, stem, 2);
        for (Block block : blocks) {
            Tensor y = torch.relu(normalize(convolve(x, block.first, block.stride), block.firstNorm));
            y = normalize(convolve(y, block.second, 1), block.secondNorm);
            Tensor shortcut = block.shortcut == null ? x : convolve(x, block.shortcut, block.stride);
            x = torch.relu(y.add(shortcut));
        }
        long[] space = {2, 3};
        Tensor mean = x.mean(space, false, new ScalarTypeOptional());
        Tensor features = torch.cat(new TensorVector(mean, x.amax(space, false)), 1);
        return unit(torch.linear(features, imageProjection));
    }

    /** Word numbers [m, length], 0 for none, to unit vectors [m, WIDTH]. */
    Tensor sentences(Tensor numbers) {
        Tensor x = torch.embedding(words, numbers).transpose(1, 2);
        x = torch.relu(slide(x, textFirst));
        x = torch.relu(slide(x, textSecond));
        return unit(torch.linear(x.amax(new long[] {2}, false), textProjection));
    }

    /** Logits [n, m] of "this sentence holds for this film". */
    Tensor logits(Tensor films, Tensor sentences) {
        return films.mm(sentences.t()).mul(scale.exp()).add(bias);
    }

    private static Tensor convolve(Tensor x, Tensor weight, int stride) {
        long padding = weight.size(2) / 2;
        return torch.conv2d(
                x,
                weight,
                new TensorOptional(),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1);
    }

    private static Tensor slide(Tensor x, Tensor weight) {
        return torch.conv1d(x, weight, new TensorOptional(), new long[] {1}, new long[] {1}, new long[] {1}, 1);
    }

    private static Tensor normalize(Tensor x, Norm norm) {
        return torch.group_norm(x, GROUPS, new TensorOptional(norm.weight), new TensorOptional(norm.bias), 1e-5, false);
    }

    private static Tensor unit(Tensor x) {
        Tensor length =
                x.mul(x).sum(new long[] {1}, true, new ScalarTypeOptional()).add(new Scalar(1e-6f));
        return x.div(length.sqrt());
    }

    /** Weights with He's variance: 2 over the number of inputs of one output. */
    private Tensor weight(long... shape) {
        long inputs = 1;
        for (int i = 1; i < shape.length; i++) {
            inputs *= shape[i];
        }
        return parameter(torch.randn(shape).mul(new Scalar((float) Math.sqrt(2.0 / inputs))));
    }

    private Norm norm(int channels) {
        return new Norm(parameter(torch.zeros(channels).add(new Scalar(1f))), parameter(torch.zeros(channels)));
    }

    private Tensor parameter(Tensor value) {
        value.requires_grad_(true);
        parameters.push_back(value);
        return value;
    }

    @Override
    public void close() {
        parameters.close();
    }

    /** How many numbers it learns. */
    long size() {
        long sum = 0;
        for (long i = 0; i < parameters.size(); i++) {
            sum += parameters.get(i).numel();
        }
        return sum;
    }
}
