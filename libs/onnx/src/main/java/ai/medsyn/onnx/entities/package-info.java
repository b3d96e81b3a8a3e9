/**
 * Named entities of reports by a token-classification network in the layout of RaTE-NER (Zhao et al. 2024): IOB tags over the
 * five categories, one sentence at a time. Sentences are never batched, so an entity does not depend on its neighbours in a batch.
 */
@NullMarked
package ai.medsyn.onnx.entities;

import org.jspecify.annotations.NullMarked;
