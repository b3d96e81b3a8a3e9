/**
 * Metrics as the field's reference implementations define them: scikit-learn for classification, pycocotools for detection, prdc,
 * torch-fidelity and torchmetrics for image sets. Where a paper's code deviates (skipped images, thresholds chosen on the test
 * data), the deviation has its own honest name.
 */
@NullMarked
package ai.medsyn.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
