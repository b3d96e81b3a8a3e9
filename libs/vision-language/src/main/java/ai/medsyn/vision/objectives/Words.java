package ai.medsyn.vision.objectives;

import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;

/** From word pieces to words: the pieces of a word are summed. */
final class Words {
    private final Tensor membership; // [B, W, L], 1 where token l is a piece of word w
    private final Tensor last; // [B], position of [SEP] among the words

    private Words(Tensor membership, Tensor last) {
        this.membership = membership;
        this.last = last;
    }

    /** There are as many word positions as tokens; those behind [SEP] are zero. */
    static Words of(TokenBatch tokens) {
        Tensor positions = Tensors.range(tokens.length()).toDeviceOf(tokens.words());
        Tensor membership = tokens.words().unsqueeze(1).equalTo(positions.reshape(1, -1, 1));
        return new Words(membership, tokens.words().max(1));
    }

    /** Sums over pieces: [B, L, D] to [B, W, D]; position 0 is [CLS]. */
    Tensor sum(Tensor pieces) {
        return membership.to(pieces.dtype()).matmul(pieces);
    }

    /** The words of a batch of one text without [CLS], [SEP] and padding: [1, L, D] to [W, D]. */
    Tensor withoutMarks(Tensor pieces) {
        return sum(pieces).select(0, 0).slice(0, 1, last.longs()[0]);
    }

    /** [B] (INT64): word positions from [CLS] to the one before [SEP]; as many as from the one after [CLS] to [SEP]. */
    Tensor count() {
        return last;
    }
}
