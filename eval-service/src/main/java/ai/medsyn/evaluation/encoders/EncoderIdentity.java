package ai.medsyn.evaluation.encoders;

import ai.medsyn.platform.artifacts.Sha256;

/**
 * What decides an encoder's vectors besides the film; recorded with every number.
 *
 * @param id model or checkpoint
 * @param weights sha256 over the weights
 * @param preprocessing what happens to a film before the network, in words
 */
public record EncoderIdentity(String id, String weights, String preprocessing) {

    /** The same encoder, asked for what it says before its projection into a joint space. */
    EncoderIdentity beforeProjection() {
        return new EncoderIdentity(id, weights, preprocessing + ", before projection");
    }

    /** Names the vectors of this encoder. */
    public String digest() {
        return Sha256.of(id + "\n" + weights + "\n" + preprocessing).hex();
    }
}
