/**
 * Zero-shot classification: a finding is as likely as its sentence is close to the film. Prompt sets and class lists are versioned resources; a
 * result names both. Nothing here trains or chooses anything on the films that are scored.
 */
@NullMarked
package ai.medsyn.evaluation.zeroshot;

import org.jspecify.annotations.NullMarked;
