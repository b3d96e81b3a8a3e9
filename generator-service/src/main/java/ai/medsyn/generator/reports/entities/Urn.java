package ai.medsyn.generator.reports.entities;

import ai.medsyn.radiology.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Entities that are under the cap, each with the uses it has left. One at its cap leaves the urn. */
abstract sealed class Urn {

    /** One entity in its urn. */
    static final class Ball {
        private final Urn urn;
        private final Entity entity;
        private int left;
        private int place;

        private Ball(Urn urn, Entity entity, int left, int place) {
            this.urn = urn;
            this.entity = entity;
            this.left = left;
            this.place = place;
        }

        Entity entity() {
            return entity;
        }

        /** Counts one use; at the cap the ball leaves. */
        void use() {
            left--;
            if (left == 0) {
                urn.remove(this);
            }
        }
    }

    final List<Ball> balls = new ArrayList<>();

    /** Puts an entity in; one without uses left stays out. */
    final void add(Entity entity, int uses, int weight) {
        if (uses > 0) {
            balls.add(new Ball(this, entity, uses, balls.size()));
            added(weight);
        }
    }

    abstract boolean isEmpty();

    /** A random ball of an urn that is not empty. */
    abstract Ball draw(RandomGenerator random);

    abstract void added(int weight);

    abstract void remove(Ball ball);

    /** The balls that are still in, to be looked through when drawing finds none that fits. */
    abstract List<Ball> open();

    /** Every ball alike: an array in which the last ball takes the place of one that leaves. Every operation is O(1). */
    static final class Uniform extends Urn {

        @Override
        boolean isEmpty() {
            return balls.isEmpty();
        }

        @Override
        Ball draw(RandomGenerator random) {
            return balls.get(random.nextInt(balls.size()));
        }

        @Override
        void added(int weight) {}

        @Override
        void remove(Ball ball) {
            Ball last = balls.remove(balls.size() - 1);
            if (last != ball) {
                balls.set(ball.place, last);
                last.place = ball.place;
            }
        }

        @Override
        List<Ball> open() {
            return balls;
        }
    }

    /** Balls by weight: a Fenwick tree (binary indexed tree) of the weights, in which drawing and leaving are O(log n). */
    static final class Weighted extends Urn {

        private final List<Integer> weights = new ArrayList<>();
        private long[] tree = {};
        private long total;

        @Override
        boolean isEmpty() {
            return total == 0;
        }

        @Override
        Ball draw(RandomGenerator random) {
            grow();
            long rest = random.nextLong(total);
            int position = 0;
            for (int step = Integer.highestOneBit(balls.size()); step > 0; step >>= 1) {
                int next = position + step;
                if (next <= balls.size() && tree[next] <= rest) {
                    position = next;
                    rest -= tree[next];
                }
            }
            return balls.get(position);
        }

        @Override
        void added(int weight) {
            weights.add(weight);
            total += weight;
        }

        @Override
        void remove(Ball ball) {
            grow();
            add(ball.place, -weights.get(ball.place));
            total -= weights.get(ball.place);
            weights.set(ball.place, 0);
        }

        @Override
        List<Ball> open() {
            return balls.stream().filter(ball -> weights.get(ball.place) > 0).toList();
        }

        /** Builds the tree when the last ball is in. */
        private void grow() {
            if (tree.length != balls.size() + 1) {
                tree = new long[balls.size() + 1];
                for (int i = 0; i < weights.size(); i++) {
                    add(i, weights.get(i));
                }
            }
        }

        private void add(int index, long weight) {
            for (int i = index + 1; i < tree.length; i += i & -i) {
                tree[i] += weight;
            }
        }
    }
}
