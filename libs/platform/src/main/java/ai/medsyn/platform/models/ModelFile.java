package ai.medsyn.platform.models;

import ai.medsyn.platform.artifacts.Sha256;

/**
 * A file of a model.
 *
 * @param path relative to the model's directory, with {@code /}
 * @param bytes its length
 * @param sha256 digest of its content
 */
public record ModelFile(String path, long bytes, Sha256 sha256) {}
