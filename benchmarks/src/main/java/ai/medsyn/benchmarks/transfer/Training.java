package ai.medsyn.benchmarks.transfer;

import ai.medsyn.radiology.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Teaches which sentences hold for which films. A batch has films and sentences from their reports; a film's report decides about every
 * sentence of the batch, also those of other films ({@link Said#holds}, the semantic matching of MedCLIP, Wang et al. 2022, from text
 * alone), and so it does about the {@link Questions}. The loss is the binary cross-entropy of every film with every sentence (SigLIP).
 */
final class Training {

    private static final int FILMS = 64;
    private static final int SENTENCES = 64;
    private static final double PEAK_RATE = 1.5e-3;
    private static final double WEIGHT_DECAY = 0.02;

    private final ImageTextModel model;
    private final Vocabulary vocabulary;
    private final Views views;
    private final Questions questions;
    private final SplittableRandom random;
    private final Lexicon lexicon = Lexicon.builtIn();

    Training(ImageTextModel model, Vocabulary vocabulary, Views views, Questions questions, long seed) {
        this.model = model;
        this.questions = questions;
        this.vocabulary = vocabulary;
        this.views = views;
        this.random = new SplittableRandom(seed);
    }

    /** The learning rate rises over the first 5 % of the steps and falls to nothing along a cosine. */
    void run(List<Pair> pairs, int steps) {
        AdamWOptions options = new AdamWOptions(PEAK_RATE);
        options.weight_decay().put(WEIGHT_DECAY);
        AdamW optimizer = new AdamW(model.parameters(), options);
        List<Integer> order = new ArrayList<>();
        double loss = 0;
        for (int step = 0; step < steps; step++) {
            double warm = Math.min(1, (step + 1) / (0.05 * steps));
            double rate = PEAK_RATE * warm * 0.5 * (1 + Math.cos(Math.PI * step / steps));
            optimizer.param_groups().get(0).options().set_lr(rate);
            loss += (step(optimizer, batch(pairs, order)) - loss) * (step == 0 ? 1 : 0.02);
            if (step % 200 == 199) {
                System.err.printf("step %d of %d, loss %.4f%n", step + 1, steps, loss);
            }
        }
    }

    private double step(AdamW optimizer, List<Pair> batch) {
        List<Sentence> sentences = sentences(batch);
        float[] holds = new float[batch.size() * sentences.size()];
        for (int i = 0; i < batch.size(); i++) {
            for (int k = 0; k < sentences.size(); k++) {
                boolean is = Said.holds(sentences.get(k).said(), batch.get(i).report(), lexicon);
                holds[i * sentences.size() + k] = is ? 1 : 0;
            }
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor films =
                    model.films(views.varied(batch.stream().map(Pair::film).toList(), random));
            Tensor logits = model.logits(films, model.sentences(vocabulary.encode(sentences)));
            Tensor loss = torch.binary_cross_entropy_with_logits(
                    logits, Tensor.create(holds, batch.size(), sentences.size()));
            optimizer.zero_grad();
            loss.backward();
            torch.clip_grad_norm_(model.parameters(), 1);
            optimizer.step();
            return loss.item_float();
        }
    }

    /** The next films; every film comes once before any comes again. */
    private List<Pair> batch(List<Pair> pairs, List<Integer> order) {
        List<Pair> batch = new ArrayList<>();
        while (batch.size() < FILMS) {
            if (order.isEmpty()) {
                for (int i = 0; i < pairs.size(); i++) {
                    order.add(random.nextInt(i + 1), i);
                }
            }
            batch.add(pairs.get(order.remove(order.size() - 1)));
        }
        return batch;
    }

    private List<Sentence> sentences(List<Pair> batch) {
        List<Sentence> all = new ArrayList<>();
        batch.forEach(pair -> all.addAll(pair.sentences()));
        while (all.size() > SENTENCES) {
            all.set(random.nextInt(all.size()), all.get(all.size() - 1));
            all.remove(all.size() - 1);
        }
        all.addAll(questions.draw(random));
        return all;
    }
}
