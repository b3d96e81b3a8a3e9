/**
 * The model registry: which writers, generators, extractors and judges exist, with the sha256 of every file.
 */
@NullMarked
package ai.medsyn.platform.models;

import org.jspecify.annotations.NullMarked;
