package ai.medsyn.generator.reports;

import ai.medsyn.radiology.Entity;
import java.util.ArrayList;
import java.util.List;

/** The entities of one category that are under the cap, each with the uses it has left. Every operation is O(1). */
final class Urn {

    /** One entity in its urn. */
    static final class Ball {
        private final Urn urn;
        private final Entity entity;
        private int left;
        private int place;

        private Ball(Urn urn, Entity entity, int left) {
            this.urn = urn;
            this.entity = entity;
            this.left = left;
            this.place = urn.open.size();
        }

        Entity entity() {
            return entity;
        }

        /** Counts one use; at the cap the last ball takes the place of this one. */
        void use() {
            left--;
            if (left > 0) {
                return;
            }
            Ball last = urn.open.remove(urn.open.size() - 1);
            if (last != this) {
                urn.open.set(place, last);
                last.place = place;
            }
        }
    }

    private final List<Ball> open = new ArrayList<>();

    /** Puts an entity in; one without uses left stays out. */
    void add(Entity entity, int uses) {
        if (uses > 0) {
            open.add(new Ball(this, entity, uses));
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    int size() {
        return open.size();
    }

    Ball get(int index) {
        return open.get(index);
    }
}
