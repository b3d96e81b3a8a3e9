package ai.medsyn.benchmarks;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.layers.ProjectionHead;
import ai.medsyn.vision.objectives.ConvirtEncoder;
import ai.medsyn.vision.objectives.InfoNce;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.optimizers.Adam;
import ai.medsyn.vision.optimizers.ParameterGroup;
import ai.medsyn.vision.tensor.Autocast;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs per second of a training step: ResNet-18 at 128 px, six layers of BERT with 384 numbers and 64 tokens, InfoNCE, AdamW, batch 32. {@code
 * training_throughput.py} beside this module does the same in Python PyTorch. Run it with a number of threads.
 */
public final class TrainingThroughput {

    private static final int BATCH = 32;
    private static final int SIDE = 128;
    private static final int TOKENS = 64;
    private static final int WARM_UP = 3;
    private static final int STEPS = 10;

    private TrainingThroughput() {}

    public static void main(String[] arguments) {
        int threads = arguments.length > 0
                ? Integer.parseInt(arguments[0])
                : Runtime.getRuntime().availableProcessors();
        LibTorch.configure(threads);
        PrintStream out = System.out;
        out.printf("float32    %.1f pairs/s with %d threads%n", rate(false), threads);
        out.printf("bfloat16   %.1f pairs/s with %d threads%n", rate(true), threads);
    }

    private static double rate(boolean bfloat16) {
        LibTorch.seed(1, 0);
        ConvirtEncoder model = new ConvirtEncoder(
                new ResNet(ResNet.Depth.RESNET18),
                Bert.of(BertConfig.miniLm().withoutDropout()),
                new ConvirtEncoder.Heads(ProjectionHead.plain(512, 512, 512), ProjectionHead.plain(384, 384, 512)),
                ConvirtEncoder.Pooling.MEAN,
                0);
        Adam optimizer = Adam.adamW(List.of(ParameterGroup.of(model.parameters(), 0.01)), 0.9, 0.999);
        Tensor images = Tensors.normal(BATCH, 3, SIDE, SIDE).keep();
        TokenBatch tokens = tokens();
        InfoNce objective = new InfoNce(0.1, 0.75, 0.25);
        long begin = 0;
        for (int step = 0; step < WARM_UP + STEPS; step++) {
            if (step == WARM_UP) {
                begin = System.nanoTime();
            }
            try (TensorScope scope = TensorScope.open()) {
                optimizer.clearGradients();
                LossTerms loss;
                try (Autocast half = bfloat16 ? Autocast.bfloat16(Device.CPU) : null) {
                    loss = objective.loss(model.embed(images, tokens));
                }
                loss.total().backward();
                optimizer.step(1e-4);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        model.close();
        return BATCH * STEPS / seconds;
    }

    private static TokenBatch tokens() {
        List<TokenBatch.Text> texts = new ArrayList<>();
        for (int row = 0; row < BATCH; row++) {
            long[] ids = new long[TOKENS];
            for (int i = 0; i < TOKENS; i++) {
                ids[i] = 1000 + (row * 131 + i * 17) % 20_000;
            }
            texts.add(TokenBatch.Text.of(ids, new boolean[TOKENS]));
        }
        return TokenBatch.of(texts, TOKENS);
    }
}
